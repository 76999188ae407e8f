"""Today: the sessions of the day with the client's latest words, what waits, and the caseload."""

from datetime import timedelta
from functools import lru_cache

from flask import Blueprint, g, get_template_attribute, render_template, request
from flask_login import current_user
from markupsafe import Markup

from practice import clock
from practice.access import gate
from practice.episodes.caseload import FILTERS, Line, chosen
from practice.episodes.queries.caseload import caseload
from practice.i18n import html_lang
from practice.today import queries

bp = Blueprint("today", __name__)


@bp.get("/")
@gate.counselor()
def show():
    zone, now = g.practice.zone, clock.now()
    today = clock.today(zone, now)
    start = clock.at(today, 0, 0, zone)
    lines = caseload(today, now)
    meetings = queries.meetings(start, clock.at(today + timedelta(days=1), 0, 0, zone))
    waiting = queries.waiting(current_user.person_id, [item.episode_id for item in lines if item.unread])
    wish = request.args.get("show", FILTERS[0])
    return render_template(
        "today/show.html", today=today, hour=clock.local(now, zone).hour, meetings=meetings, total=len(lines),
        rows=_rows(chosen(lines, wish), today.year), wish=wish, inbox_count=sum(item.unread for item in lines),
        people=_people(lines, {item.episode_id for item in (*meetings, *waiting)}), waiting=waiting,
        words=queries.latest_words([item.episode_id for item in meetings]) if meetings else {})  # fmt: skip


def _people(lines: list[Line], episodes: set[str]) -> dict[str, dict[str, str]]:
    """{episode: {client: name}} of the episodes the page names."""
    people: dict[str, dict[str, str]] = {}
    for item in lines:
        if item.episode_id in episodes:
            people.setdefault(item.episode_id, {})[item.client_id] = item.name
    return people


def _rows(lines: list[Line], year: int) -> Markup:
    lang, zone = html_lang(), g.practice.zone
    return Markup("".join([_row(item, lang, zone, year) for item in lines]))


# Most lines look as they did a minute ago, and drawing one costs more than reading it. The key is everything that is
# drawn (the year decides how dates are written), so what is kept is never out of date and never somebody else's.
@lru_cache(maxsize=4096)
def _row(item: Line, _lang: str, _zone: str, _year: int) -> Markup:
    return get_template_attribute("components/caseload.html", "case_row")(item)
