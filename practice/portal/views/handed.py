"""A tablet that was handed over: what follows when the homework is sent, and the page that asks for the tablet back.

What it reaches is decided by the gate (access/gate.py), from the row of the sign-in.
"""

from flask import Response, abort, g, render_template, request
from sqlalchemy import select

from practice.access import gate, scope
from practice.access.gate import HandedOver
from practice.accounts.actions import end_sign_in
from practice.db import db
from practice.homework.models import Entry
from practice.portal.views import bp

SENDING = {"portal.send", "portal.decline"}


@bp.get("/handed")
@gate.public("asks for the tablet back, on a tablet alone; of the client it tells nothing but whether something was sent")
def handed():
    """Says the same whether it was sent, left or ran out; what was stirred up is said in the room, not on this page."""
    tablet: HandedOver = g.handed or abort(404)
    scope.enter(scope.ClientScope(tablet.practice_id, tablet.client_id))
    return render_template("portal/handed.html", tablet=tablet, sent=_sent(tablet), kept=request.args.get("done") == "kept")


def _sent(tablet: HandedOver) -> bool:
    asked = select(Entry.id).where(Entry.assignment_id == tablet.assignment_id, Entry.client_id == tablet.client_id,
                                   Entry.sent_at >= tablet.began_at)  # fmt: skip
    return db.session.execute(asked.limit(1)).first() is not None


@bp.after_request
def _close_when_sent(response: Response) -> Response:
    """Once it is sent nothing is open on the tablet any more, so that going back shows nothing. In the same transaction."""
    if g.get("handed") and request.endpoint in SENDING and response.status_code < 400 and _sent(g.handed):
        end_sign_in(g.handed.handle)
    return response
