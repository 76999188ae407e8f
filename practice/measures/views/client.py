"""One client's measures: what they gave, what is due, what was agreed; and agreeing something."""

from datetime import date
from functools import partial

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.db import db
from practice.episodes.queries import current_course
from practice.measures import labels
from practice.measures.actions import Refused, assign_measure, end_assignment
from practice.measures.burden import too_much
from practice.measures.choosing import LONGEST, by_use, fits
from practice.measures.forms import AgreeForm
from practice.measures.history import told
from practice.measures.measure import Measure
from practice.measures.models import MeasureAssignment
from practice.measures.overview import Line, line
from practice.measures.queries import (
    AdministrationRow,
    Series,
    administrations_of,
    assignments_of,
    due_of,
    marks_of,
    measure_of,
    measures_in_use,
    series_of,
    unfinished_of,
    waiting_for,
)
from practice.measures.standing import not_asked
from practice.measures.views import bp
from practice.measures.views.reaching import going_on, instrument, not_before, somebody, today, usable
from practice.protocols.codecs import clean
from practice.safety.queries import works_on


@bp.get("/episodes/<id:episode_id>/measures/<id:client_id>")
@gate.counselor()
def overview(episode_id: str, client_id: str):
    """Everything one client gave, a line for each measure; what is due and what was agreed beside it."""
    person, found = somebody(episode_id, client_id), series_of(episode_id, client_id)
    agreed = [row for row in assignments_of(episode_id, client_id) if usable(measure_of(row.version_id))]
    now = {one.assignment_id: one.since for one in due_of(episode_id, client_id, today(), agreed)}
    phases = _phases(episode_id) if any(row.rhythm == "phase" for row in agreed) else {}
    return render_template(
        "measures/overview.html", person=person, episode_id=episode_id, lines=_lines(episode_id, client_id, found),
        open=_unfinished(episode_id, client_id) if any(not one.finished for one in found) else (),
        agreed=_standing(client_id, agreed, phases, now),
        writable=works_on(episode_id) and not person.ended)  # fmt: skip


def _standing(client_id: str, agreed: list[MeasureAssignment], phases: dict[str, str], now: dict[str, date]) -> list[tuple]:
    """(what was agreed, the instrument, how often, due since, when it may be asked again) for each."""
    again = not_before(client_id) if agreed else None
    return [(row, measure, labels.rhythm(row, phases), now.get(row.id), again(measure, row.target))
            for row, measure in ((row, measure_of(row.version_id)) for row in agreed)]  # fmt: skip


def _unfinished(episode_id: str, client_id: str) -> list[tuple[AdministrationRow, Measure]]:
    told = [(row, measure_of(row.version_id)) for row in unfinished_of(episode_id, client_id)]
    return [(row, measure) for row, measure in told if usable(measure)]


def _lines(episode_id: str, client_id: str, found: list[Series]) -> list[Line]:
    """A line for each measure and relationship, by title; those this counselor may read."""
    day, read = today(), partial(_counting, episode_id, client_id)
    made = [line(f"{episode_id}/{client_id}", one, read, measure_of, day) for one in found if one.finished]
    scope = current_user.scope
    return sorted((one for one in made if scope in one.scopes), key=lambda one: (one.title.casefold(), one.target or ""))


def _counting(episode_id: str, client_id: str, key: str) -> list[AdministrationRow]:
    return [row for row in administrations_of(episode_id, client_id, key) if row.counts]


@bp.get("/episodes/<id:episode_id>/measures/<id:client_id>/of/<slug:key>")
@gate.counselor()
def history(episode_id: str, client_id: str, key: str):
    """One measure over time, each relationship by itself: the picture, every occasion, and what it is worth."""
    person, rows = somebody(episode_id, client_id), administrations_of(episode_id, client_id, key)
    if not rows or not usable(measure_of(rows[-1].version_id)):
        abort(404)
    measure = measure_of(rows[-1].version_id)
    return render_template(
        "measures/history.html", person=person, episode_id=episode_id, measure=measure, again=not_before(client_id)(measure),
        told=told([row for row in rows if row.counts], measure_of, today(), *marks_of(episode_id, client_id)),
        rows=rows[::-1], writable=works_on(episode_id) and not person.ended)  # fmt: skip


@bp.get("/episodes/<id:episode_id>/measures/<id:client_id>/choose")
@gate.counselor()
def choose(episode_id: str, client_id: str):
    """What can be given: now, at home, on paper, or typed in; by what it is for, or found by a word."""
    person, typed, again = going_on(episode_id, client_id), clean(request.args.get("q")).strip()[:LONGEST], not_before(client_id)
    known = [found for found in measures_in_use().values() if usable(found.measure) and fits(found.measure, typed)]
    return render_template(
        "measures/choose.html", person=person, episode_id=episode_id, typed=typed, again=again, asked=not_asked,
        groups=by_use(found for found in known if not found.why_not), closed=[found for found in known if found.why_not],
        session=request.args.get("session") or None)  # fmt: skip


@bp.route("/episodes/<id:episode_id>/measures/<id:client_id>/agree/<slug:key>", methods=["GET", "POST"])
@gate.counselor()
def agree(episode_id: str, client_id: str, key: str):
    """How and how often an instrument is given to this client."""
    person, measure = going_on(episode_id, client_id), instrument(key).measure
    form = AgreeForm(phases=_phases(episode_id), data={"starts_on": today()})
    if request.method == "POST" and form.validate():
        try:
            assign_measure(
                episode_id, client_id, key, way=form.way.data, rhythm=form.rhythm.data, every_days=form.days(),
                phase_id=form.phase.data or None, target=form.target.data, starts_on=form.starts_on.data or today(),
                by=current_user.person_id)  # fmt: skip
            return redirect(url_for("measures.overview", episode_id=episode_id, client_id=client_id), 303)
        except Refused as problem:
            db.session.rollback()
            form.complain(problem)
    waiting = waiting_for(episode_id, client_id, today())
    page = render_template("measures/agree.html", person=person, episode_id=episode_id, measure=measure, form=form, open=waiting.open,
                           passes=too_much(waiting, len(measure.items), form.starts_on.data or today()))  # fmt: skip
    return page, 422 if form.errors else 200


@bp.post("/measure-agreements/<id:measure_assignment_id>/end")
@gate.counselor()
def end(measure_assignment_id: str):
    row = door.find(MeasureAssignment, measure_assignment_id)
    somebody(row.episode_id, row.client_id, write=True)
    end_assignment(row, by=current_user.person_id)
    return redirect(url_for("measures.overview", episode_id=row.episode_id, client_id=row.client_id), 303)


def _phases(episode_id: str) -> dict[str, str]:
    course = current_course(episode_id)
    return {phase.id: phase.title for phase in course.protocol.phases} if course else {}
