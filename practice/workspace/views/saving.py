"""Autosave: comes every few seconds while somebody writes, and tells nothing but versions and a time."""

from flask import request
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.door import find
from practice.db import db
from practice.episodes.models import TherapySession
from practice.i18n import at_time
from practice.i18n import spoken as _  # looked up once per language; a save comes every few seconds
from practice.notes import actions
from practice.notes.queries import process_note_of
from practice.workspace import writing
from practice.workspace.actions import keep_typed
from practice.workspace.views import bp
from practice.workspace.views.page import too_long_words


@bp.post("/sessions/<id:session_id>/note/draft")
@gate.counselor(audit=False)
def save(session_id: str):
    """JSON {version, private_version, saved}; 409 where another tab or person was quicker, 422 with the fields that are too
    long. Nothing is disclosed, so no view is recorded; the deed is, with every version that is kept."""
    typed, by, now = writing.read(request.form), current_user.person_id, clock.now()
    if typed.writer not in ("", by):
        return {"message": _("Somebody else is signed in here now. What you typed is still on this page.")}, 409
    if long := writing.too_long(typed):
        return {"message": too_long_words(), "fields": long}, 422
    quick = None if request.form.get("keep") else actions.write_on(session_id, typed, writer=by, now=now)
    if quick is not None:
        return _told(quick.version, quick.private_version, now)
    return _the_long_way(session_id, typed, by, now)


def _the_long_way(session_id: str, typed: writing.Typed, by: str, now):
    session = find(TherapySession, session_id)
    try:
        stored = keep_typed(session, typed, by=by, keep="draft" if request.form.get("keep") else None)
    except (actions.ChangedMeanwhile, actions.AlreadySigned):
        db.session.rollback()
        return {"message": _("Changed in another tab. Press “Keep as draft” to see both.")}, 409
    private = process_note_of(session.id, by)
    return _told(stored.version, private.version if private else 0, now)


def _told(version: int, private_version: int, now):
    return {"version": version, "private_version": private_version, "saved": _("Draft saved %(time)s", time=at_time(now))}
