"""Ending what was agreed: nothing of it is asked any more, and what is open is closed as it stands."""

from datetime import datetime

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.i18n import _
from practice.measures.actions.flagging import flag_blanks
from practice.measures.actions.giving import answers_of, one_at_a_time
from practice.measures.actions.keeping import strike
from practice.measures.models import Administration, MeasureAssignment
from practice.measures.queries import measure_of, open_of
from practice.measures.scoring import ENGINE, score


def end_assignment(assignment: MeasureAssignment, *, by: str | None = None, at: datetime | None = None) -> None:
    """It is not asked any more; what was given stays. What is open is closed as incomplete at the same moment: its answers
    are kept and its flags stand; where nothing was answered it is struck. Ending twice changes nothing."""
    if assignment.ended_at is not None:
        return
    one_at_a_time(assignment.client_id)
    assignment.ended_at = at or clock.now()
    record("end_measure_assignment", assignment)
    for row in open_of(assignment.id):
        _close(row, by, assignment.ended_at)
    db.session.flush()


def _close(row: Administration, by: str | None, at: datetime) -> None:
    answers = answers_of(row)
    if not answers:
        strike(row, _("What was agreed was ended before anything was answered."), by=by, at=at)
        return
    measure = measure_of(row.version_id)
    scored = score(measure, answers)
    row.scores, row.engine, row.finished_at = scored.scores or None, ENGINE, at
    flag_blanks(row, measure, scored, at, before=max(answers))
    record("close_measure", row)
