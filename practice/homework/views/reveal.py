"""Opening answers together, on the counselor's side: who may be asked, what each said, and the one step that opens."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.episodes.models import Episode
from practice.homework.actions.revealing import (
    NotTogether,
    Settled,
    agree_to_home,
    ask_author,
    close_together,
    open_together,
)
from practice.homework.models import Entry, Reveal
from practice.homework.queries import names_of
from practice.homework.queries.revealed import around, asked_in, opened_together, readable
from practice.homework.together import PLACES, SESSION, before_asking
from practice.homework.views import bp
from practice.homework.wording import together_words
from practice.safety.queries import works_on


@bp.get("/episodes/<id:episode_id>/reveal")
@gate.counselor()
def reveal(episode_id: str):
    """What was read and may be asked for, what was asked, and what stands open."""
    return _page(_couple(episode_id))


@bp.post("/episodes/<id:episode_id>/reveal")
@gate.counselor(audit=False)
def ask_to_reveal(episode_id: str):
    """Asks one author, alone. The other learns nothing of it."""
    episode, entry = _couple(episode_id), door.find(Entry, _id("entry"))
    place = request.form.get("place", SESSION)
    if entry.episode_id != episode_id or place not in PLACES or not works_on(episode_id):
        abort(404)
    try:
        ask_author(entry, place=place, by=current_user.person_id)
    except NotTogether as closed:
        return _page(episode, closed.reasons), 422
    return redirect(url_for("homework.reveal", episode_id=episode_id, done="asked"), 303)


@bp.post("/reveals/<id:reveal_id>/open", endpoint="open_together")
@gate.counselor(audit=False)
def open_both(reveal_id: str):
    """Opens both answers, when everything is there."""
    found = _writable(reveal_id)
    try:
        open_together(found)
    except NotTogether as closed:
        return _page(_couple(found.episode_id), closed.reasons), 422
    except Settled:
        return redirect(url_for("homework.reveal", episode_id=found.episode_id, done="settled"), 303)
    return redirect(url_for("homework.reveal", episode_id=found.episode_id, done="opened"), 303)


@bp.post("/reveals/<id:reveal_id>")
@gate.counselor(audit=False)
def settle_reveal(reveal_id: str):
    """The counselor's yes to opening it at home, or calling it off."""
    found, deed = _writable(reveal_id), request.form.get("do")
    if deed == "home":
        agree_to_home(found)
    elif deed == "off":
        close_together(found.id, found.episode_id)
    else:
        abort(400)
    return redirect(url_for("homework.reveal", episode_id=found.episode_id, done=deed), 303)


def _couple(episode_id: str) -> Episode:
    found = door.find(Episode, episode_id)
    return found if found.kind == "couple" else abort(404)


def _writable(reveal_id: str) -> Reveal:
    found = door.find(Reveal, reveal_id)
    return found if works_on(found.episode_id) else abort(404)


def _id(name: str) -> str:
    given = request.form.get(name, "")
    return given if len(given) == 32 and set(given) <= set("0123456789abcdef") else abort(404)


def _page(episode: Episode, reasons: list[str] | None = None):
    stand, asked = around(episode.id), asked_in(episode.id)
    running = {row.reveal.exercise_id: row for row in asked if row.runs}
    return render_template(
        "homework/reveal.html", episode=episode, names=names_of(stand.participants), people=stand.participants,
        offers=list(readable(episode.id).values()), asked=asked, running=running, closed=before_asking(stand),
        opened={one.reveal_id: one for one in opened_together(episode.id)}, words=together_words, reasons=reasons or [],
        writable=works_on(episode.id), done=request.args.get("done"))  # fmt: skip
