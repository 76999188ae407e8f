"""Pages of safety, all on the counselor's side: flags, the conversation alone, and what is open."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.clients.models import Client
from practice.episodes.models import Episode
from practice.episodes.queries import current_course, participants
from practice.safety import actions, queries, rules, words
from practice.safety.forms import FlagForm, ScreeningForm, StepForm
from practice.safety.items import Gate
from practice.safety.models import Flag, Opening

bp = Blueprint("safety", __name__)
bp.add_app_template_filter(words.kind, "flag_kind")
bp.add_app_template_filter(words.urgency, "flag_urgency")
bp.add_app_template_filter(words.outcome, "screening_outcome")
bp.add_app_template_filter(words.reason, "gate_reason")


@bp.get("/flags")
@gate.counselor()
def flags():
    found = queries.open_flags()
    return render_template(
        "safety/flags.html", waiting=[row for row in found if row.acknowledged_at is None],
        seen=[row for row in found if row.acknowledged_at is not None], closed=queries.closed_flags())  # fmt: skip


@bp.get("/flags/<id:flag_id>")
@gate.counselor()
def flag(flag_id: str):
    return _flag_page(door.find(Flag, flag_id), StepForm(formdata=None))


@bp.post("/flags/<id:flag_id>/acknowledge")
@gate.counselor()
def acknowledge(flag_id: str):
    return _step(door.find(Flag, flag_id), actions.acknowledge)


@bp.post("/flags/<id:flag_id>/close")
@gate.counselor()
def close_flag(flag_id: str):
    return _step(door.find(Flag, flag_id), actions.close_flag)


def _step(found: Flag, verb):
    _writable(found.episode_id)
    form = StepForm()
    if not form.validate():
        return _flag_page(found, form), 422
    try:
        verb(found, words=form.words.data, by=current_user.person_id)
    except actions.AlreadyClosed:
        form.words.errors = [words.closed_meanwhile()]
        return _flag_page(found, form), 422
    return redirect(url_for("safety.flag", flag_id=found.id))


def _flag_page(found: Flag, form: StepForm):
    steps = queries.steps_of(found.id)
    return render_template(
        "safety/flag.html", flag=found, person=door.find(Client, found.client_id), steps=steps, form=form,
        is_closed=any(step.step == "closed" for step in steps), writable=queries.works_on(found.episode_id),
        names=queries.counselor_names(), to_referral=rules.to_referral(current_user.scope))  # fmt: skip


@bp.route("/episodes/<id:episode_id>/flags/new", methods=["GET", "POST"])
@gate.counselor()
def raise_flag(episode_id: str):
    episode = door.find(Episode, episode_id)
    _writable(episode_id)
    people = [(part.client_id, part.shown_as) for part in participants(episode_id)]
    source = request.args.get("source", "")
    form = FlagForm(people=people)
    if request.method == "POST" and form.validate():
        raised = actions.raise_flag(
            episode_id, form.client.data, kind=form.kind.data, urgency=form.urgency.data, words=form.words.data,
            source_id=source if _is_id(source) else None)  # fmt: skip
        return redirect(url_for("safety.flag", flag_id=raised.id))
    return render_template("safety/raise.html", form=form, episode=episode, people=people), 422 if form.errors else 200


@bp.route("/episodes/<id:episode_id>/screening/<id:client_id>", methods=["GET", "POST"])
@gate.counselor()
def screening(episode_id: str, client_id: str):
    episode, names = door.find(Episode, episode_id), _names(episode_id)
    if client_id not in names:
        abort(404)
    form = ScreeningForm()
    if request.method == "POST":
        _writable(episode_id)
        if form.validate():
            actions.record_screening(
                episode_id, client_id, done_on=form.done_on.data, outcome=form.outcome.data, words=form.words.data,
                by=current_user.person_id)  # fmt: skip
            return redirect(url_for("safety.screening", episode_id=episode_id, client_id=client_id))
    return render_template(
        "safety/screening.html", form=form, episode=episode, name=names[client_id], client_id=client_id,
        rows=queries.screenings(episode_id, client_id)[::-1], writable=queries.works_on(episode_id),
        counselors=queries.counselor_names()), 422 if form.errors else 200  # fmt: skip


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
    _writable(opening.episode_id)
    actions.close_item(opening, by=current_user.person_id)
    return redirect(url_for("safety.openings", episode_id=opening.episode_id))


def _item(episode_id: str):
    """The item a posted form names, as the gate sees it now; 404 for anything the page does not list."""
    door.find(Episode, episode_id)
    _writable(episode_id)
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


def _writable(episode_id: str) -> None:
    """Supervisors read; a page that writes is not theirs."""
    if not queries.works_on(episode_id):
        abort(404)


def _is_id(text: str) -> bool:
    return len(text) == 32 and all(letter in "0123456789abcdef" for letter in text)
