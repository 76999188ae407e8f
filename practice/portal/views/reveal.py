"""What a client is asked alone about opening an answer together, and stopping what both do: one tap, no reason."""

from flask import abort, redirect, render_template, request, url_for

from practice.access import door, gate
from practice.db import db
from practice.homework.actions.revealing import Settled, answer_author, close_together, look_at, would_open
from practice.homework.actions.stopping import NotJoint, stop_together
from practice.homework.models import Entry, HomeworkAssignment, RevealSay
from practice.homework.pairs import NUMBERS, open_part
from practice.homework.queries.revealed import copied, how_far
from practice.portal.views import bp
from practice.portal.views.rooms import Room, room_of
from practice.protocols.answers import show


@bp.get("/reveal/<id:say_id>")
@gate.client()
def reveal(say_id: str):
    """What would open, word for word; the same page whoever else was asked."""
    say = door.find(RevealSay, say_id)
    return _page(say, room_of(say.episode_id))


@bp.post("/reveal/<id:say_id>")
@gate.client(audit=False)
def answer_reveal(say_id: str):
    """Looking at what would open, yes or no, and taking a yes back."""
    say = door.find(RevealSay, say_id)
    room, deed = room_of(say.episode_id), request.form.get("do")
    try:
        if deed == "look":
            look_at(say, request.form.getlist("keep"))
            return _page(say, room, looked=True)
        if deed == "yes" and request.form.getlist("keep") != say.held_back:
            return _page(say, room, looked=True)  # a page from before the last change: what is on the screen counts
        if deed in ("yes", "no"):
            answer_author(say, deed)
        elif deed == "back" and say.answer == "yes":
            close_together(say.reveal_id, say.episode_id)
        elif deed != "change":
            abort(400)
    except Settled:
        db.session.rollback()
    return redirect(url_for("portal.reveal", say_id=say_id), 303)


def _page(say: RevealSay, room: Room, *, looked: bool = False):
    if not room.is_open:
        return render_template("portal/agreement_first.html", room=room)
    entry = door.find(Entry, say.entry_id)
    labels, answers = open_part(entry.labels, copied(entry))
    return render_template(
        "portal/reveal.html", say=say, room=room, far=how_far(say), title=entry.labels.get("title", ""),
        shown=show(labels, answers), looked=looked, opens=show(*would_open(say)), numbers=NUMBERS)  # fmt: skip


@bp.post("/homework/<id:assignment_id>/stop")
@gate.client(audit=False)
def stop(assignment_id: str):
    """Stops what both do together. Both see the same words afterwards, and nobody learns who it was."""
    found = door.find(HomeworkAssignment, assignment_id)
    room_of(found.episode_id)
    try:
        stop_together(found)
    except NotJoint:
        abort(404)
    return redirect(url_for("portal.home"), 303)
