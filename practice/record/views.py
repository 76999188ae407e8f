"""The client page: one episode on one page, the list of people, and search."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from time import monotonic

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)

from practice import clock
from practice.access import gate, scope
from practice.access.door import find
from practice.clients.models import Client
from practice.driver import as_moment
from practice.episodes.models import Episode
from practice.episodes.queries import current_course
from practice.homework.queries import entry_words, shared_rows
from practice.homework.queries.revealed import opened_together
from practice.protocols.finding import places_of
from practice.record import queries
from practice.record.queries.search import Reading, names, struck
from practice.record.searching import asked_for

bp = Blueprint("record", __name__)
PAGE = 50
FEW = 5  # names and places of protocols above what was written


@bp.get("/clients")
@gate.counselor()
def index():
    """Everybody on the caseload by name; `q` finds any part of a name."""
    wish = _plain("q").strip()[:100]
    rows = queries.people(wish, limit=PAGE, after=_plain("after"))
    return render_template("record/index.html", rows=rows[:PAGE], wish=wish,
                           after=rows[PAGE - 1].display_name if len(rows) > PAGE else None)  # fmt: skip


def _plain(name: str) -> str:
    """What was asked for; no name holds the NUL that PostgreSQL refuses."""
    return request.args.get(name, "").replace("\x00", "")


@bp.get("/search")
@gate.counselor()
def search():
    """Clients, protocols and everything written on the caseload. The page begins to come while it still reads; what was
    written comes newest first, fifty at a time."""
    wish, before = asked_for(_plain("q")), _moment(_plain("before"))
    if not wish:
        return render_template("record/search.html", typed="", people=[], places=[], hits=[], names={}, reading=None)
    reading = Reading(before)
    said = {
        "typed": _plain("q").strip()[:100], "people": [] if before else queries.people(wish, limit=FEW),
        "places": [] if before else places_of(wish, FEW), "hits": reading.page(wish, PAGE), "names": names(),
        "struck": struck(), "reading": reading,
    }  # fmt: skip
    current_app.update_template_context(said)
    page = current_app.jinja_env.get_template("record/search.html").generate(said)
    return Response(stream_with_context(_gathered(page, scope.current())), mimetype="text/html")


def _gathered(bits: Iterable[str], whose: scope.Scope | None) -> Iterator[str]:
    """What a template says piece by piece, sent on every twentieth of a second: not letter by letter, and not at the end.

    Security-critical: the gate has closed the scope when the first piece is asked for; the rest is read in the same one.
    """
    scope.enter(whose)
    held: list[str] = []
    sent = monotonic()
    for bit in bits:
        held.append(bit)
        if monotonic() - sent > 0.05:
            yield "".join(held)
            held, sent = [], monotonic()
    yield "".join(held)


def _moment(text: str):
    try:
        return as_moment(text).astimezone(UTC) if text else None
    except (ValueError, OverflowError):
        abort(404)


@bp.get("/clients/<id:client_id>")
@gate.counselor()
def client(client_id: str):
    """A client's episodes; with only one, straight to it."""
    person = find(Client, client_id)
    episodes = queries.episodes_of(person.id)
    if not episodes:
        abort(404)
    if len(episodes) == 1:
        return redirect(url_for("record.show", episode_id=episodes[0].id))
    return render_template("record/client.html", client=person, episodes=episodes)


@bp.get("/episodes/<id:episode_id>")
@gate.counselor()
def show(episode_id: str):
    """One episode. `view=room` shows only what both partners may see on the screen."""
    if request.args.get("view") == "room" and (episode := find(Episode, episode_id)).kind == "couple":
        return _room(episode)
    page = queries.page_of(episode_id, clock.now(), g.practice.zone)
    return render_template("record/show.html", page=page, episode=page.episode)


def _room(episode: Episode):
    """Read from the shared room alone, so that it is the same whatever lies in a private one."""
    course = current_course(episode.id)
    phase = course.phase() if course else None
    shared = [{"title": row.title, "shown_as": row.shown_as, "shared_at": row.shared_at, "words": entry_words(row)}
              for row in shared_rows(episode.id) if row.reveal_id is None]  # fmt: skip
    return render_template("record/room.html", episode=episode, shared=shared, opened=opened_together(episode.id),
                           phase=phase.client_title if phase else None)  # fmt: skip
