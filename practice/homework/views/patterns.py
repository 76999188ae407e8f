"""What recurs, for the counselor: moments with their tags, counts to edit and show; and versions side by side."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.episodes.models import Episode
from practice.episodes.queries import participants
from practice.homework.actions.tagging import show_pattern, tag, take_off
from practice.homework.counting import Line, facet_words, is_tag, tag_words
from practice.homework.models import Entry, EntryTag
from practice.homework.queries import names_of
from practice.homework.queries.carried import first_signs
from practice.homework.queries.recurring import Recurs, logs_of, recurs
from practice.homework.queries.versions import compared, versioned
from practice.homework.views import bp
from practice.protocols.codecs import clean
from practice.safety.queries import works_on

WORDS = 200  # letters of one shown line
bp.add_app_template_global(first_signs)  # ladders are below homework: their pages are handed what it knows


@bp.get("/episodes/<id:episode_id>/recurs/<id:client_id>")
@gate.counselor()
def patterns(episode_id: str, client_id: str):
    """One log of one person: what recurs in it, what the client sees of that, and its moments, 50 a page."""
    _person(episode_id, client_id)
    return _page(episode_id, client_id, *_log(episode_id, client_id))


@bp.post("/episodes/<id:episode_id>/recurs/<id:client_id>")
@gate.counselor(audit=False)
def draw_pattern(episode_id: str, client_id: str):
    """Shows the ticked lines to the client, in the counselor's words; the numbers are counted anew."""
    _person(episode_id, client_id)
    if not works_on(episode_id):
        abort(404)
    logs, found = _log(episode_id, client_id)
    show_pattern(episode_id, client_id, found.exercise_id, _told(found.counted), by=current_user.person_id)
    where = {"episode_id": episode_id, "client_id": client_id, "of": found.exercise_id}
    return redirect(url_for("homework.patterns", **where, done="shown"), 303)


@bp.post("/entries/<id:entry_id>/tags")
@gate.counselor(audit=False)
def tag_entry(entry_id: str):
    """Puts a tag on a moment ("facet:word"), or takes one off."""
    found = door.find(Entry, entry_id)
    if found.taken_back_at is not None or not works_on(found.episode_id):
        abort(404)
    facet, _colon, word = request.form.get("tag", "").partition(":")
    if off := request.form.get("off"):
        row = door.find(EntryTag, off)
        take_off(row) if row.entry_id == found.id else abort(404)
    elif is_tag(facet, word):
        tag(found, facet, word, by=current_user.person_id)
    where = {"episode_id": found.episode_id, "client_id": found.client_id, "of": found.exercise_id, "page": _page_number()}
    return redirect(url_for("homework.patterns", **where, _anchor=f"moment-{found.id}"), 303)


@bp.get("/episodes/<id:episode_id>/versions/<id:client_id>/<slug:exercise_id>")
@gate.counselor()
def versions(episode_id: str, client_id: str, exercise_id: str):
    """Two versions of a narrative beside each other; 404 for what this person never wrote here."""
    _person(episode_id, client_id)
    found = compared(episode_id, client_id, exercise_id, request.args.get("earlier"), request.args.get("later"))
    if not found.every:
        abort(404)
    return render_template("homework/versions.html", episode_id=episode_id, client_id=client_id, exercise_id=exercise_id,
                           found=found, name=names_of([client_id]).get(client_id, ""))  # fmt: skip


def _person(episode_id: str, client_id: str) -> None:
    door.find(Episode, episode_id)
    if client_id not in {part.client_id for part in participants(episode_id)}:
        abort(404)


def _log(episode_id: str, client_id: str) -> tuple[dict[str, str], Recurs]:
    logs = logs_of(episode_id, client_id)
    wanted = request.values.get("of", "")
    chosen = wanted if wanted in logs else next(iter(logs), "")
    return logs, recurs(episode_id, client_id, chosen, logs.get(chosen, ""), page=_page_number())


def _page_number() -> int:
    typed = request.values.get("page", "1")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1


def _told(counted: list[Line]) -> list[tuple[str, Line]]:
    ticked, found = set(request.form.getlist("show")), []
    for line in counted:
        words = " ".join(clean(request.form.get(f"words-{line.key}", "")).split())[:WORDS] or line.words
        if line.key in ticked:
            found.append((words, line))
    return found


def _page(episode_id: str, client_id: str, logs: dict[str, str], found: Recurs):
    page, where = _page_number(), {"episode_id": episode_id, "client_id": client_id, "of": found.exercise_id}
    pager = {"previous_url": url_for("homework.patterns", **where, page=page - 1) if page > 1 else None,
             "next_url": url_for("homework.patterns", **where, page=page + 1) if found.more else None}  # fmt: skip
    before = {line.get("key"): line["words"] for line in found.shown.lines} if found.shown else {}
    return render_template(
        "homework/patterns.html", episode_id=episode_id, client_id=client_id, logs=logs, found=found, pager=pager, page=page,
        before=before, stories=versioned(episode_id, client_id),
        name=names_of([client_id]).get(client_id, ""), facets=facet_words(), tags=tag_words(),
        writable=works_on(episode_id), done=request.args.get("done"))  # fmt: skip
