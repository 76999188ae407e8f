"""The prevention plan as a pocket card for the client's own printer."""

from flask import abort, url_for
from flask_login import current_user

from practice.access import gate
from practice.homework.queries.carried import plan_of
from practice.homework.views.paper import print_card
from practice.portal.views import bp
from practice.portal.views.carried import my_episodes


@bp.get("/plan/card")
@gate.client()
def card():
    """The card of the plan written last; 404 while nothing stands on any."""
    me = current_user.person_id
    episode_id = next((one for one in my_episodes() if not plan_of(one, me).is_empty), None) or abort(404)
    return print_card(episode_id, me, url_for("portal.plan"))
