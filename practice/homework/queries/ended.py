"""What ended: what to ask the client about, what to tell them about, and what they said looking back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, or_, select

from practice import clock
from practice.db import Id, db
from practice.homework.models import Entry, HomeworkAssignment, LookBack
from practice.homework.queries.agreed import standing_of
from practice.homework.queries.gate import exercise_of
from practice.homework.reminding import WAITING

ASKED_FOR = timedelta(days=21)  # afterwards nobody asks about it any more
TOLD_FOR = timedelta(days=7)
LOOKED_BACK = select(LookBack).where(LookBack.assignment_id == bindparam("assignment", type_=Id)).order_by(LookBack.said_at)


@dataclass(frozen=True)
class PutAside:
    """One sentence for the client. how: withdrawn, smaller or changed."""

    title: str
    how: str


def has_smaller(assignment: HomeworkAssignment) -> bool:
    """True when the exercise has a short version and this is not it."""
    exercise = exercise_of(assignment)
    marked = [item for item in exercise.every_field if item.light]
    return not assignment.light and 0 < len(marked) < len(exercise.every_field)


def look_back_of(assignment_id: str, client_id: str | None = None) -> list[LookBack]:
    """What was said looking back on one exercise; a couple's joint one may have two."""
    found = LOOKED_BACK.where(LookBack.client_id == client_id) if client_id else LOOKED_BACK
    return list(db.session.scalars(found, {"assignment": assignment_id}))


def looked_back(assignment: HomeworkAssignment) -> list[LookBack]:
    """The same for the page of an exercise: nobody is asked about one that comes again and goes on without a last day."""
    goes_on = assignment.frequency != "once" and assignment.until is None and assignment.ended_at is None
    return [] if goes_on else look_back_of(assignment.id)


def may_look_back(assignment: HomeworkAssignment, client_id: str, today: date) -> bool:
    """True when the exercise has come to its end for this client and they have not been asked yet."""
    return _came_to_its_end(assignment, client_id, today) and not look_back_of(assignment.id, client_id)


def to_look_back_on(client_id: str, today: date) -> HomeworkAssignment | None:
    """The one exercise to ask this client about, latest agreed first; None: nothing is asked."""
    since = clock.now() - ASKED_FOR
    asked = select(HomeworkAssignment).where(
        or_(HomeworkAssignment.client_id == client_id, HomeworkAssignment.client_id.is_(None)),
        HomeworkAssignment.id.not_in(select(LookBack.assignment_id).where(LookBack.client_id == client_id)),
        or_(HomeworkAssignment.ended_at > since, HomeworkAssignment.ended_at.is_(None)))  # fmt: skip
    rows = db.session.scalars(asked.order_by(HomeworkAssignment.agreed_at.desc(), HomeworkAssignment.id))
    return next((row for row in rows if _came_to_its_end(row, client_id, today)), None)


def put_aside(client_id: str, now: datetime) -> list[PutAside]:
    """What was withdrawn or agreed anew within a week, latest first: one kind sentence each."""
    ended = db.session.scalars(
        select(HomeworkAssignment).where(
            HomeworkAssignment.client_id == client_id,  # for what both did together joint.py has one sentence for all ends
            HomeworkAssignment.ended_how.in_(("withdrawn", "replaced")), HomeworkAssignment.ended_at > now - TOLD_FOR)
        .order_by(HomeworkAssignment.ended_at.desc(), HomeworkAssignment.id))  # fmt: skip
    rows = list(ended)
    after = {row.replaces_id: row for row in _replacing([row.id for row in rows])}
    return [PutAside(row.title, _how(row, after.get(row.id))) for row in rows]


def replacing(assignment_id: str) -> HomeworkAssignment | None:
    """The agreement that took the place of this one."""
    return next(iter(_replacing([assignment_id])), None)


def _replacing(ids: list[str]) -> list[HomeworkAssignment]:
    if not ids:
        return []
    return list(db.session.scalars(select(HomeworkAssignment).where(HomeworkAssignment.replaces_id.in_(ids))))


def _how(row: HomeworkAssignment, after: HomeworkAssignment | None) -> str:
    if row.ended_how == "withdrawn":
        return "withdrawn"
    return "smaller" if after is not None and after.light and not row.light else "changed"


def _came_to_its_end(row: HomeworkAssignment, client_id: str, today: date) -> bool:
    """Ended by the counselor, or its last day is over, or it was asked once and answered. What was withdrawn, agreed
    anew or stopped is not asked about; nor is anything done together that was ended, for then not being asked would tell
    one partner that the other stopped it."""
    if row.ended_how in ("withdrawn", "replaced", "stopped") or (row.ended_at and row.client_id is None):
        return False
    if row.ended_at is not None:
        return True
    if row.frequency != "once":
        return row.until is not None and today - ASKED_FOR < row.until < today
    since = clock.now() - ASKED_FOR
    sent = select(Entry.id).where(Entry.assignment_id == row.id, Entry.client_id == client_id, Entry.sent_at > since)
    if db.session.scalars(sent.limit(1)).first() is None:
        return False
    return all(state not in WAITING for _occurrence, state, _at in standing_of(row, client_id, today))
