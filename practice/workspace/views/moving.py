"""A draft begun for the wrong client goes to the meeting it belongs to, before it is signed."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.door import find, may_write
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.i18n import _
from practice.notes import actions
from practice.notes.models import ProgressNote
from practice.notes.queries import note_of
from practice.workspace.queries import elsewhere, happened_in
from practice.workspace.views import bp


@bp.get("/notes/<id:note_id>/move")
@gate.counselor()
def move(note_id: str):
    return _page(_draft(note_id))


@bp.post("/notes/<id:note_id>/move")
@gate.counselor()
def move_here(note_id: str):
    """Only among the counselor's own recent meetings without a note; anything else is chosen again."""
    note = _draft(note_id)
    session = find(TherapySession, note.session_id)
    wished = request.form.get("to", "")
    if wished not in {one.session_id for one in elsewhere(session, clock.now())}:
        taken = note_of(wished) if len(wished) == 32 and _is_id(wished) else None
        return _page(note, _has_one() if taken else _("Choose the meeting it belongs to.")), 422
    target = find(TherapySession, wished)
    try:
        actions.move_note(note, target, by=current_user.person_id, happened=happened_in(target).kept())
    except actions.TargetTaken:  # a page only for oneself lies there, or another tab was quicker
        return _page(note, _has_one()), 422
    return redirect(url_for("workspace.note", session_id=target.id, done="moved"))


def _has_one() -> str:
    return _("That meeting has a note already. Choose another one.")


def _is_id(text: str) -> bool:
    return all(letter in "0123456789abcdef" for letter in text)


def _draft(note_id: str) -> ProgressNote:
    """An unsigned note its reader may write; 404 for everything else."""
    note = find(ProgressNote, note_id)
    return note if note.signed_at is None and may_write(note.episode_id) else abort(404)


def _page(note: ProgressNote, error: str | None = None):
    session = find(TherapySession, note.session_id)
    return render_template("workspace/move.html", note=note, session=session, people=participants(note.episode_id),
                           meetings=elsewhere(session, clock.now()), error=error)  # fmt: skip
