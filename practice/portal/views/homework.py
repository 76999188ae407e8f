"""Homework as the client writes it: kept as they type, sent when they want, or not."""

from dataclasses import replace

from flask import abort, g, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound

from practice import clock
from practice.access import gate
from practice.accounts.views import devices
from practice.db import db
from practice.homework import moments, wording
from practice.homework.actions import NotShared, NotTheWriter, NotYet, new_token, one_at_a_time, send_entry
from practice.homework.carrying import pressed
from practice.homework.models import Entry
from practice.homework.queries import as_given
from practice.homework.queries.drafts import sent_as
from practice.homework.typed import same
from practice.i18n import _
from practice.portal.views import bp, returned
from practice.portal.views.drafts import keep_token
from practice.portal.views.writing import EARLIER, Sheet, opened, typed
from practice.protocols.answers import field_name, no_moment, show, validate
from practice.protocols.forms import is_press

CLOSED = (NotShared, NotTheWriter)  # stopped, put aside or left while it was being sent


@bp.get("/homework/<id:assignment_id>")
@gate.client()
def homework(assignment_id: str):
    """The page of one exercise: the newest draft, other versions beside it, what was sent before."""
    try:
        sheet = opened(assignment_id)
    except NotFound:
        return returned.over(assignment_id)
    if not sheet.room.is_open:
        return render_template("portal/agreement_first.html", room=sheet.room)
    if not sheet.writes:
        return render_template("portal/partner_writes.html", sheet=sheet, form=sheet.form())
    kept = sheet.base is not None or request.args.get("done") == "kept"
    wrong = _to_look_at(sheet) if request.args.get("unsent") == "true" else None  # what was sent offline and not taken
    if wrong is not None:
        return _page(wrong, wrong.form(validate(wrong.exercise, wrong.answers)), saved=_("Saved"))
    return _page(sheet, None if sheet.blank else sheet.form(), saved=_("Saved") if kept else "")


@bp.post("/homework/<id:assignment_id>/send")
@gate.client(audit=False)
@returned.holding
def send(assignment_id: str):
    """Every button of the page. Only "send" sends; all others change the page and keep it."""
    sheet = _writable(typed(assignment_id))
    if is_press(request.form):
        form = sheet.form(pressed=True)
        return _page(replace(sheet, answers=form.answers).keep(), form, saved=_("Saved"))
    deed, _colon, place = request.form.get("do", "").partition(":")
    if deed == "send":
        return _send(sheet)
    if deed == "later":
        sheet.keep()
        return redirect(url_for("portal.home", done="kept"), 303)
    if deed == "add":
        return _add(sheet)
    if deed in ("change", "drop", "ask") and place.isascii() and place.isdigit() and int(place) < len(sheet.finished):
        return _move(sheet, deed, int(place))
    if deed in ("carry", "leave"):
        sheet = replace(sheet, answers=pressed(sheet.carried, sheet.answers, deed, place))
    kept = sheet.keep()
    return _page(kept, kept.form(), saved=_("Saved"))


@bp.post("/homework/<id:assignment_id>/decline")
@gate.client(audit=False)
@returned.holding
def decline(assignment_id: str):
    """Not now, too hard, not for me: a whole answer. What was typed stays as a draft."""
    sheet = _writable(typed(assignment_id))
    chosen = request.form.get("decline")
    if chosen not in wording.DECLINES:
        abort(400)
    if returned.revoked(sheet):
        return returned.kept(sheet, "withdrawn")
    if not sheet.empty or sheet.finished:
        sheet.keep()
    one_at_a_time(sheet.assignment.id)
    why = sheet.why[:20_000].strip()
    try:
        entry = send_entry(sheet.assignment, occurrence=sheet.occurrence, answers={"why": why} if why else {},
                           made_id=f"{sheet.made}-no", kind="declined", decline=chosen, tab="none")  # fmt: skip
    except CLOSED:
        db.session.rollback()
        return returned.kept(typed(assignment_id), "withdrawn")
    if entry.taken_back_at or (entry.decline, (entry.answers or {}).get("why", "")) != (chosen, why):
        return returned.kept(sheet, "taken-back" if entry.taken_back_at else "sent-before")  # said before, in other words
    return redirect(url_for("portal.sent", entry_id=entry.id), 303)


def _writable(sheet: Sheet) -> Sheet:
    return sheet if sheet.room.is_open and sheet.writes else abort(404)


def _send(sheet: Sheet):
    assignment_id = sheet.assignment.id
    one_at_a_time(assignment_id)
    if returned.revoked(sheet):
        return returned.kept(sheet, "withdrawn")
    if before := sent_as(sheet.room.me, sheet.made):
        return _again(sheet, before)
    wrong = _to_look_at(sheet)
    if wrong is not None:
        return _not_yet(wrong)
    kept, share = sheet.keep(), sheet.room.can_share and request.form.get("share") == "partner"
    try:
        entries = [
            send_entry(kept.assignment, occurrence=kept.occurrence, answers=one, made_id=f"{kept.made}-{n}", share=share,
                       kind="no-moment" if no_moment(one) else "answer", tab=kept.tab)
            for n, one in enumerate(kept.every())
        ]  # fmt: skip
    except NotYet as problem:
        db.session.rollback()
        return _not_yet(typed(assignment_id), problem.words)
    except CLOSED:
        db.session.rollback()
        return returned.kept(typed(assignment_id), "withdrawn")
    return _there(entries)


def _to_look_at(sheet: Sheet) -> Sheet | None:
    """The page with the first moment open that cannot go as it is; None when all of it can."""
    wrong = next((n for n, one in enumerate(sheet.every()) if validate(sheet.exercise, one)), None)
    if wrong is None:
        return None
    return _open_moment(sheet, wrong) if wrong < len(sheet.finished) else sheet


def _again(sheet: Sheet, before: list[Entry]):
    """This very page was sent already: the same place for the same words; other words are kept and shown, never dropped."""
    sent = [as_given(entry.answers or {}) for entry in before]
    if any(entry.taken_back_at for entry in before):
        return returned.kept(sheet, "taken-back")
    typed_now = sheet.every()
    if len(sent) != len(typed_now) or not all(same(sheet.exercise, *pair) for pair in zip(typed_now, sent, strict=True)):
        return returned.kept(sheet, "sent-before")
    return _there(before)


def _there(entries: list[Entry]):
    worst = max(entries, key=lambda entry: (entry.answers or {}).get("distress_after") or 0)
    place = url_for("portal.sent", entry_id=worst.id)
    return jsonify(sent=True, next=place) if returned.wants_json() else redirect(place, 303)


def _not_yet(sheet: Sheet, words: dict | None = None):
    """What to look at again, at its field; everything typed is on the page and, from here on, in the draft too."""
    errors = words or validate(sheet.exercise, sheet.answers)
    kept = sheet.keep()
    db.session.commit()  # a page that is shown with 422 is rolled back otherwise
    if returned.wants_json():
        return jsonify(errors={field_name(key): said for key, said in errors.items()}), 422
    return _page(kept, kept.form(errors), saved=_("Saved")), 422


def _add(sheet: Sheet):
    if validate(sheet.exercise, sheet.answers):
        return _not_yet(sheet)
    full = len(sheet.finished) >= moments.MOST
    kept = (sheet if full else replace(sheet, finished=[*sheet.finished, sheet.answers], answers={})).keep()
    return _page(kept, kept.form(), saved=_("Saved"), added=not full)


def _move(sheet: Sheet, deed: str, place: int):
    if deed == "change":
        sheet = _open_moment(sheet, place)
    elif deed == "drop":
        sheet = replace(sheet, finished=[one for n, one in enumerate(sheet.finished) if n != place])
    kept = sheet.keep()
    return _page(kept, kept.form(), saved=_("Saved"), asking=place if deed == "ask" else None)


def _open_moment(sheet: Sheet, place: int) -> Sheet:
    """A finished moment goes back into the form; what is in the form takes its place among the finished ones."""
    rest = [one for n, one in enumerate(sheet.finished) if n != place]
    rest = rest if sheet.empty else [*rest, sheet.answers]
    return replace(sheet, finished=rest, answers=sheet.finished[place])


def _page(sheet: Sheet, form, *, saved: str = "", asking: int | None = None, added: bool = False):
    """The page. `form` None: nothing is in it yet, and it is drawn from what every blank page of its kind shares."""
    cards = [(n, wording.moment_title(one, None, None), wording.excerpt(_shown(sheet, one)), moments.pack(one))
             for n, one in enumerate(sheet.finished)]  # fmt: skip
    token = new_token()
    page = render_template(
        "portal/homework.html", sheet=sheet, form=form, saved=saved, cards=cards, asking=asking, added=added,
        before=sheet.carried.standing(sheet.answers),
        earlier=sheet.earlier(), most=EARLIER, name=sheet.room.counselor, today=clock.today(g.practice.zone), token=token,
        device=devices.seen(), shared_device=current_user.shared_device)  # fmt: skip
    keep_token(token, sheet)
    return page


def _shown(sheet: Sheet, answers: dict):
    return show(sheet.exercise, answers)
