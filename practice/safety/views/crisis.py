"""The crisis plan of one person: read, written together as a new version, printed on one sheet."""

from flask import Response, abort, g, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock, printing
from practice.access import door, gate
from practice.clients.queries import people_of
from practice.db import db
from practice.episodes.models import Episode
from practice.i18n import _, html_lang
from practice.printing.direction import direction
from practice.safety import actions, crisis, queries
from practice.safety.forms import CrisisPlanForm
from practice.safety.views import bp
from practice.safety.views.flags import writable


@bp.route("/episodes/<id:episode_id>/crisis-plan/<id:client_id>", methods=["GET", "POST"])
@gate.counselor()
def crisis_plan(episode_id: str, client_id: str):
    """Saving writes a new version; earlier ones stay. Two tabs keep both: what was typed stays on the page."""
    person = _person(episode_id, client_id)
    if request.method == "GET":
        latest = queries.crisis_plan(episode_id, client_id)
        form = CrisisPlanForm(formdata=None, data=_shown(latest))
        return _plan_page(episode_id, person, form)
    writable(episode_id)
    form = CrisisPlanForm()
    if not form.validate():
        return _plan_page(episode_id, person, form, 422)
    try:
        actions.write_crisis_plan(episode_id, client_id, words=form.said, review_on=form.review_on.data,
                                  by=current_user.person_id, seen_id=form.seen.data or "")  # fmt: skip
    except actions.ChangedMeanwhile as meanwhile:
        form.seen.raw_data, form.seen.data = None, meanwhile.current.id
        return _plan_page(episode_id, person, form, 409, meanwhile=True)
    return redirect(url_for("safety.crisis_plan", episode_id=episode_id, client_id=client_id, done="saved"), 303)


def _shown(latest) -> dict:
    return (latest.words or {}) | {"review_on": latest.review_on, "seen": latest.id} if latest else {}


def _person(episode_id: str, client_id: str):
    door.find(Episode, episode_id)
    return next((one for one in people_of(episode_id) if one.client_id == client_id), None) or abort(404)


def _plan_page(episode_id: str, person, form: CrisisPlanForm, status: int = 200, *, meanwhile: bool = False):
    versions = queries.crisis_plans(episode_id, person.client_id)
    return render_template(
        "safety/crisis_plan.html", episode_id=episode_id, person=person, form=form, parts=crisis.parts, versions=versions,
        lines=crisis.lines, names=queries.counselor_names(), writable=queries.works_on(episode_id), meanwhile=meanwhile,
        done=request.args.get("done"), today=clock.today(g.practice.zone)), status  # fmt: skip


@bp.get("/episodes/<id:episode_id>/crisis-plan/<id:client_id>/print")
@gate.counselor()
def print_crisis_plan(episode_id: str, client_id: str):
    _person(episode_id, client_id)
    plan = queries.crisis_plan(episode_id, client_id) or abort(404)
    return sheet_of(plan, url_for("safety.crisis_plan", episode_id=episode_id, client_id=client_id))


def sheet_of(plan, back: str) -> Response:
    """The plan as PDF on one sheet, or as a page for the browser to print; the portal prints the same."""
    around = {"parts": [one for one in crisis.parts(plan.words) if one.words], "made_at": plan.made_at, "back": back,
              "review_on": plan.review_on, "numbers": g.practice.crisis_contacts or [], "lines": crisis.lines, "way": direction}
    html = render_template("safety/crisis_sheet.html", unprinted=None, **around)
    db.session.rollback()  # printing takes a second or more; nobody else's writing has to wait for it
    try:
        answer = make_response(printing.render_pdf(html, title=_("For a hard hour"), lang=html_lang()))
    except printing.PrintingTrouble as trouble:
        return make_response(render_template("safety/crisis_sheet.html", unprinted=str(trouble), **around))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = 'inline; filename="pages.pdf"'
    return answer
