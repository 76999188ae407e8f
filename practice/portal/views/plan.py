"""The prevention plan as one page for the phone."""

from flask import render_template
from flask_login import current_user

from practice.access import gate
from practice.homework.queries.carried import plan_of
from practice.portal.views import bp
from practice.portal.views.carried import my_episodes


@bp.get("/plan")
@gate.client()
def plan():
    """What the client wrote for harder days: the plan of each episode, latest first, in their own words."""
    plans = [plan_of(episode_id, current_user.person_id) for episode_id in my_episodes()]
    return render_template("portal/plan.html", plans=[one for one in plans if not one.is_empty])
