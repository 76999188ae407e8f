"""Today: the sessions of the day with the client's latest words, what waits, and the caseload."""

from datetime import timedelta

from flask import Blueprint, current_app, g, render_template, request
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.door import may_write
from practice.episodes.caseload import FILTERS, Line
from practice.episodes.queries.caseload import caseload
from practice.pieces import drawn
from practice.today import look_at as look
from practice.today import queries

bp = Blueprint("today", __name__)
ROWS, EVERYBODY = 50, 100_000  # of the caseload at first; the rest is one press away


@bp.get("/")
@gate.counselor()
def show():
    zone, now = g.practice.zone, clock.now()
    today = clock.today(zone, now)
    start = clock.at(today, 0, 0, zone)
    wish = request.args.get("show", FILTERS[0])
    cases = caseload(today, now, wish=wish, most=EVERYBODY if "all" in request.args else ROWS)
    meetings = queries.meetings(start, clock.at(today + timedelta(days=1), 0, 0, zone))
    words = queries.latest_words([item.episode_id for item in meetings]) if meetings else {}
    group = request.args.get("waiting", "")
    return render_template(
        "today/show.html", today=today, hour=clock.local(now, zone).hour, meetings=meetings, total=cases.total,
        rows=_rows(cases.lines), more=cases.kept - len(cases.lines), wish=wish, inbox_count=cases.unread, group=group,
        prints=any(may_write(item.episode_id) for item in meetings),
        waiting=queries.duties(current_user.person_id, zone, group),
        said={item.session_id: _said(item, words) for item in meetings if words})  # fmt: skip


def _rows(lines: list[Line]):
    """The rows of the table. Whoever supervises nobody may write wherever they look: not asked row by row."""
    reads = g.scope.supervises
    return drawn("components/caseload.html", "case_row", [(line, not reads or may_write(line.episode_id)) for line in lines])


def _said(meeting: queries.Meeting, words: dict[str, queries.Words]) -> list[queries.Words]:
    """The latest words of everybody who comes to a session."""
    return [words[client] for client in meeting.people if client in words]


@bp.get("/look-at")
@gate.counselor()
def look_at():
    """Slow signs of the whole caseload in plain words, apart from flags and never beside one. No order of weight."""
    zone, now = g.practice.zone, clock.now()
    whole = queries.whole_caseload(zone, now)
    today = clock.today(zone, now)
    signs = [*look.quiet_ones(whole.heard, whole.agreed, today), *look.ladders_down(whole.climbed),
             *look.one_waiting(whole.pairs, whole.names, today)]  # fmt: skip
    episodes = sorted({episode for episode, _client in whole.names})
    for others in current_app.extensions["look_at"]:
        signs += others(episodes, current_user.scope)
    return render_template("today/look_at.html", people=look.by_person(signs, whole.names))
