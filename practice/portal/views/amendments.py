"""Something in my record that isn't right: asked alone, answered by a day that is named, and one's own word after a no."""

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.db import db
from practice.i18n import _
from practice.notes.actions import AlreadyAnswered, NothingWritten, ask_amendment
from practice.notes.actions import disagree as keep_statement
from practice.notes.models import AmendmentRequest
from practice.notes.queries import amendments_of
from practice.portal.views import bp
from practice.portal.views.rooms import Room, my_rooms
from practice.protocols.codecs import clean

LONGEST = 20_000


@bp.get("/record")
@gate.client()
def record():
    """What this client asked to be changed, and a place to ask. A partner never learns of it."""
    return _page()


@bp.post("/record")
@gate.client(audit=False)
def ask_about_record():
    words, rooms = clean(request.form.get("words")).strip(), _open_rooms()
    chosen = next((room for room in rooms if room.episode_id == request.form.get("episode")), rooms[0] if len(rooms) == 1 else None)
    if error := _error(words):
        return _page(words=words, error=error), 422
    if chosen is None:
        return _page(words=words, wrong_room=_("Choose which of the two it is about.")), 422
    try:
        ask_amendment(chosen.episode_id, chosen.me, words, asked_by="client", by=chosen.me)
    except NothingWritten:
        return _page(error=_("Write down what is not right.")), 422
    return redirect(url_for("portal.record", done="asked"), 303)


@bp.post("/record/<id:amendment_id>/disagree")
@gate.client(audit=False)
def disagree(amendment_id: str):
    """The client's own statement after a no; it stays with the record."""
    asked, words = door.find(AmendmentRequest, amendment_id), clean(request.form.get("words")).strip()
    if error := _error(words):
        return _page(statement=(amendment_id, words, error)), 422
    try:
        keep_statement(asked, words, by=current_user.person_id)
    except NothingWritten:
        return _page(statement=(amendment_id, "", _("Write what you have to say."))), 422
    except AlreadyAnswered:
        db.session.rollback()
        abort(404)
    return redirect(url_for("portal.record", done="said"), 303)


def _error(words: str) -> str | None:
    return _("This is longer than fits here. Please shorten it.") if len(words) > LONGEST else None


def _open_rooms() -> list[Room]:
    return [room for room in my_rooms() if room.is_open]


def _page(words: str = "", error: str | None = None, wrong_room: str | None = None, statement: tuple | None = None):
    rooms = _open_rooms()
    return render_template(
        "portal/record.html", rooms=rooms, asked=amendments_of(None, current_user.person_id), typed=words, error=error,
        wrong_room=wrong_room, statement=statement or ("", "", None), done=request.args.get("done"),
        today=clock.today(g.practice.zone))  # fmt: skip
