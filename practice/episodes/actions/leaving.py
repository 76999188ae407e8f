"""How care ends: a record with a reason, for one or for both. Nothing is deleted."""

from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.access.models import Participant
from practice.audit.actions import record
from practice.cosigning.actions import ask
from practice.db import db
from practice.episodes import state
from practice.episodes.actions.course import end_open_course
from practice.episodes.models import Discharge, Episode
from practice.episodes.queries import participants, rests
from practice.episodes.troubles import AlreadyDischarged

REASONS = ("completed", "agreed", "moved", "referred", "stopped-coming", "other")


def discharge(
    episode: Episode,
    client_id: str,
    *,
    on: date,
    reason: str,
    by: str,
    words: str | None = None,
    at: datetime | None = None,
) -> Discharge:
    """The end of an episode for one participant: they keep their own room, the shared room is theirs no more.

    The last one to leave ends the episode, its course and its rests. Under supervision it takes effect and waits for the
    supervisor's name. Raises AlreadyDischarged, LookupError for
    somebody who takes no part, ValueError for an unknown reason.
    """
    if reason not in REASONS:
        raise ValueError(reason)
    moment = at or clock.now()
    parts = {part.client_id: part for part in participants(episode.id)}
    if parts[client_id].ends_at is not None:
        raise AlreadyDischarged
    row = Discharge(
        episode_id=episode.id,
        client_id=client_id,
        ended_on=on,
        reason=reason,
        words=words,
        discharged_by=by,
        discharged_at=moment,
    )
    db.session.add(row)
    db.session.flush()  # the door judges this row before anything else is touched
    _end_part(episode.id, client_id, moment)
    if all(part.ends_at is not None for other, part in parts.items() if other != client_id):
        _end_episode(episode, on)
    state.set_end(episode.id, client_id)
    ask("discharge", row.id, episode_id=episode.id, client_id=client_id, by=by, at=moment)
    record("discharge", row)
    return row


def _end_part(episode_id: str, client_id: str, at: datetime) -> None:
    part = db.session.scalars(
        select(Participant).where(
            Participant.episode_id == episode_id, Participant.client_id == client_id, Participant.ends_at.is_(None)
        )
    ).one()
    part.ends_at = at
    for rest in rests(episode_id):
        if rest.client_id == client_id and rest.until is None:
            rest.until = max(at.date(), rest.since)


def _end_episode(episode: Episode, on: date) -> None:
    episode.ended_on = on
    end_open_course(episode.id, on)
    for rest in rests(episode.id):
        rest.until = rest.until or max(on, rest.since)
    db.session.flush()
    state.set_course(episode.id)
