"""A session into other calendars: sent to a participant's own mailbox, or saved as a file."""

from datetime import timedelta

from flask import Response, abort, redirect, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.calendar.actions import put_down
from practice.calendar.actions.inviting import NothingToSend
from practice.calendar.views import bp
from practice.calendar.views.feeds import KIND
from practice.episodes.ics import Item, written
from practice.episodes.models import TherapySession
from practice.i18n import _


@bp.post("/sessions/<id:session_id>/invite")
@gate.counselor()
def invite(session_id: str):
    """Puts down what this participant is to be sent: the session, its change or its end."""
    row = door.find(TherapySession, session_id)
    if not door.may_write(row.episode_id):
        abort(404)
    try:
        put_down(row, request.form.get("client", ""), agreed=request.form.get("agreed") == "yes", by=current_user.person_id)
    except NothingToSend:
        return redirect(url_for("episodes.session", session_id=session_id, done="not-sent"), 303)
    return redirect(url_for("episodes.session", session_id=session_id, done="on-its-way"), 303)


@bp.get("/sessions/<id:session_id>/calendar.ics")
@gate.counselor()
def session_file(session_id: str):
    """The session as a file for the counselor's own calendar, as neutral as the feed."""
    row = door.find(TherapySession, session_id)
    item = Item(row.calendar_uid or row.id, row.calendar_sequence, row.starts_at, row.starts_at + timedelta(minutes=row.minutes),
                _("Appointment"), row.planned_at, row.cancelled_at is not None)  # fmt: skip
    return Response(written([item]), content_type=KIND, headers={"Content-Disposition": 'attachment; filename="appointment.ics"'})
