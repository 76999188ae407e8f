"""Today: the sessions of the day with the client's latest words, what waits, and the caseload."""

from datetime import timedelta

from flask import Blueprint, g, render_template, request
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.episodes.caseload import FILTERS, Line, chosen
from practice.episodes.queries.caseload import caseload
from practice.pieces import drawn
from practice.today import queries

bp = Blueprint("today", __name__)
ROWS = 50  # of the caseload at first; the rest is one press away


@bp.get("/")
@gate.counselor()
def show():
    zone, now = g.practice.zone, clock.now()
    today = clock.today(zone, now)
    start = clock.at(today, 0, 0, zone)
    lines = caseload(today, now)
    meetings = queries.meetings(start, clock.at(today + timedelta(days=1), 0, 0, zone))
    waiting = queries.waiting(current_user.person_id, [item.episode_id for item in lines if item.unread])
    people = _people(lines, {item.episode_id for item in (*meetings, *waiting)})
    words = queries.latest_words([item.episode_id for item in meetings]) if meetings else {}
    wish = request.args.get("show", FILTERS[0])
    shown = chosen(lines, wish)
    first = shown if "all" in request.args else shown[:ROWS]
    return render_template(
        "today/show.html", today=today, hour=clock.local(now, zone).hour, meetings=meetings, total=len(lines),
        rows=drawn("components/caseload.html", "case_row", first), more=len(shown) - len(first), wish=wish,
        inbox_count=sum(item.unread for item in lines),
        people=people, waiting=waiting, said={item.session_id: _said(item, people, words) for item in meetings})  # fmt: skip


def _said(meeting: queries.Meeting, people: dict, words: dict[str, queries.Words]) -> tuple[queries.Words, ...]:
    """The latest words of everybody who comes to a session."""
    there = people.get(meeting.episode_id, {})
    return tuple(words[client] for client in there if meeting.client_id in (None, client) and client in words)


def _people(lines: list[Line], episodes: set[str]) -> dict[str, dict[str, str]]:
    """{episode: {client: name}} of the episodes the page names."""
    people: dict[str, dict[str, str]] = {}
    for item in lines:
        if item.episode_id in episodes:
            people.setdefault(item.episode_id, {})[item.client_id] = item.name
    return people
