"""Giving an instrument: begun, answered one question at a time, finished. Risk answers are flagged as they come."""

from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.clients.models import Client
from practice.db import db
from practice.i18n import _, ngettext, zone
from practice.measures.actions.agreeing import askable, fits
from practice.measures.actions.storing import version_for
from practice.measures.measure import Measure, Risk
from practice.measures.models import Administration, MeasureAssignment
from practice.measures.queries import last_given, made_before, measure_of, open_one
from practice.measures.refused import AlreadyFinished, not_agreeable, too_soon
from practice.measures.schedule import goes_on_since, may_give_on
from practice.measures.scoring import ENGINE, WrongAnswers, check_answers, score
from practice.safety.actions import raise_flag


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
    same = [row for row in last_given(client_id) if (row.measure_key, row.target) == (measure.key, target) and row.way != "entry"]
    free = may_give_on(same, least)
    if free is not None and given_on < free:
        raise too_soon(least, free)


def answer(administration: Administration, item: int, value: float | None, at: datetime | None = None) -> None:
    """Keeps one answer; None takes it away again (skipped). A risk answer is flagged at once, abandoned or not.

    Raises AlreadyFinished, or WrongAnswers and keeps nothing.
    """
    row = _held(administration)
    measure, before = measure_of(row.version_id), answers_of(row)
    if faults := check_answers(measure, {item: value}):
        raise WrongAnswers(faults)
    now = {n: given for n, given in before.items() if n != item} | ({} if value is None else {item: value})
    row.answers = {str(n): given for n, given in sorted(now.items())}
    for risk in measure.risk:
        if risk.item == item and _positive(risk, now) and not _known(measure, risk, before):
            raise_flag(row.episode_id, row.client_id, kind=risk.kind, urgency=risk.urgency, source_id=row.id,
                       words=_said(measure, item, value), at=at)  # fmt: skip
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
    blank: dict[str, list[int]] = {}
    for found in scored.flags:
        if found.value is None:
            blank.setdefault(found.urgency, []).append(found.item)
    for urgency, items in blank.items():  # one flag for a screen of several questions
        raise_flag(row.episode_id, row.client_id, kind="not-answered", urgency=urgency, source_id=row.id,
                   words=_left_blank(measure, items), at=at)  # fmt: skip
    record("finish_measure", row)
    db.session.flush()
    return row


def answers_of(row: Administration) -> dict[int, float]:
    """{question: value} so far."""
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


def _positive(risk: Risk, answers: dict[int, float]) -> bool:
    return answers.get(risk.item, risk.from_ - 1) >= risk.from_


def _known(measure: Measure, risk: Risk, before: dict[int, float]) -> bool:
    """Whether this occasion has raised the same kind already: one flag for a screen of several questions."""
    return any(other.kind == risk.kind and _positive(other, before) for other in measure.risk)


def _said(measure: Measure, item: int, value: float | None) -> str:
    label = measure.by_n[item].label(value)
    return _("%(title)s, question %(n)s: %(answer)s", title=measure.title, n=item, answer=label or value)


def _left_blank(measure: Measure, items: list[int]) -> str:
    return ngettext("%(title)s, question %(n)s was not answered: ask.", "%(title)s, questions %(n)s were not answered: ask.",
                    len(items), title=measure.title, n=", ".join(map(str, items)))  # fmt: skip

