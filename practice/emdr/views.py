"""The record of EMDR work: for counselors whose credential is recorded, in the room; everybody else finds nothing."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.clients.models import Client
from practice.emdr import actions, queries
from practice.emdr.forms import SetForm, TargetForm
from practice.emdr.models import EmdrTarget
from practice.emdr.words import SUD, VOC, BadRecord, labels
from practice.episodes.models import Episode
from practice.episodes.queries import participants
from practice.safety.queries import works_on

bp = Blueprint("emdr", __name__)


@bp.get("/episodes/<id:episode_id>/emdr")
@gate.counselor()
def targets(episode_id: str):
    """All targets of an episode with where each stands."""
    _credentialed()
    return _list(door.find(Episode, episode_id), _target_form(episode_id, None))


@bp.post("/episodes/<id:episode_id>/emdr")
@gate.counselor()
def name_target(episode_id: str):
    _credentialed()
    episode, form = door.find(Episode, episode_id), _target_form(episode_id)
    _writable(episode_id)
    if form.validate():
        try:
            row = actions.name_target(episode_id, form.client.data, form.words(), by=current_user.person_id)
            return redirect(url_for("emdr.target", target_id=row.id), 303)
        except BadRecord as problem:
            _complain(form, problem.words)
    return _list(episode, form), 422


@bp.get("/emdr/<id:target_id>")
@gate.counselor()
def target(target_id: str):
    """One target: its words, every set in order, and the next one."""
    _credentialed()
    return _page(door.find(EmdrTarget, target_id), SetForm(formdata=None))


@bp.post("/emdr/<id:target_id>/sets")
@gate.counselor()
def add_set(target_id: str):
    _credentialed()
    found, form = door.find(EmdrTarget, target_id), SetForm()
    _writable(found.episode_id)
    if form.validate():
        sud, voc, n = form.number("sud"), form.number("voc"), form.number("n")
        try:
            if not form.errors:
                actions.add_set(found, sud=sud, voc=voc, n=n, words=form.words(), by=current_user.person_id,
                                session_id=queries.session_today(found.episode_id, found.client_id))  # fmt: skip
                return redirect(url_for("emdr.target", target_id=target_id, _anchor="next"), 303)
        except BadRecord as problem:
            _complain(form, problem.words)
    return _page(found, form), 422


@bp.post("/emdr/<id:target_id>/aside")
@gate.counselor()
def put_aside(target_id: str):
    """Puts a target aside, or takes it up again."""
    _credentialed()
    found = door.find(EmdrTarget, target_id)
    _writable(found.episode_id)
    actions.take_up(found) if request.form.get("do") == "take-up" else actions.put_aside(found)
    return redirect(url_for("emdr.target", target_id=target_id), 303)


def _credentialed() -> None:
    """Security-critical: no hint that there is such a page for anybody without the credential."""
    if current_user.scope != "therapist" or "emdr" not in current_user.credentials:
        abort(404)


def _writable(episode_id: str) -> None:
    if not works_on(episode_id):
        abort(404)


def _target_form(episode_id: str, *formdata) -> TargetForm:
    people = [(part.client_id, part.shown_as) for part in participants(episode_id) if part.ends_at is None]
    return TargetForm(*formdata, people=people)


def _list(episode: Episode, form: TargetForm):
    return render_template(
        "emdr/targets.html", episode=episode, form=form, people=form.client.choices, writable=works_on(episode.id),
        targets=queries.targets_of(episode.id), sets=queries.sets_by_target(episode.id))  # fmt: skip


def _page(found: EmdrTarget, form: SetForm):
    return render_template(
        "emdr/target.html", target=found, form=form, person=door.find(Client, found.client_id), labels=labels(),
        sets=queries.sets_by_target(found.episode_id).get(found.id, []), sud=SUD, voc=VOC,
        writable=works_on(found.episode_id))  # fmt: skip


def _complain(form, words: dict[str, str]) -> None:
    for name, sentence in words.items():
        form[name].errors = [*form[name].errors, sentence]
