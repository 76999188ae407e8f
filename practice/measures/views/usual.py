"""The usual set: a proposal for one client, of which the counselor agrees what they tick."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.db import db
from practice.i18n import _
from practice.measures.actions import Refused, agree_steps
from practice.measures.actions.giving import one_at_a_time
from practice.measures.queries import usual_set
from practice.measures.sets import TIERS, Plan
from practice.measures.views import bp
from practice.measures.views.reaching import going_on, today


@bp.get("/episodes/<id:episode_id>/measures/<id:client_id>/usual")
@gate.counselor()
def usual(episode_id: str, client_id: str):
    """What is usually asked, when and how many questions; nothing is agreed by looking."""
    going_on(episode_id, client_id)
    return _page(episode_id, client_id, usual_set(episode_id, client_id, current_user.scope, today()))


@bp.post("/episodes/<id:episode_id>/measures/<id:client_id>/usual")
@gate.counselor()
def agree_usual(episode_id: str, client_id: str):
    """Agrees what is ticked, all of it or nothing. What was agreed meanwhile is not agreed twice."""
    going_on(episode_id, client_id)
    one_at_a_time(client_id)  # a second press finds what the first has agreed
    ticked = set(request.form.getlist("step"))
    found = usual_set(episode_id, client_id, current_user.scope, today())
    if not ticked:
        return _page(episode_id, client_id, found, _("Tick what you agreed on, or leave it for another day."), ticked), 422
    try:
        agree_steps(episode_id, client_id, [step for step in found.steps if step.id in ticked], by=current_user.person_id)
    except Refused as problem:
        db.session.rollback()
        return _page(episode_id, client_id, found, problem.words, ticked), 422
    return redirect(url_for("measures.overview", episode_id=episode_id, client_id=client_id), 303)


def _page(episode_id: str, client_id: str, found: Plan, trouble: str = "", ticked: set[str] | None = None):
    tiers = [(tier, [step for step in found.steps if step.why == tier]) for tier in TIERS]
    return render_template(
        "measures/usual.html", person=going_on(episode_id, client_id), episode_id=episode_id, plan=found, trouble=trouble,
        ticked=ticked, tiers=[(tier, steps) for tier, steps in tiers if steps])  # fmt: skip
