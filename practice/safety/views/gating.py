"""What opens the way: the conversation alone, and which items are open for whom."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.episodes.models import Episode
from practice.episodes.queries import current_course, participants
from practice.i18n import zone
from practice.safety import actions, queries, rules
from practice.safety.forms import ScreeningForm
from practice.safety.items import Gate
from practice.safety.models import Flag, Opening
from practice.safety.views import bp
from practice.safety.views.flags import writable


@bp.route("/episodes/<id:episode_id>/screening/<id:client_id>", methods=["GET", "POST"])
@gate.counselor()
def screening(episode_id: str, client_id: str):
    episode, names = door.find(Episode, episode_id), _names(episode_id)
    if client_id not in names:
        abort(404)
    form = ScreeningForm(data=_from_a_flag(episode_id, client_id)) if request.method == "GET" else ScreeningForm()
    if request.method == "POST":
        writable(episode_id)
        if form.validate():
            actions.record_screening(
                episode_id, client_id, done_on=form.done_on.data, outcome=form.outcome.data, words=form.words.data,
                by=current_user.person_id)  # fmt: skip
            return redirect(url_for("safety.screening", episode_id=episode_id, client_id=client_id))
    return render_template(
        "safety/screening.html", form=form, episode=episode, name=names[client_id], client_id=client_id,
        rows=queries.screenings(episode_id, client_id)[::-1], writable=queries.works_on(episode_id),
        counselors=queries.counselor_names()), 422 if form.errors else 200  # fmt: skip


def _from_a_flag(episode_id: str, client_id: str) -> dict:
    """What a flag about violence already says, to be recorded: the day, and that there is a concern."""
    flag_id = request.args.get("flag", "")
    if not flag_id:
        return {}
    found = door.find(Flag, flag_id)
    if (found.episode_id, found.client_id, found.kind) != (episode_id, client_id, "violence"):
        abort(404)
    return {"done_on": clock.today(zone(), found.raised_at), "outcome": "concern"}


@bp.get("/episodes/<id:episode_id>/openings")
@gate.counselor()
def openings(episode_id: str):
    return _openings_page(door.find(Episode, episode_id))


def _openings_page(episode: Episode):
    guard, exercises = _gate(episode.id), _exercises(episode.id)
    rows = queries.openings_of(episode.id)
    return render_template(
        "safety/openings.html", episode=episode, names=guard.names, items=guard.items(exercises),
        beyond=guard.beyond(exercises), asked=queries.asked_lately(episode.id, now=clock.now()),
        screenings=queries.screening_of(episode.id), opened={(row.client_id, row.item): row for row in rows},
        has_course=bool(exercises), writable=queries.works_on(episode.id))  # fmt: skip


@bp.post("/episodes/<id:episode_id>/openings")
@gate.counselor()
def open_item(episode_id: str):
    wanted = _item(episode_id)
    if wanted.openable:
        exercise = next(e for e in _exercises(episode_id) if e.id == wanted.exercise_id)
        actions.open_item(
            episode_id, wanted.client_id, wanted.item, by=current_user.person_id,
            safety=rules.PartnerField() if wanted.question else exercise.safety,
            credentials=current_user.credentials, scope=current_user.scope)  # fmt: skip
    return redirect(url_for("safety.openings", episode_id=episode_id))


@bp.post("/episodes/<id:episode_id>/openings/ask")
@gate.counselor()
def ask(episode_id: str):
    wanted = _item(episode_id)
    if wanted.askable and wanted.exercise_id not in queries.asked_lately(episode_id, now=clock.now()):
        actions.ask_if_safe(episode_id, wanted.exercise_id, wanted.client_title, by=current_user.person_id)
    return redirect(url_for("safety.openings", episode_id=episode_id))


@bp.post("/openings/<id:opening_id>/close")
@gate.counselor()
def close_item(opening_id: str):
    opening = door.find(Opening, opening_id)
    writable(opening.episode_id)
    actions.close_item(opening, by=current_user.person_id)
    return redirect(url_for("safety.openings", episode_id=opening.episode_id))


def _item(episode_id: str):
    """The item a posted form names, as the gate sees it now; 404 for anything the page does not list."""
    door.find(Episode, episode_id)
    writable(episode_id)
    wanted = (request.form.get("item", ""), request.form.get("client") or None)
    found = [item for item in _gate(episode_id).items(_exercises(episode_id)) if (item.item, item.client_id) == wanted]
    return found[0] if found else abort(404)


def _gate(episode_id: str) -> Gate:
    present = set(queries.taking_part(episode_id))
    names = {client: name for client, name in _names(episode_id).items() if client in present}
    return Gate(queries.standing(episode_id), names, current_user.credentials, current_user.scope)


def _exercises(episode_id: str) -> list:
    course = current_course(episode_id)
    return list(course.protocol.all_exercises()) if course else []


def _names(episode_id: str) -> dict[str, str]:
    return {part.client_id: part.shown_as for part in participants(episode_id)}
