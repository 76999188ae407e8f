"""How a course went beside its protocol, for the desk alone; and why something was left out or changed, asked once."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.clients.queries import people_of
from practice.episodes.models import Episode
from practice.planning.actions import say_why
from practice.planning.fidelity import HOW, by_phase, untouched
from practice.planning.forms import WhyForm
from practice.planning.queries.fidelity import Went, course_as_it_went
from practice.planning.views import bp
from practice.safety.queries import works_on


@bp.get("/episodes/<id:episode_id>/protocol")
@gate.counselor()
def fidelity(episode_id: str):
    """The elements of each phase in words. No number says how much of it that is."""
    episode, went = door.find(Episode, episode_id), course_as_it_went(episode_id)
    return render_template(
        "planning/fidelity.html", episode=episode, people=people_of(episode_id), went=went, how=HOW,
        phases=by_phase(went.elements) if went else [], writable=works_on(episode_id))  # fmt: skip


@bp.route("/episodes/<id:episode_id>/protocol/<phase_id>", methods=["GET", "POST"])
@gate.counselor()
def left_out(episode_id: str, phase_id: str):
    """What was left out of one phase, and why: offered once after moving on, never asked for each."""
    episode, went = _written(episode_id)
    rows = [one for one in untouched(went.elements) if one.phase_id == phase_id]
    return _why(episode, went, phase_id, "skipped", [(one.exercise_id, one.title) for one in rows])


@bp.route("/episodes/<id:episode_id>/protocol/<phase_id>/<exercise_id>", methods=["GET", "POST"])
@gate.counselor()
def changed(episode_id: str, phase_id: str, exercise_id: str):
    """Why one exercise was changed, or left out (`how=skipped`)."""
    episode, went = _written(episode_id)
    offered = next((phase.exercises for phase in went.protocol.phases if phase.id == phase_id), ())
    exercise = next((one for one in offered if one.id == exercise_id), None) or abort(404)
    how = "skipped" if request.values.get("how") == "skipped" else "changed"
    return _why(episode, went, phase_id, how, [(exercise.id, exercise.title)])


def _written(episode_id: str) -> tuple[Episode, Went]:
    """An episode that is led and follows a protocol; 404 for whoever only reads."""
    episode = door.find(Episode, episode_id)
    went = course_as_it_went(episode_id) if works_on(episode_id) else None
    return episode, went or abort(404)


def _why(episode: Episode, went: Went, phase_id: str, how: str, rows: list[tuple[str, str]]):
    phase = next((phase for phase in went.protocol.phases if phase.id == phase_id), None) or abort(404)
    form = WhyForm(data={"exercises": [rows[0][0]] if len(rows) == 1 else []})
    form.exercises.choices = rows
    if request.method == "POST" and form.validate():
        say_why(went.course, phase_id, form.exercises.data, how, form.words.data or "", by=current_user.person_id)
        return redirect(url_for("planning.fidelity", episode_id=episode.id), 303)
    page = render_template("planning/why.html", episode=episode, phase=phase, how=how, rows=rows, form=form)
    return page, 422 if form.errors else 200
