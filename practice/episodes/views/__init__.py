"""Pages that lead an episode, intake to discharge."""

from datetime import date

from flask import Blueprint, abort, g

from practice import clock
from practice.access import door
from practice.clients.queries import Somebody, people_of
from practice.episodes.models import Episode

bp = Blueprint("episodes", __name__)


def today() -> date:
    """The calendar day in the practice's zone."""
    return clock.today(g.practice.zone)


def opened(episode_id: str) -> tuple[Episode, list[Somebody]]:
    """An episode of the caseload and its people. Aborts with 404 for anybody else's."""
    episode = door.find(Episode, episode_id)
    return episode, people_of(episode_id) or abort(404)


def led(episode_id: str) -> tuple[Episode, list[Somebody]]:
    """The same for a page that writes. Aborts with 404 for a supervisor, who only reads."""
    return opened(episode_id) if door.may_write(episode_id) else abort(404)


def whom(people: list[Somebody], together: str | None) -> list[tuple[str, str]]:
    """Choices of one person or (`together` in words, value "both") all; only those who still take part."""
    here = [(person.client_id, person.called) for person in people if not person.ended]
    return ([("both", together)] if together and len(here) > 1 else []) + here


def names(people: list[Somebody]) -> dict[str, str]:
    return {person.client_id: person.called for person in people}


from practice.episodes.views import course, leaving, meetings, moving, resting, series, taking_on  # noqa: E402, F401
