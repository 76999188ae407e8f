"""Giving an instrument: begun, answered one question at a time, finished. Risk answers are flagged as they come."""

from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.clients.models import Client
from practice.db import db
from practice.i18n import _, zone
from practice.measures.actions.agreeing import askable, fits
from practice.measures.actions.flagging import flag_answer, flag_blanks
from practice.measures.actions.storing import version_for
from practice.measures.answering import Answer
from practice.measures.answering import answers_of as read_answers
from practice.measures.measure import Measure
from practice.measures.models import Administration, MeasureAssignment
from practice.measures.queries import last_given, made_before, measure_of, open_one
from practice.measures.refused import AlreadyFinished, not_agreeable, too_soon
from practice.measures.schedule import again_on, goes_on_since
from practice.measures.scoring import ENGINE, score


def begin(
    assignment: MeasureAssignment | None = None, *, episode_id: str | None = None, client_id: str | None = None,
    key: str | None = None, way: str, made_id: str, given_by: str, given_on: date, session_id: str | None = None,
    target: str | None = None, at: datetime | None = None,
) -> Administration:  # fmt: skip
    """One occasion of giving, of what was agreed or of `key` to `client_id`. It keeps the version it began with.

    The same `made_id`, or another page of the same asking while one is open, comes back to the one begun first: in the
    room on the same day, at home within a week, so that answers about other weeks are never mixed.
    Raises NotEnabled, NotRemote, NoResponsePlan, NotAgreeable, or TooSoon within the instrument's least interval
    (not on paper: that was given already, and only typing it in is left).
    """
    if assignment is not None:
        episode_id, client_id = assignment.episode_id, assignment.client_id
        key, target = assignment.measure_key, assignment.target
    one_at_a_time(client_id)
    found = made_before(client_id, made_id) or open_one(
        client_id, key, target, way, assignment and assignment.id, since=goes_on_since(way, given_on))
    if found is not None:
        return found
    measure = askable(key)
    fits(measure, episode_id, client_id, way, target)
    if given_on > clock.today(zone()):
        raise not_agreeable("day")
    if way != "paper":
        _not_too_soon(measure, client_id, target, given_on)
    row = Administration(
        episode_id=episode_id, client_id=client_id, assignment_id=assignment and assignment.id,
        version_id=version_for(key, at=at).id, measure_key=key, way=way, target=target, session_id=session_id,
        made_id=made_id, given_on=given_on, began_at=at or clock.now(), given_by=given_by, answers={})  # fmt: skip
    db.session.add(row)
    record("begin_measure", row)
    db.session.flush()
    return row


def one_at_a_time(client_id: str) -> None:
    """Two pages of one client that begin at the same moment wait here; SQLite lets only one write anyway."""
    db.session.execute(select(Client.id).where(Client.id == client_id).with_for_update(key_share=True))


def _not_too_soon(measure: Measure, client_id: str, target: str | None, given_on: date) -> None:
    least = measure.cadence.min_days if measure.cadence else 0
    free = again_on(last_given(client_id), measure.key, target, least)
    if free is not None and given_on < free:
        raise too_soon(least, free)


def answer(administration: Administration, item: int, value: Answer | None, at: datetime | None = None) -> None:
    """Keeps one answer; None, or words without a letter, takes it away again (skipped). A risk answer is flagged at once, abandoned or not.

    Raises AlreadyFinished, or WrongAnswers and keeps nothing.
    """
    row = _held(administration)
    measure, before = measure_of(row.version_id), answers_of(row)
    now = {n: given for n, given in before.items() if n != item} | read_answers(measure, {item: value})
    row.answers = {str(n): given for n, given in sorted(now.items())}
    flag_answer(row, measure, item, value, before, at)
    db.session.flush()


def finish(administration: Administration, at: datetime | None = None) -> Administration:
    """Frozen and scored from its answers; a risk question left blank is flagged. Finishing twice changes nothing.

    Raises WrongAnswers, and then nothing is scored.
    """
    if administration.finished_at is not None:
        return administration
    row = _held(administration)
    if row.finished_at is not None:
        return row
    measure = measure_of(row.version_id)
    scored = score(measure, answers_of(row))
    row.scores, row.engine, row.finished_at = scored.scores or None, ENGINE, at or clock.now()
    flag_blanks(row, measure, scored, at)
    record("finish_measure", row)
    db.session.flush()
    return row


def answers_of(row: Administration) -> dict[int, Answer]:
    """{question: value, or own words} so far."""
    return {int(n): value for n, value in (row.answers or {}).items() if n.isdigit()}


def _held(administration: Administration) -> Administration:
    """The row as it is now, held until the end of the transaction. Raises AlreadyFinished where it is not open."""
    row = db.session.scalars(
        select(Administration).where(Administration.id == administration.id).with_for_update(key_share=True)
        .execution_options(populate_existing=True)).one()  # fmt: skip
    if row.struck_at is not None:
        raise AlreadyFinished(not_agreeable("struck").words, "struck")
    if row.finished_at is not None:
        raise AlreadyFinished(_("This was finished already; nothing in it is changed."), "finished")
    return row
