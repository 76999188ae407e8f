"""Ending an exercise otherwise than by its end: withdrawn, agreed anew, made smaller; and looking back on it.

What the client sent stays theirs and readable, whatever becomes of the agreement.
"""

from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.access.scope import current
from practice.audit.actions import record
from practice.db import db
from practice.homework.actions.agreeing import assign, end_assignment
from practice.homework.models import HomeworkAssignment, LookBack
from practice.homework.queries.ended import has_smaller
from practice.i18n import zone
from practice.protocols.queries import protocol_of


class Ended(Exception):
    """It is not asked any more, so there is nothing to change."""


class NoSmaller(Exception):
    """The exercise has no shorter version, or it is the shorter one already."""


def withdraw(assignment: HomeworkAssignment, *, by: str, at: datetime | None = None) -> None:
    """It is put aside. Withdrawing twice changes nothing."""
    if assignment.ended_at is None:
        end_assignment(assignment, by=by, how="withdrawn", at=at)


def change(assignment: HomeworkAssignment, *, frequency: str, every: int = 1, until: date | None = None, light: bool,
           message: str | None = None, by: str, at: datetime | None = None) -> HomeworkAssignment:  # fmt: skip
    """A new agreement of the same exercise takes the place of the old one, from today on.

    Raises Ended for what is not asked any more; NotOpened when the exercise may not be given now.
    """
    if assignment.ended_at is not None:
        raise Ended
    end_assignment(assignment, by=by, how="replaced", at=at)
    row = assign(
        assignment.episode_id, assignment.client_id, protocol=protocol_of(assignment.protocol_version_id),
        version_id=assignment.protocol_version_id, course_id=assignment.course_id, phase_id=assignment.phase_id,
        exercise_id=assignment.exercise_id, flavour=assignment.flavour, cycle=assignment.cycle, frequency=frequency,
        every=every, until=until, opens_on=max(assignment.opens_on, clock.today(zone(), at)), light=light,
        scribe_id=assignment.scribe_id, message=message, confirmed=True, by=by, at=at)  # fmt: skip
    row.replaces_id = assignment.id
    return row


def make_smaller(assignment: HomeworkAssignment, *, by: str, at: datetime | None = None) -> HomeworkAssignment:
    """The short version takes its place, as often and as long as agreed. Raises NoSmaller, Ended, NotOpened."""
    if not has_smaller(assignment):
        raise NoSmaller
    until = assignment.until if assignment.until and assignment.until >= clock.today(zone(), at) else None
    return change(assignment, frequency=assignment.frequency, every=assignment.every, until=until, light=True,
                  message=assignment.message, by=by, at=at)  # fmt: skip


def look_back(assignment: HomeworkAssignment, *, helpful: str | None, words: str = "", at: datetime | None = None) -> LookBack:
    """What the client of the scope says about an exercise that ended: once, in their own room. Saying nothing counts
    too: they are not asked again. A second answer changes nothing."""
    me = current().client_id
    known = db.session.scalars(
        select(LookBack).where(LookBack.assignment_id == assignment.id, LookBack.client_id == me)).one_or_none()
    if known is not None:
        return known
    row = LookBack(episode_id=assignment.episode_id, client_id=me, assignment_id=assignment.id, helpful=helpful,
                   words=words.strip() or None, said_at=at or clock.now())  # fmt: skip
    db.session.add(row)
    record("look_back", row)
    return row
