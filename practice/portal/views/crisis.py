"""The client's own plan for a hard hour: to read, to print. A partner has none of it: it lies in the private room."""

from flask import abort, make_response, render_template, url_for
from flask_login import current_user

from practice.access import gate
from practice.accounts.views import devices
from practice.homework.queries import counselor_of
from practice.portal.views import bp
from practice.safety import crisis
from practice.safety.queries import own_crisis_plan
from practice.safety.views.crisis import sheet_of


@bp.get("/hard-hour")
@gate.client()
def crisis_plan():
    """The plan written last; 404 while there is none. On a device that is only theirs the worker keeps the page, so that it
    opens without a network; on any other nothing of it stays."""
    plan, here = own_crisis_plan(current_user.person_id) or abort(404), devices.seen()
    answer = make_response(render_template(
        "portal/crisis_plan.html", plan=plan, parts=crisis.parts(plan.words), lines=crisis.lines, kept=here.own,
        name=counselor_of(plan.episode_id)[1]))  # fmt: skip
    if here.own:
        answer.headers["Keep"] = here.person
    return answer


@bp.get("/hard-hour/print")
@gate.client()
def print_crisis_plan():
    plan = own_crisis_plan(current_user.person_id) or abort(404)
    return sheet_of(plan, url_for("portal.crisis_plan"))
