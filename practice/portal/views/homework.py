"""Homework as the client writes it: kept as they type, sent when they want, or not."""

from dataclasses import replace

from flask import abort, g, jsonify, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.db import db
from practice.homework import moments, wording
from practice.homework.actions import NotYet, send_entry
from practice.i18n import _, at_time
from practice.portal.views import bp
from practice.portal.views.writing import Sheet, opened, typed
from practice.protocols.answers import no_moment, show, validate
from practice.protocols.forms import is_press


@bp.get("/homework/<id:assignment_id>")
@gate.client()
def homework(assignment_id: str):
    """The page of one exercise: the newest draft, other versions beside it, what was sent before."""
    sheet = opened(assignment_id)
    if not sheet.room.is_open:
        return render_template("portal/agreement_first.html", room=sheet.room)
    if not sheet.writes:
        return render_template("portal/partner_writes.html", sheet=sheet, form=sheet.form())
    kept = sheet.base is not None or request.args.get("done") == "kept"
    return _page(sheet, sheet.form(), saved=_("Saved") if kept else "")


@bp.post("/homework/<id:assignment_id>/draft")
@gate.client(audit=False)
def save_draft(assignment_id: str):
    """Keeps what is typed, for the script of the page; answers with the time it was kept."""
    sheet = _writable(typed(assignment_id))
    # The page counts its own requests, so that one that comes late never takes the place of a newer one.
    replace(sheet, sequence=sheet.sequence - 1).keep()
    return jsonify(saved=True, sequence=sheet.sequence, at=at_time(clock.now()))


@bp.post("/homework/<id:assignment_id>/send")
@gate.client(audit=False)
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
    kept = sheet.keep()
    return _page(kept, kept.form(), saved=_("Saved"))


@bp.post("/homework/<id:assignment_id>/decline")
@gate.client(audit=False)
def decline(assignment_id: str):
    """Not now, too hard, not for me: a whole answer. What was typed stays as a draft."""
    sheet = _writable(typed(assignment_id))
    chosen = request.form.get("decline")
    if chosen not in wording.DECLINES:
        abort(400)
    if not sheet.empty or sheet.finished:
        sheet.keep()
    why = moments.tidy(request.form.get("why", ""))[:20_000].strip()
    entry = send_entry(sheet.assignment, occurrence=sheet.occurrence, answers={"why": why} if why else {},
                       made_id=f"{sheet.made}-no", kind="declined", decline=chosen, tab="none")  # fmt: skip
    return redirect(url_for("portal.sent", entry_id=entry.id), 303)


def _writable(sheet: Sheet) -> Sheet:
    return sheet if sheet.room.is_open and sheet.writes else abort(404)


def _send(sheet: Sheet):
    wrong = next((n for n, one in enumerate(sheet.every()) if validate(sheet.exercise, one)), None)
    if wrong is not None:
        return _not_yet(_open_moment(sheet, wrong) if wrong < len(sheet.finished) else sheet)
    kept, share = sheet.keep(), sheet.room.can_share and request.form.get("share") == "partner"
    try:
        entries = [
            send_entry(kept.assignment, occurrence=kept.occurrence, answers=one, made_id=f"{kept.made}-{n}", share=share,
                       kind="no-moment" if no_moment(one) else "answer", tab=kept.tab)
            for n, one in enumerate(kept.every())
        ]  # fmt: skip
    except NotYet as problem:
        db.session.rollback()
        return _not_yet(typed(sheet.assignment.id), problem.words)
    worst = max(entries, key=lambda entry: (entry.answers or {}).get("distress_after") or 0)
    return redirect(url_for("portal.sent", entry_id=worst.id), 303)


def _not_yet(sheet: Sheet, words: dict | None = None):
    """What to look at again, at its field; everything typed is on the page and, from here on, in the draft too."""
    errors = words or validate(sheet.exercise, sheet.answers)
    kept = sheet.keep()
    db.session.commit()  # a page that is shown with 422 is rolled back otherwise
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
    cards = [(n, wording.moment_title(one, None, None), wording.excerpt(_shown(sheet, one)), moments.pack(one))
             for n, one in enumerate(sheet.finished)]  # fmt: skip
    return render_template(
        "portal/homework.html", sheet=sheet, form=form, saved=saved, cards=cards, asking=asking, added=added,
        earlier=sheet.earlier(), name=sheet.room.counselor, today=clock.today(g.practice.zone),
        shared_device=current_user.shared_device)  # fmt: skip


def _shown(sheet: Sheet, answers: dict):
    return show(sheet.exercise, answers)
