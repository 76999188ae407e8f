"""A client's own ladder: where it is now, in a number, between two, or in none. A ladder of both is only read here."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.homework.moments import tidy
from practice.i18n import _
from practice.portal.views import bp
from practice.portal.views.rooms import room_of
from practice.ratings.actions import rate
from practice.ratings.checks import BadRating
from practice.ratings.models import Ladder
from practice.ratings.queries import latest, ratings_of, said_just_now

FOLLOW_UPS = ("past", "keeps_from_lower", "first_sign")
SHOWN = 12


@bp.route("/ladders/<id:ladder_id>", methods=["GET", "POST"])
@gate.client()
def ladder(ladder_id: str):
    found = door.find(Ladder, ladder_id)
    room = room_of(found.episode_id)
    if not room.is_open:
        return render_template("portal/agreement_first.html", room=room)
    if request.method == "GET":
        return _page(found, room)
    given = _given()
    if found.client_id is None:  # one of the two alone would speak for both
        return _page(found, room, given, {"value": _("This number is one you say together, when you meet. Nothing was changed.")}), 422
    if given["value"] is None and not given["no_number"]:
        return _page(found, room, given, {"value": _("Choose a step, or say that you would rather not give a number.")}), 422
    words = {part: given[part] for part in FOLLOW_UPS}
    try:
        if not said_just_now(found.id, given["value"], given["value_high"], words):
            rate(found, value=given["value"], value_high=given["value_high"], source="portal", by=current_user.person_id, words=words)
    except BadRating as problem:
        return _page(found, room, given, problem.words), 422
    return redirect(url_for("portal.ladder", ladder_id=ladder_id, done="kept"), 303)


def _given() -> dict:
    """What was typed, tolerant: a step, "between this one and the next", or none."""
    typed = request.form.get("value")
    value = int(typed) if typed and typed.removeprefix("-").isascii() and typed.removeprefix("-").isdigit() and len(typed) < 6 else None
    between = value is not None and request.form.get("value_high") == "next"
    return {"value": value, "value_high": value + 1 if between else None, "no_number": typed == "",
            **{part: tidy(request.form.get(part, "")) for part in FOLLOW_UPS}}  # fmt: skip


def _page(found: Ladder, room, given: dict | None = None, errors: dict | None = None):
    last = latest(found.id)
    return render_template(
        "portal/ladder.html", ladder=found, words=found.words or {}, last=last, given=given or {}, errors=errors or {},
        earlier=ratings_of(found.id, SHOWN), name=room.counselor, partner=room.partner, done=request.args.get("done"))  # fmt: skip
