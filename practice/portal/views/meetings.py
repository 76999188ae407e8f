"""A session as a file for the client's own calendar: the time and "Appointment", nothing else."""

from datetime import timedelta

from flask import Response
from flask_login import current_user

from practice.access import door, gate
from practice.episodes.ics import Item, uid_for, written
from practice.episodes.models import TherapySession
from practice.i18n import _
from practice.portal.views import bp


@bp.get("/sessions/<id:session_id>/calendar.ics", endpoint="session_calendar")
@gate.client()
def session_calendar(session_id: str):
    """The same id as in a message about it: a calendar that has both shows it once. Nothing in it tells of anybody else."""
    row = door.find(TherapySession, session_id)
    item = Item(uid_for(row.calendar_uid or row.id, current_user.person_id), row.calendar_sequence, row.starts_at,
                row.starts_at + timedelta(minutes=row.minutes), _("Appointment"), row.planned_at, row.cancelled_at is not None)  # fmt: skip
    return Response(written([item]), content_type="text/calendar; charset=utf-8",
                    headers={"Content-Disposition": 'attachment; filename="appointment.ics"'})  # fmt: skip
