"""Stopping what both do together: one tap, by either, without a reason, and nobody learns who it was."""

from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.access.scope import current
from practice.audit.actions import record
from practice.db import db
from practice.homework.actions.noting import note_homework, people_of
from practice.homework.models import HomeworkAssignment, JointStop

STOPPED = "stopped"


class NotJoint(Exception):
    """Only what both do together is stopped like this; one's own exercise is simply not done."""


def stop_together(assignment: HomeworkAssignment, *, at: datetime | None = None) -> JointStop:
    """Stops a joint exercise for both, at once; stopping twice changes nothing. Raises NotJoint.

    Who stopped lies in their own room alone; for the other it is as if the counselor had taken it back. Giving it again
    begins with opening it anew (queries.gate).
    """
    if assignment.client_id is not None:
        raise NotJoint
    me, moment = current().client_id, at or clock.now()
    known = db.session.scalars(
        select(JointStop).where(JointStop.assignment_id == assignment.id, JointStop.client_id == me)).first()
    if known is not None:
        return known
    row = JointStop(episode_id=assignment.episode_id, client_id=me, assignment_id=assignment.id, stopped_at=moment)
    db.session.add(row)
    if assignment.ended_at is None:
        assignment.ended_at, assignment.ended_how = moment, STOPPED
    record("stop_together", row)
    note_homework(assignment.episode_id, people_of(assignment), moment)
    return row
