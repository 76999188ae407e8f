"""Help now: numbers first, then telling the counselor, who may read it later. And the question asked of each alone."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.db import db
from practice.homework.moments import tidy
from practice.i18n import _
from practice.portal.views import bp
from practice.portal.views.rooms import my_rooms
from practice.safety.actions import TooLate, answer_if_safe, raise_flag
from practice.safety.models import SafetyQuestion
from practice.safety.queries import has_crisis_plan
from practice.safety.rules import question_open
from practice.safety.words import ANSWERS, WORDS_LIMIT


@bp.get("/help")
@gate.client()
def help_now():
    """Whom to call comes first. Telling somebody is a wish, not an alarm: the page promises no rescuer."""
    rooms = [] if current_user.only_assignment_id else my_rooms()  # on a tablet in the room one tells it in the room
    plan = not current_user.only_assignment_id and has_crisis_plan(current_user.person_id)
    return render_template("portal/help.html", rooms=rooms, done=request.args.get("done"), typed="", error=None, plan=plan)


@bp.post("/help/tell")
@gate.client(audit=False)
def tell():
    """Lets the counselor know, with words or without. It is read when somebody next looks, and the page says so."""
    rooms, words = my_rooms(), tidy(request.form.get("words", ""))
    chosen = next((room for room in rooms if room.episode_id == request.form.get("episode")), rooms[0] if rooms else None)
    if chosen is None:
        abort(404)
    if len(words) > WORDS_LIMIT:
        error = _("This is longer than fits here. Please shorten it. The numbers above are there meanwhile.")
        return render_template("portal/help.html", rooms=rooms, done=None, typed=words, error=error), 422
    raise_flag(chosen.episode_id, chosen.me, kind="help-now", urgency="urgent", words=words)
    return redirect(url_for("portal.help_now", done="told"), 303)


@bp.get("/safe/<id:question_id>")
@gate.client()
def safety_question(question_id: str):
    """Asked of each of a couple alone: does this feel safe? Nobody is told the answer."""
    found = door.find(SafetyQuestion, question_id)
    return render_template("portal/safe.html", question=found, done=request.args.get("done"), error=None,
                           open=question_open(found.asked_at, clock.now()))  # fmt: skip


@bp.post("/safe/<id:question_id>")
@gate.client(audit=False)
def answer_safety_question(question_id: str):
    found, answer = door.find(SafetyQuestion, question_id), request.form.get("answer")
    if answer not in ANSWERS:
        error = _("Choose one of the three.")
        return render_template("portal/safe.html", question=found, done=None, error=error, open=True), 422
    try:
        answer_if_safe(found, answer)
    except TooLate:
        db.session.rollback()
    return redirect(url_for("portal.safety_question", question_id=question_id, done="answered"), 303)
