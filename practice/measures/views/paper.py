"""Paper: an instrument printed in its exact words, and its answers typed in on one page."""

from flask import Response, abort, g, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from practice import printing
from practice.access import gate
from practice.db import db
from practice.i18n import _, html_lang
from practice.measures.actions import Refused, WrongAnswers, answer, begin, finish
from practice.measures.answering import Answer
from practice.measures.measure import Measure
from practice.measures.models import MeasureAssignment
from practice.measures.standing import not_asked
from practice.measures.typed import about, read_answers
from practice.measures.views import bp
from practice.measures.views.reaching import agreement, day_typed, going_on, instrument, made, today


@bp.get("/episodes/<id:episode_id>/measures/<id:client_id>/paper/<slug:key>")
@gate.counselor()
def sheet(episode_id: str, client_id: str, key: str):
    """The PDF; where none can be made, the same page for the browser to print. Its file name tells nothing."""
    going_on(episode_id, client_id)
    measure = _askable(key)
    around = {"measure": measure, "numbers": g.practice.crisis_contacts or [],
              "back": url_for("measures.choose", episode_id=episode_id, client_id=client_id)}  # fmt: skip
    html = render_template("measures/sheet.html", unprinted=None, **around)
    db.session.rollback()  # printing takes a second or more; nobody else's writing has to wait for it
    try:
        answered: Response = make_response(printing.render_pdf(html, title=_("Pages to write on"), lang=html_lang()))
    except printing.PrintingTrouble as trouble:
        return make_response(render_template("measures/sheet.html", unprinted=str(trouble), **around))
    answered.mimetype = "application/pdf"
    answered.headers["Content-Disposition"] = 'inline; filename="pages.pdf"'
    return answered


def _askable(key: str) -> Measure:
    found = instrument(key)
    if found.why_not or not_asked(found.measure):
        abort(404)
    return found.measure


@bp.route("/episodes/<id:episode_id>/measures/<id:client_id>/typed/<slug:key>", methods=["GET", "POST"])
@gate.counselor()
def typed(episode_id: str, client_id: str, key: str):
    """All questions on one page, for whoever types what stands on a sheet. Nothing is kept while one answer is none."""
    person, measure = going_on(episode_id, client_id), _askable(key)
    agreed, complaints, trouble = agreement(episode_id, client_id, key), {}, None
    if request.method == "POST":
        answers, complaints = read_answers(measure, request.form)
        given_on = day_typed()
        if given_on is None:
            complaints["given_on"] = _("Please write the day as year-month-day, such as 2026-11-24.")
        if not complaints:
            try:
                return redirect(_kept(agreed, episode_id, client_id, key, answers, given_on), 303)
            except (Refused, WrongAnswers) as problem:
                db.session.rollback()
                trouble = str(problem)
    page = render_template("measures/typed.html", person=person, episode_id=episode_id, measure=measure, complaints=complaints,
                           trouble=trouble, made=made(), sent=request.form, today=today(), agreed=agreed)  # fmt: skip
    return page, 422 if complaints or trouble else 200


def _kept(agreed: MeasureAssignment | None, episode_id: str, client_id: str, key: str, answers: dict[int, Answer], given_on) -> str:
    row = begin(
        agreed, episode_id=episode_id, client_id=client_id, key=key, way="paper", made_id=made(), given_by=current_user.person_id,
        given_on=given_on, target=about(request.form.get("target")))  # fmt: skip
    if row.finished_at is None:  # the same page sent twice finds what it made
        for n, value in answers.items():
            answer(row, n, value)
        finish(row)
    return url_for("measures.administration", administration_id=row.id)
