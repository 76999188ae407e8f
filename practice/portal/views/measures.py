"""A measure at home: one question a page, each answer sent into what was begun. Nothing is kept on the device.

What may be offered is decided in practice.measures.queries.open_for_client alone; these pages ask it every time.
"""

from flask import Response, abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.db import db, new_id
from practice.homework.queries import counselor_of
from practice.measures import walk
from practice.measures.actions import AlreadyFinished, Refused, WrongAnswers, answer, begin, finish
from practice.measures.measure import Item, Measure
from practice.measures.models import Administration, MeasureAssignment
from practice.measures.queries import closed_early, made_before
from practice.measures.typed import value_of
from practice.portal.views import bp
from practice.portal.views.begun import Sheet, agreement_first, not_now, offered, sent, sheet_of
from practice.portal.views.rooms import Room, room_of
from practice.portal.views.tabs import posted_key
from practice.protocols.codecs import clean

SECONDS = 10  # for one question, about


@bp.get("/questions/<id:measure_assignment_id>")
@gate.client()
def measure(measure_assignment_id: str):
    """Before it begins: what it is, how long, who reads it."""
    agreed = door.find(MeasureAssignment, measure_assignment_id)
    offer = offered(assignment_id=agreed.id)
    if offer is None:
        return not_now(agreed)
    if offer.administration_id:
        return redirect(url_for("portal.answering", administration_id=offer.administration_id))
    return _start(offer.measure, room_of(offer.episode_id), target=offer.target, agreed=agreed)


@bp.post("/questions/<id:measure_assignment_id>", endpoint="begin_measure")
@gate.client(audit=False)
def begin_measure(measure_assignment_id: str):
    """Begins it; the same page sent twice, or another page of it, goes on with what was begun first."""
    agreed = door.find(MeasureAssignment, measure_assignment_id)
    me, made_id = current_user.person_id, posted_key("made")
    row = made_before(me, made_id)
    if row is None:
        offer = offered(assignment_id=agreed.id)
        if offer is None or not room_of(offer.episode_id).is_open:
            return not_now(agreed)
        try:
            row = begin(agreed, way="portal", made_id=made_id, given_by=me, given_on=clock.today(g.practice.zone))
        except Refused:
            db.session.rollback()
            return not_now(door.find(MeasureAssignment, measure_assignment_id))
    sheet = sheet_of(row.id)
    return sheet if isinstance(sheet, Response) else redirect(sheet.next, 303)


@bp.get("/answers/<id:administration_id>")
@gate.client()
def answering(administration_id: str):
    """One question; without one named, the page to come back to."""
    sheet = sheet_of(administration_id)
    if isinstance(sheet, Response):
        return sheet
    if "at" not in request.args:
        return _start(sheet.measure, sheet.room, target=sheet.row.target, sheet=sheet)
    item = sheet.item(request.args["at"])
    return _question(sheet, item) if item else redirect(sheet.next)


@bp.post("/answers/<id:administration_id>", endpoint="answer_measure")
@gate.client(audit=False)
def answer_measure(administration_id: str):
    """Keeps one answer, or takes it away, and goes on. A question that is not asked any more is left alone."""
    sheet = sheet_of(administration_id, late="before")
    if isinstance(sheet, Response):
        return sheet
    item, deed = sheet.item(request.form.get("n")), request.form.get("do")
    if item is None:
        return redirect(sheet.next, 303)
    try:
        value = None if deed == "skip" else value_of(item, clean(request.form.get("value")))
        if value is None and not item.free and deed not in ("skip", "back", "later"):
            return _question(sheet, item, nothing=True), 422
        if value is not None or deed == "skip" or item.free:  # words that were wiped out are taken back on every way out
            answer(sheet.row, item.n, value)
    except WrongAnswers as problem:
        return _question(sheet, item, wrong=problem.faults[0]), 422
    except AlreadyFinished:
        db.session.rollback()
        return sent(administration_id, done="before")
    return redirect(_onward(sheet, item, deed), 303)


@bp.get("/answers/<id:administration_id>/end")
@gate.client()
def measure_end(administration_id: str):
    """Before it is sent: what was left out, and the way back to it. What was answered is not shown again."""
    sheet = sheet_of(administration_id)
    if isinstance(sheet, Response):
        return sheet
    return render_template("portal/measure_end.html", sheet=sheet, name=sheet.room.counselor, last=sheet.asked[-1],
                           blank=walk.blank(sheet.asked, sheet.answers), kind=sheet.looked_at(request.args.get("after")))  # fmt: skip


@bp.post("/answers/<id:administration_id>/end", endpoint="finish_measure")
@gate.client(audit=False)
def finish_measure(administration_id: str):
    """Sends it; sent twice, it was sent once."""
    sheet = sheet_of(administration_id)
    if isinstance(sheet, Response):
        return sheet
    try:
        finish(sheet.row)
    except AlreadyFinished:  # struck a moment ago
        db.session.rollback()
    return sent(administration_id)


@bp.get("/answers/<id:administration_id>/sent")
@gate.client()
def measure_sent(administration_id: str):
    """It is with the counselor. No number, and not what it was."""
    row = door.find(Administration, administration_id)
    if row.way != "portal" or row.finished_at is None:
        abort(404)
    return render_template("portal/measure_sent.html", name=counselor_of(row.episode_id)[1], done=request.args.get("done"),
                           closed=closed_early(row))  # fmt: skip


def _start(measure: Measure, room: Room, *, target: str | None, agreed: MeasureAssignment | None = None,
           sheet: Sheet | None = None):  # fmt: skip
    if not room.is_open:
        return agreement_first(room)
    place = walk.resume(sheet.asked, sheet.answers) if sheet else None
    return render_template(
        "portal/measure_start.html", measure=measure, room=room, name=room.counselor, target=target, agreed=agreed, sheet=sheet,
        made=new_id(), minutes=max(1, round(len(measure.items) * SECONDS / 60)),
        place=walk.place(sheet.asked, place.n) if place else None,
        kind=sheet.looked_at(request.args.get("after")) if sheet else None, done=request.args.get("done"))  # fmt: skip


def _question(sheet: Sheet, item: Item, *, wrong: str = "", nothing: bool = False):
    given = request.form.get("value", "") if wrong and item.free else sheet.answers.get(item.n)
    return render_template(
        "portal/measure_item.html", sheet=sheet, item=item, place=walk.place(sheet.asked, item.n), wrong=wrong, nothing=nothing,
        given=given, name=sheet.room.counselor, then=_then(),
        kind=sheet.looked_at(request.values.get("after")))  # fmt: skip


def _then() -> str:
    """Whether the page before sending sent them here, to answer one question only."""
    return "end" if request.values.get("then") == "end" else ""


def _onward(sheet: Sheet, item: Item, deed: str | None) -> str:
    """Where it goes on from an answered question. `after` says which: what somebody must look at is spoken of there."""
    if deed == "later":
        return url_for("portal.answering", administration_id=sheet.row.id, done="kept", after=item.n)
    if _then():
        return sheet.place(None, after=item.n)
    if deed == "back":
        earlier = walk.before(sheet.asked, item.n)
        start = url_for("portal.answering", administration_id=sheet.row.id, after=item.n)
        return sheet.place(earlier, after=item.n) if earlier else start
    return sheet.place(walk.after(sheet.asked, item.n), after=item.n)
