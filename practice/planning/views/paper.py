"""Sheets on paper: one room at a time, or the shared and single ones of a whole day."""

from datetime import date

from flask import Response, abort, g, make_response, render_template, url_for
from flask_login import current_user

from practice import clock, printing
from practice.access import gate
from practice.access.door import find
from practice.db import db
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.i18n import _, at_time, day_long, html_lang
from practice.planning.paper import Paper, on_paper
from practice.planning.queries import Plan, meetings_on, plan_of, prep_sheet, room_of
from practice.planning.sheet import SHARED
from practice.planning.views import bp
from practice.planning.views.sheet import address, own_room


@bp.get("/sessions/<id:session_id>/prep.pdf")
@gate.counselor()
def pdf(session_id: str):
    """A meeting's own sheet on one page."""
    session = find(TherapySession, session_id)
    return _answer([paper_of(session, room_of(session))], address(session, room_of(session)))


@bp.get("/sessions/<id:session_id>/prep/<id:client_id>.pdf")
@gate.counselor()
def pdf_alone(session_id: str, client_id: str):
    """One partner's own sheet on one page; each is asked for by itself."""
    session = find(TherapySession, session_id)
    room = own_room(session, client_id)
    return _answer([paper_of(session, room)], address(session, room))


@bp.get("/day/<day>/prep.pdf")
@gate.counselor()
def day_pdf(day: str):
    """The sheets of a day's meetings, one page each; of a couple's joint meeting the shared one alone."""
    try:
        meetings = meetings_on(date.fromisoformat(day), g.practice.zone, current_user.person_id)
    except (ValueError, OverflowError):  # no day, or one at the end of all days
        abort(404)
    return _answer([paper_of(one, room_of(one)) for one in meetings], url_for("today.show"))


def paper_of(session: TherapySession, room: str) -> Paper:
    """One sheet, cut to one page."""
    sheet = prep_sheet(session, clock.today(g.practice.zone), room, scope=current_user.scope)
    people = [part.shown_as for part in participants(session.episode_id)]
    title = sheet.alone or (_(" and ").join(people) if room == SHARED else people[0])
    under = ", ".join(part for part in (day_long(session.starts_at), at_time(session.starts_at), session.place or "") if part)
    return on_paper(sheet, vars(plan_of(session.id, room) or Plan()), title=title, under=under)


def _answer(papers: list[Paper], back: str) -> Response:
    """The PDF, or the same sheets for the browser to print where no PDF can be made. Title and name tell nothing."""
    html = render_template("planning/paper.html", papers=papers, back=back, unprinted=None)
    # Printing takes a second or more; nobody else's writing has to wait for it.
    db.session.rollback()
    try:
        answer = make_response(printing.render_pdf(html, title=_("Prep sheets"), lang=html_lang()))
    except printing.PrintingTrouble as trouble:
        return make_response(render_template("planning/paper.html", papers=papers, back=back, unprinted=str(trouble)))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = 'inline; filename="prep.pdf"'
    return answer
