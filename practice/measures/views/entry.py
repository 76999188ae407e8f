"""Numbers of an instrument that was given elsewhere: a total, or part scores, and the day."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.db import db
from practice.i18n import _
from practice.measures.actions import Refused, WrongAnswers, enter_score
from practice.measures.actions.keeping import ENTERED
from practice.measures.typed import read_scores
from practice.measures.views import bp
from practice.measures.views.reaching import day_typed, going_on, instrument, made, today


@bp.route("/episodes/<id:episode_id>/measures/<id:client_id>/score/<slug:key>", methods=["GET", "POST"])
@gate.counselor()
def enter(episode_id: str, client_id: str, key: str):
    person, found = going_on(episode_id, client_id), instrument(key)
    numbers, complaints, trouble = {}, {}, None
    if request.method == "POST":
        numbers, complaints = read_scores(found.measure, request.form)
        given_on = day_typed()
        if given_on is None:
            complaints["given_on"] = _("Please write the day as year-month-day, such as 2026-11-24.")
        if not complaints:
            try:
                row = enter_score(
                    episode_id, client_id, key, numbers, by=current_user.person_id, given_on=given_on, made_id=made(),
                    target=request.form.get("target"))  # fmt: skip
                return redirect(url_for("measures.administration", administration_id=row.id), 303)
            except (Refused, WrongAnswers) as problem:
                db.session.rollback()
                trouble = str(problem)
    page = render_template(
        "measures/enter.html", person=person, episode_id=episode_id, measure=found.measure, complaints=complaints,
        trouble=trouble, made=made(), sent=request.form, today=today(), closed=found.why_not not in ENTERED)  # fmt: skip
    return page, 422 if complaints or trouble else 200
