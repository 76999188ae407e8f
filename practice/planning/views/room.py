"""In the room: big and calm, for a screen that is turned to whoever is there."""

from flask import g, render_template

from practice import clock
from practice.access import gate
from practice.access.door import find
from practice.episodes.models import TherapySession
from practice.planning.queries import seen_together
from practice.planning.views import bp


@bp.get("/sessions/<id:session_id>/prep/room")
@gate.counselor()
def in_the_room(session_id: str):
    """The shared room of a couple, or what one client may see; no link to anything of one of two alone."""
    session = find(TherapySession, session_id)
    return render_template("planning/room.html", session=session, seen=seen_together(session, clock.today(g.practice.zone)))
