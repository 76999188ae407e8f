"""The prep sheet on screen; the same page prints on one sheet of paper."""

from flask import Blueprint, g, render_template

from practice import clock
from practice.access import gate
from practice.access.door import find
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.planning.queries import prep_sheet

bp = Blueprint("planning", __name__)


@bp.get("/sessions/<id:session_id>/prep")
@gate.counselor()
def sheet(session_id: str):
    session = find(TherapySession, session_id)
    return render_template("planning/sheet.html", session=session, people=participants(session.episode_id),
                           sheet=prep_sheet(session, clock.today(g.practice.zone)))  # fmt: skip
