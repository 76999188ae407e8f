"""Beginning a note, showing it, and the one form that keeps, rates and signs. Whatever was pressed, the words are kept first."""

from flask import abort, redirect, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.access.door import find, may_write
from practice.accounts.views.unlocking import passphrase_accepted
from practice.db import db
from practice.episodes.models import Episode, TherapySession
from practice.i18n import _
from practice.notes import actions, formats
from practice.notes.models import ProgressNote
from practice.notes.queries import note_of, process_note_of
from practice.planning.queries import plan_of, room_of
from practice.planning.typed import read as read_plan
from practice.workspace import writing
from practice.workspace.actions import begin_note, keep_plan, keep_typed, rate_in_session, take_in
from practice.workspace.views import bp
from practice.workspace.views.clash import both_page
from practice.workspace.views.page import note_page, too_long_words


@bp.post("/sessions/<id:session_id>/note/begin")
@gate.counselor()
def begin(session_id: str):
    """From the prep sheet to the note: what was planned and ticked is kept as the plan, and the note begins from it."""
    session = find(TherapySession, session_id)
    stored = note_of(session.id)
    if may_write(session.episode_id) and not (stored and stored.signed_at):
        typed = read_plan(request.form)
        if typed.items or typed.questions or typed.exercises or typed.quotes or plan_of(session.id, room_of(session)):
            keep_plan(session, typed, by=current_user.person_id)
        begin_note(session, by=current_user.person_id)
    return redirect(_here(session))


@bp.get("/sessions/<id:session_id>/note")
@gate.counselor()
def note(session_id: str):
    session = find(TherapySession, session_id)
    stored = note_of(session.id)
    if stored is not None and stored.signed_at:
        return redirect(url_for("notes.show", note_id=stored.id))
    return note_page(session, stored, ask=request.args.get("done") == "ask")


@bp.post("/sessions/<id:session_id>/note")
@gate.counselor()
def write(session_id: str):
    """Keep, rate, lay out otherwise, or sign. What is too long for a field is said at the field, with everything typed."""
    session, by = find(TherapySession, session_id), current_user.person_id
    typed, wish = writing.read(request.form), request.form.get("do", "keep")
    if typed.writer not in ("", by):
        abort(400)  # typed by somebody else, who signed out since: it is not kept in this person's name
    if long := writing.too_long(typed):
        return _too_long(session, typed, long)
    layout = _wished_format(session) if wish == "format" else None
    try:
        stored = keep_typed(session, typed, by=by, format=layout, keep="merged" if wish == "merge" else "draft")
    except (actions.ChangedMeanwhile, actions.AlreadySigned) as clash:
        return _sent_twice(session, typed) or both_page(session, typed, isinstance(clash, actions.AlreadySigned))
    if layout and request.form.get("always"):
        actions.choose_format(find(Episode, session.episode_id), layout)
    if wish.startswith("rate:"):
        return _rate(session, stored, typed, wish.removeprefix("rate:"))
    if wish == "take-in":
        take_in(session, stored, by=by)
    return _sign(session, stored, typed) if wish == "sign" else redirect(_here(session, done="kept" if wish == "keep" else None))


def _too_long(session: TherapySession, typed: writing.Typed, fields: list[str]):
    """Everything typed again, told at the field. The page goes on from what is stored; where that is not what it was opened
    with, both texts come first."""
    stored, own = note_of(session.id), process_note_of(session.id, current_user.person_id)
    if (stored.version if stored else 0, own.version if own else 0) != (typed.version, typed.private_version):
        return both_page(session, typed, bool(stored and stored.signed_at))
    return note_page(session, stored, typed, [too_long_words()], fields), 422


def _here(session: TherapySession, **more) -> str:
    return url_for("workspace.note", session_id=session.id, **{key: value for key, value in more.items() if value})


def _wished_format(session: TherapySession) -> str | None:
    form = formats.load_formats().get(request.form.get("new_format", ""))
    return form.key if formats.fits(form, session.client_id is None) else None


def _sent_twice(session: TherapySession, typed: writing.Typed):
    """A second press of the same button: every word is stored already, so there is nothing to compare."""
    db.session.rollback()
    stored, own = note_of(session.id), process_note_of(session.id, current_user.person_id)
    if stored is None or (own.body if own else "") != typed.private or not writing.says_the_same(typed, stored.body, stored.safety):
        return None
    return redirect(url_for("notes.show", note_id=stored.id) if stored.signed_at else _here(session, done="kept"))


def _rate(session: TherapySession, stored: ProgressNote, typed: writing.Typed, ladder_id: str):
    complaint = rate_in_session(session, ladder_id, request.form, by=current_user.person_id)
    if complaint:
        db.session.commit()
        return note_page(session, stored, typed, [complaint]), 422
    db.session.flush()
    take_in(session, stored, by=current_user.person_id)
    return redirect(_here(session) + "#ratings")


def _sign(session: TherapySession, stored: ProgressNote, typed: writing.Typed):
    """The passphrase first, then, once, whether to sign without a next step."""
    db.session.commit()  # the words are safe before the passphrase is tried, which ends the transaction
    if not any((stored.body or {}).values()):
        return note_page(session, stored, typed, [_("Write a few words before you sign.")]), 422
    accepted, stored = passphrase_accepted(request.form), note_of(session.id)
    if not accepted:
        return note_page(session, stored, typed), 422
    if writing.promised_nothing(stored.body, stored.format) and not request.form.get("as_it_is"):
        return redirect(_here(session, done="ask") + "#sign")
    try:
        actions.sign_note(stored, by=current_user.person_id)
    except actions.NotYet:
        db.session.rollback()
        ahead = _("This meeting lies ahead. The note is kept as a draft; sign it after you met.")
        return note_page(session, note_of(session.id), typed, [ahead]), 422
    except actions.AlreadySigned:
        db.session.rollback()
    return redirect(url_for("notes.show", note_id=stored.id))
