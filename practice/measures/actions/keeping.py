"""After giving: a total typed in, a result released to its client, one that was struck."""

from collections.abc import Mapping
from datetime import date, datetime

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.i18n import _, zone
from practice.measures.actions.giving import one_at_a_time
from practice.measures.actions.storing import version_for
from practice.measures.models import Administration
from practice.measures.queries import in_use, made_before, measure_of
from practice.measures.refused import AlreadyFinished, not_agreeable, not_enabled
from practice.measures.scoring import ENGINE, WrongAnswers, score_entry, told_by_number
from practice.measures.typed import about
from practice.protocols.codecs import clean
from practice.safety.actions import raise_flag

ENTERED = (None, "basis")  # a number that was made elsewhere needs no wording here


def enter_score(
    episode_id: str, client_id: str, key: str, scores: Mapping[str, float], *, by: str, given_on: date, made_id: str,
    target: str | None = None, session_id: str | None = None, at: datetime | None = None,
) -> Administration:  # fmt: skip
    """A total (or part scores) of an instrument given elsewhere, as typed in. Raises NotEnabled, NotAgreeable, WrongAnswers.

    The same `made_id` comes back to what was kept first. A number that cannot come about without an answer somebody must
    look at is flagged like that answer.
    """
    one_at_a_time(client_id)
    if (found := made_before(client_id, made_id)) is not None:
        return found
    used = in_use(key)
    if used is None or used.why_not not in ENTERED:
        raise not_enabled(used.why_not if used else "unknown")
    if given_on > clock.today(zone()):
        raise not_agreeable("day")
    target = about(target)
    if used.measure.audience.per_relationship and not target:
        raise not_agreeable("target")
    if not scores:
        raise WrongAnswers([_("Please type in at least one number.")])
    scored, now = score_entry(used.measure, scores), at or clock.now()
    row = Administration(
        episode_id=episode_id, client_id=client_id, version_id=version_for(key, at=at).id, measure_key=key, way="entry",
        target=target, session_id=session_id, made_id=made_id, given_on=given_on,
        began_at=now, finished_at=now, given_by=by, answers={"scores": scored.scores}, scores=scored.scores, engine=ENGINE)  # fmt: skip
    db.session.add(row)
    record("enter_score", row)
    db.session.flush()
    if found := told_by_number(used.measure, scored.scores):
        raise_flag(episode_id, client_id, kind=found.kind, urgency=found.urgency, source_id=row.id, at=at, words=_(
            "%(title)s, typed in as a number. A question somebody must look at was answered.", title=used.measure.title))  # fmt: skip
    return row


def release(administration: Administration, *, by: str, at: datetime | None = None) -> None:
    """Its client may see it from now on; releasing twice changes nothing. Raises NotAgreeable."""
    if administration.struck_at is not None:
        raise not_agreeable("struck")
    if administration.finished_at is None:
        raise not_agreeable("open")
    measure = measure_of(administration.version_id)
    if measure.audience.solo_only:
        raise not_agreeable("alone")
    if not measure.for_client:
        raise not_agreeable("for-counselor")
    if administration.released_at is None:
        administration.released_at, administration.released_by = at or clock.now(), by
        record("release_measure", administration)


def strike(administration: Administration, why: str, *, by: str | None, at: datetime | None = None) -> None:
    """Typed wrongly, another person's sheet: it counts nowhere any more and stays readable with the reason. Its flags
    stand. Raises NotAgreeable without a reason, AlreadyFinished when it was struck before."""
    if not (why := clean(why).strip()):
        raise not_agreeable("why")
    if administration.struck_at is not None:
        raise AlreadyFinished(not_agreeable("struck").words, "struck")
    administration.struck_at, administration.struck_by, administration.struck_why = at or clock.now(), by, why
    record("strike_measure", administration)
    db.session.flush()
