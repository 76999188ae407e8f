"""Days that do not count: pausing and resuming; what is open slides by as many days."""

from collections.abc import Callable
from datetime import date

from practice.audit.actions import record
from practice.db import db
from practice.episodes import state
from practice.episodes.models import Episode, Pause
from practice.episodes.queries import rests
from practice.episodes.troubles import BadRest, EpisodeEnded

Slide = Callable[..., object]


def pause(episode: Episode, *, since: date, by: str, client_id: str | None = None, reason: str | None = None) -> Pause:
    """From `since` on the days do not count, for everybody or for one participant. Raises BadRest or EpisodeEnded."""
    if episode.ended_on is not None:
        raise EpisodeEnded
    if any(rest.until is None and rest.client_id == client_id for rest in rests(episode.id)):
        raise BadRest("resting")
    row = Pause(episode_id=episode.id, client_id=client_id, since=since, reason=reason, paused_by=by)
    db.session.add(row)
    db.session.flush()
    state.set_course(episode.id)
    record("pause", row)
    return row


def resume(rest: Pause, *, until: date, by: str, slide: Slide | None = None) -> Pause:
    """Work goes on from `until`, the first day that counts again.

    `slide(episode_id, days, since=)` moves what is open on or after `since` (homework lies above and is handed in);
    for a participant's own rest it gets `client_id=` as well. Raises BadRest.
    """
    if rest.until is not None:
        raise BadRest("ended")
    if until < rest.since:
        raise BadRest("order")
    days = slid_days(rest, until)
    rest.until = until
    db.session.flush()
    state.set_course(rest.episode_id)
    if slide is not None and days:
        slide(rest.episode_id, days, since=rest.since, **({"client_id": rest.client_id} if rest.client_id else {}))
    record("resume", rest)
    return rest


def slid_days(rest: Pause, until: date) -> int:
    """By how many days open dates move when a rest ends on `until`."""
    return (until - rest.since).days
