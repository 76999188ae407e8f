"""Agreeing on an exercise, ending it, and sliding its dates after a pause."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.homework.actions.noting import note_homework, people_of
from practice.homework.models import HomeworkAssignment
from practice.homework.occurrences import FREQUENCIES, Open, too_much
from practice.homework.queries import offered_in, opened_by, reasons_against, together_with
from practice.i18n import zone
from practice.protocols.protocol import Protocol


class AskFirst(Exception):
    """Somebody already has as much open as is usually good; `reasons` lists what. Confirm, or end something first."""

    def __init__(self, reasons: list[Open]) -> None:
        super().__init__(f"{len(reasons)} open already")
        self.reasons = reasons


class NotOpened(Exception):
    """The exercise may not be given now; `reasons` are codes (homework.wording.reason_words)."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


def assign(
    episode_id: str, client_id: str | None, *, protocol: Protocol, version_id: str, course_id: str | None,
    phase_id: str, exercise_id: str, flavour: str | None, cycle: int, frequency: str, opens_on: date,
    until: date | None = None, every: int = 1, light: bool = False, scribe_id: str | None = None,
    message: str | None = None, confirmed: bool = False, by: str, at: datetime | None = None,
) -> HomeworkAssignment:  # fmt: skip
    """Agree an exercise with one participant, or with both together (`client_id` None, `scribe_id` writes).

    `phase_id` is the phase the exercise is given in. Raises NotOpened when the safety gate, the records policy or the
    exercise itself stand against it; AskFirst when more than one daily and one other exercise would be open for
    somebody and it was not `confirmed`; ValueError for a frequency or a scribe that makes no sense.
    """
    people = [client_id] if client_id else [part.client_id for part in together_with(episode_id)]
    if frequency not in FREQUENCIES or (client_id is None and scribe_id not in people):
        raise ValueError("an unknown frequency, or nobody named to write")
    exercise = offered_in(protocol.for_flavour(flavour, protocol.lang), exercise_id, phase_id)
    if reasons := reasons_against(episode_id, people, exercise, by=by, at=at):
        raise NotOpened(reasons)
    day = max(opens_on, clock.today(zone(), at))
    if not confirmed and (open_now := too_much(opened_by(episode_id, people, day), people, frequency)):
        raise AskFirst(open_now)
    row = HomeworkAssignment(
        episode_id=episode_id, client_id=client_id, course_id=course_id, protocol_version_id=version_id,
        flavour=flavour, phase_id=phase_id, exercise_id=exercise_id, title=exercise.client_title, cycle=cycle,
        light=light, frequency=frequency, every=every if frequency == "days" else 1, opens_on=opens_on, until=until,
        scribe_id=scribe_id if client_id is None else None, message=(message or "").strip() or None, agreed_by=by,
        agreed_at=at or clock.now())  # fmt: skip
    db.session.add(row)
    record("assign", row)
    note_homework(episode_id, people, at)
    return row


def end_assignment(assignment: HomeworkAssignment, *, by: str, how: str = "ended", at: datetime | None = None) -> None:
    """The exercise is no longer asked; `how`: ended, withdrawn or replaced. What was sent stays; ending twice changes
    nothing."""
    if assignment.ended_at is None:
        assignment.ended_at, assignment.ended_how = at or clock.now(), how
        db.session.flush()
        note_homework(assignment.episode_id, people_of(assignment), at)
    record("end_assignment", assignment)


def slide(episode_id: str, days: int, *, client_id: str | None = None, since: date | None = None,
          at: datetime | None = None) -> int:  # fmt: skip
    """Moves what is agreed and still to come by `days` after a pause; returns how many assignments moved.

    `client_id`: only this participant's. `since` (default: the day of `at`): days before it stay as they were, so an
    exercise that had begun keeps its first day and only its last day moves.
    """
    first = since or clock.today(zone(), at)
    asked = select(HomeworkAssignment).where(
        HomeworkAssignment.episode_id == episode_id, HomeworkAssignment.ended_at.is_(None))
    rows = list(db.session.scalars(asked.where(HomeworkAssignment.client_id == client_id) if client_id else asked))
    moved = [row for row in rows if row.opens_on >= first or (row.until and row.until >= first)]
    for row in moved:
        row.opens_on += timedelta(days=days if row.opens_on >= first else 0)
        row.until = row.until + timedelta(days=days) if row.until and row.until >= first else row.until
    if moved:
        db.session.flush()
        record("slide", subject_id=episode_id)
        note_homework(episode_id, {person for row in moved for person in people_of(row)}, at)
    return len(moved)
