"""Looking back on an exercise that came to its end: asked once, about the exercise and never about the person."""

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.homework.actions.ending import look_back as say
from practice.homework.models import HomeworkAssignment
from practice.homework.moments import tidy
from practice.homework.queries.ended import look_back_of, may_look_back
from practice.i18n import _
from practice.portal.views import bp
from practice.portal.views.rooms import room_of

HELPFUL = ("yes", "a-little", "no")
MOST = 20_000


@bp.get("/homework/<id:assignment_id>/look-back")
@gate.client()
def look_back(assignment_id: str):
    return _page(*_asked(assignment_id))


@bp.post("/homework/<id:assignment_id>/look-back", endpoint="say_looking_back")
@gate.client(audit=False)
def say_looking_back(assignment_id: str):
    """Keeps what they say; "rather not" is an answer too, and nobody asks again."""
    found, room, open_now = _asked(assignment_id)
    words, helpful = tidy(request.form.get("words", "")), request.form.get("helpful")
    if not open_now:
        return redirect(url_for("portal.look_back", assignment_id=assignment_id), 303)
    if request.form.get("do") == "skip":
        say(found, helpful=None)
        return redirect(url_for("portal.home"), 303)
    if helpful not in HELPFUL and not words:
        return _page(found, room, open_now, errors={"helpful": _("Choose one, or say that you would rather not.")}), 422
    if len(words) > MOST:
        return _page(found, room, open_now, errors={"words": _("This is longer than fits here. Please shorten it.")}), 422
    say(found, helpful=helpful if helpful in HELPFUL else None, words=words)
    return redirect(url_for("portal.look_back", assignment_id=assignment_id), 303)


def _asked(assignment_id: str):
    """The exercise, its room, and whether it can be answered. What never came to its end here is a 404."""
    found = door.find(HomeworkAssignment, assignment_id)
    room = room_of(found.episode_id)
    open_now = room.is_open and may_look_back(found, current_user.person_id, clock.today(g.practice.zone))
    if not open_now and not look_back_of(found.id, current_user.person_id):
        abort(404)
    return found, room, open_now


def _page(found: HomeworkAssignment, room, open_now: bool, *, errors: dict | None = None):
    said = look_back_of(found.id, current_user.person_id)
    return render_template(
        "portal/look_back.html", assignment=found, room=room, said=said[0] if said else None, open=open_now,
        errors=errors or {}, helpful=request.form.get("helpful"), words=request.form.get("words", ""))  # fmt: skip
