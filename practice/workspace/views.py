"""The note page: writing on one side, last session and new homework on the other. Two tabs never overwrite each other."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.door import find
from practice.db import db
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.i18n import _, at_time
from practice.notes import actions
from practice.notes.queries import last_signed, note_of, process_note_of
from practice.planning.queries import prep_sheet
from practice.planning.sheet import Sheet
from practice.workspace import writing
from practice.workspace.actions import rate_in_session
from practice.workspace.queries import beside

bp = Blueprint("workspace", __name__)


@bp.post("/sessions/<id:session_id>/note/begin")
@gate.counselor()
def begin(session_id: str):
    """From the prep sheet to the note, taking the ticked questions along."""
    session = find(TherapySession, session_id)
    if note_of(session.id) is None:
        sheet = prep_sheet(session, clock.today(g.practice.zone))
        ticked = writing.with_words(tuple(request.form.getlist("question")), _known(sheet), [])
        if ticked:
            actions.save_note(session, body={}, safety={}, questions=ticked, version=0, by=current_user.person_id)
    return redirect(url_for("workspace.note", session_id=session.id))


@bp.get("/sessions/<id:session_id>/note")
@gate.counselor()
def note(session_id: str):
    session = find(TherapySession, session_id)
    stored = note_of(session.id)
    if stored is not None and stored.signed_at:
        return redirect(url_for("notes.show", note_id=stored.id))
    return _page(session, stored)


@bp.post("/sessions/<id:session_id>/note")
@gate.counselor()
def write(session_id: str):
    """Keep, rate, or sign. Whatever was pressed, the words are kept first."""
    session = find(TherapySession, session_id)
    typed = writing.read(request.form)
    if long := writing.too_long(typed):
        return _page(session, note_of(session.id), typed, [_("This is longer than 100,000 characters. Please split it.")], long), 422
    try:
        stored = _keep(session, typed)
    except (actions.ChangedMeanwhile, actions.AlreadySigned) as clash:
        return _clash(session, typed, clash)
    wish = request.form.get("do", "keep")
    if wish.startswith("rate:"):
        complaint = rate_in_session(session, wish.removeprefix("rate:"), request.form, by=current_user.person_id)
        if complaint:
            db.session.flush()
            return _page(session, stored, typed, [complaint]), 422
        return redirect(url_for("workspace.note", session_id=session.id) + "#ratings")
    if wish != "sign":
        return redirect(url_for("workspace.note", session_id=session.id, kept=1))
    try:
        actions.sign_note(stored, by=current_user.person_id)
    except actions.NothingWritten:
        return _page(session, stored, typed, [_("Write a few words before you sign.")]), 422
    return redirect(url_for("notes.show", note_id=stored.id))


@bp.post("/sessions/<id:session_id>/note/draft")
@gate.counselor()
def save(session_id: str):
    """Autosave: JSON {version, private_version, saved}, or 409 with what is stored now."""
    session = find(TherapySession, session_id)
    typed = writing.read(request.form)
    if writing.too_long(typed):
        return {"message": _("This is longer than 100,000 characters. Please split it.")}, 422
    try:
        stored = _keep(session, typed)
    except (actions.ChangedMeanwhile, actions.AlreadySigned):
        db.session.rollback()
        return {"message": _("Changed in another tab. Press “Keep as draft” to see both.")}, 409
    private = process_note_of(session.id, current_user.person_id)
    return {"version": stored.version, "private_version": private.version if private else 0,
            "saved": _("Draft saved %(time)s", time=at_time(stored.saved_at))}  # fmt: skip


def _keep(session: TherapySession, typed: writing.Typed):
    before = note_of(session.id)
    sheet_words = _known(prep_sheet(session, clock.today(g.practice.zone))) if typed.ticked else {}
    questions = writing.with_words(typed.ticked, sheet_words, before.questions if before else [])
    stored = actions.save_note(session, body=typed.body, safety=typed.safety, questions=questions,
                               version=typed.version, by=current_user.person_id)  # fmt: skip
    actions.save_process_note(session, typed.private, version=typed.private_version, by=current_user.person_id)
    return stored


def _known(sheet: Sheet) -> dict[str, str]:
    return {f"{item.phase}:{item.id}": item.text for item in sheet.questions}


def _clash(session: TherapySession, typed: writing.Typed, clash):
    """Both texts, side by side; nothing is discarded, and sending again goes on from what is stored now."""
    db.session.rollback()
    stored = note_of(session.id)
    private = process_note_of(session.id, current_user.person_id)
    page = render_template("workspace/both.html", session=session, stored=stored, typed=typed, private=private,
                           people=participants(session.episode_id), signed=isinstance(clash, actions.AlreadySigned))  # fmt: skip
    return page, 409


def _page(session: TherapySession, stored, typed: writing.Typed | None = None, errors=(), wrong=()):
    private = process_note_of(session.id, current_user.person_id)
    values = typed or writing.Typed(
        body=(stored.body if stored else None) or {}, safety=(stored.safety if stored else None) or {},
        ticked=tuple(f"{q['phase']}:{q['id']}" for q in (stored.questions if stored else [])),
        private=private.body if private else "", version=0, private_version=0)  # fmt: skip
    return render_template(
        "workspace/note.html", session=session, stored=stored, private=private, values=values, errors=errors, wrong=wrong,
        people=participants(session.episode_id), sheet=prep_sheet(session, clock.today(g.practice.zone)),
        last=last_signed(session.episode_id, session.starts_at), rated=beside(session))  # fmt: skip
