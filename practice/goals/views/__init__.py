"""The treatment plan: goals, their reviews, and phase agreements."""

from flask import Blueprint, abort

from practice.access import door
from practice.clients.queries import Somebody, people_of
from practice.episodes.models import Episode
from practice.i18n import _
from practice.safety.queries import works_on

bp = Blueprint("goals", __name__)


def opened(episode_id: str) -> tuple[Episode, list[Somebody]]:
    """An episode of the caseload and its people. Aborts with 404 for anybody else's."""
    return door.find(Episode, episode_id), people_of(episode_id)


def writable(episode_id: str) -> None:
    """Aborts with 404 for whoever only reads."""
    if not works_on(episode_id):
        abort(404)


def complain(form, words: dict[str, str]) -> None:
    """What a verb refused, at the field it is about."""
    for name, sentence in words.items():
        field = form[name] if name in form else form[next(iter(form._fields))]
        field.errors = [*field.errors, sentence]


def whose(people: list[Somebody], client_id: str | None) -> str:
    """What a counselor's page calls the owner of a room; both names for the shared one."""
    return _(" and ").join(person.called for person in people if client_id in (None, person.client_id))


from practice.goals.views import agreements, aims  # noqa: E402, F401
