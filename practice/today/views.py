"""Today: the sessions of the day with the client's latest words, what waits, and the caseload."""

from datetime import timedelta

from flask import Blueprint, g, render_template, request
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.episodes.caseload import FILTERS, chosen
from practice.episodes.queries.caseload import caseload
from practice.today import queries

bp = Blueprint("today", __name__)


@bp.get("/")
@gate.counselor()
def show():
    zone = g.practice.zone
    now = clock.now()
    today = clock.today(zone, now)
    start = clock.at(today, 0, 0, zone)
    lines = caseload(today)
    meetings = queries.meetings(start, clock.at(today + timedelta(days=1), 0, 0, zone))
    wish = request.args.get("show", FILTERS[0])
    return render_template(
        "today/show.html", today=today, hour=clock.local(now, zone).hour, meetings=meetings, all=lines,
        lines=chosen(lines, wish), wish=wish, inbox_count=sum(item.unread for item in lines),
        who=_names(lines), words=queries.latest_words([item.episode_id for item in meetings]) if meetings else {},
        waiting=queries.waiting(current_user.person_id))  # fmt: skip


def _names(lines) -> dict[tuple[str, str | None], str]:
    """{(episode, client or None): name}: None names everybody in the episode."""
    names: dict = {}
    for item in lines:
        names[item.episode_id, item.client_id] = item.name
        everybody = names.get((item.episode_id, None))
        names[item.episode_id, None] = f"{everybody} · {item.name}" if everybody else item.name
    return names
