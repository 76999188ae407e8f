"""Where a supervisor starts: what waits for their name, oldest first, and whom they read along with."""

from flask import render_template, request
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.cosigning.queries import waiting_for
from practice.cosigning.words import subject_words
from practice.supervision import queries
from practice.supervision.views import bp

MOST = 50  # of what waits; the rest is one press away


@bp.get("/supervision")
@gate.counselor("supervisor")
def index():
    now, me = clock.now(), current_user.person_id
    waiting = waiting_for(me, now)
    shown = waiting if "all" in request.args else waiting[:MOST]
    return render_template(
        "supervision/index.html", waiting=shown, more=len(waiting) - len(shown), subject_words=subject_words,
        names=queries.names_in({one.episode_id for one in shown}), people=queries.supervisees(me, now),
        done=request.args.get("done"))  # fmt: skip
