"""Flags: the list, one flag, and raising one by hand."""

from flask import abort, current_app, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.clients.models import Client
from practice.cosigning.actions import under_supervision
from practice.cosigning.queries import standing
from practice.episodes.models import Episode
from practice.episodes.queries import participants
from practice.safety import actions, queries, rules, words
from practice.safety.forms import FlagForm, StepForm
from practice.safety.models import Flag
from practice.safety.views import bp


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
    found = door.find(Flag, flag_id)
    return _flag_page(found, StepForm(formdata=None, kind=found.kind))


@bp.post("/flags/<id:flag_id>/acknowledge")
@gate.counselor()
def acknowledge(flag_id: str):
    return _step(door.find(Flag, flag_id), actions.acknowledge)


@bp.post("/flags/<id:flag_id>/close")
@gate.counselor()
def close_flag(flag_id: str):
    return _step(door.find(Flag, flag_id), actions.close_flag)


def _step(found: Flag, verb):
    writable(found.episode_id)
    form = StepForm(kind=found.kind)
    if not form.validate():
        return _flag_page(found, form), 422
    try:
        verb(found, words=form.said, by=current_user.person_id)
    except (actions.AlreadyClosed, actions.ClosingAsked) as refused:
        asked = isinstance(refused, actions.ClosingAsked)
        form.words.errors = [words.closing_asked() if asked else words.closed_meanwhile()]
        return _flag_page(found, form), 422
    return redirect(url_for("safety.flag", flag_id=found.id))


def _flag_page(found: Flag, form: StepForm):
    steps, may = queries.steps_of(found.id), queries.works_on(found.episode_id)
    told = queries.told_of(found.id)
    return render_template(
        "safety/flag.html", flag=found, person=door.find(Client, found.client_id), steps=steps, form=form,
        is_closed=any(step.step == "closed" for step in steps), writable=may, names=queries.counselor_names(),
        to_referral=rules.to_referral(current_user.scope), source=source_of(found.source_id), told=told,
        standing=standing("flag", [found.id]).get(found.id), supervised=may and under_supervision(current_user.person_id),
        may_stand_in=not steps and not may and current_user.person_id in told, stood_in=queries.stood_in(found.episode_id))  # fmt: skip


def source_of(source_id: str | None) -> tuple[str, str] | None:
    """(address, words) of what a flag came from, as far as this counselor may open it."""
    found = (look(source_id) for look in current_app.extensions["flag_sources"]) if source_id else ()
    return next((one for one in found if one is not None), None)


@bp.route("/episodes/<id:episode_id>/flags/new", methods=["GET", "POST"])
@gate.counselor()
def raise_flag(episode_id: str):
    """`source`: what it is about, an entry, a note, a contact; `client`: about whom, chosen beforehand."""
    episode = door.find(Episode, episode_id)
    writable(episode_id)
    people = [(part.client_id, part.shown_as) for part in participants(episode_id)]
    source, whom = request.args.get("source", ""), request.args.get("client", "")
    source = source if _is_id(source) and source_of(source) else None
    form = FlagForm(people=people, about=whom if whom in dict(people) else None)
    if request.method == "POST" and form.validate():
        raised = actions.raise_flag(
            episode_id, form.client.data, kind=form.kind.data, urgency=form.urgency.data, words=form.words.data,
            source_id=source)  # fmt: skip
        return redirect(url_for("safety.flag", flag_id=raised.id))
    page = render_template("safety/raise.html", form=form, episode=episode, people=people, source=source and source_of(source))
    return page, 422 if form.errors else 200


def writable(episode_id: str) -> None:
    """Supervisors read; a page that writes is not theirs."""
    if not queries.works_on(episode_id):
        abort(404)


def _is_id(text: str) -> bool:
    return len(text) == 32 and all(letter in "0123456789abcdef" for letter in text)
