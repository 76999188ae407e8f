"""Supervision sheets on paper. They name people as their partners see them and hold nobody's address."""

from flask import Response, make_response, render_template, url_for

from practice import clock, printing
from practice.access import door, gate
from practice.cosigning.words import subject_words
from practice.db import db
from practice.episodes.models import Episode
from practice.i18n import _, html_lang, zone
from practice.planning.fidelity import HOW
from practice.supervision import queries
from practice.supervision.views import bp
from practice.supervision.views.sheets import found, sheets_with


@bp.get("/episodes/<id:episode_id>/supervision/print")
@gate.counselor()
def print_sheet(episode_id: str):
    door.find(Episode, episode_id)
    return _printed([queries.sheet_of(episode_id)], url_for("supervision.sheet", episode_id=episode_id))


@bp.get("/supervision/with/<id:supervision_id>/print")
@gate.counselor()
def print_with(supervision_id: str):
    row = found(supervision_id)
    return _printed(sheets_with(row), url_for("supervision.with_counselor", supervision_id=row.id))


def _printed(sheets: list, back: str) -> Response:
    """A PDF, or the same page for the browser to print where none can be made."""
    around = {"sheets": sheets, "back": back, "how": HOW, "today": clock.today(zone(), clock.now()), "subject_words": subject_words}
    html = render_template("supervision/paper.html", unprinted=None, **around)
    db.session.rollback()  # printing takes a second or more; nobody else's writing has to wait for it
    try:
        answer = make_response(printing.render_pdf(html, title=_("For supervision"), lang=html_lang()))
    except printing.PrintingTrouble as trouble:
        return make_response(render_template("supervision/paper.html", unprinted=str(trouble), **around))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = 'inline; filename="supervision.pdf"'
    return answer
