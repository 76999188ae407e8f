"""Giving an exercise. What is closed says why, to the counselor alone."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.db import db
from practice.episodes.models import Episode
from practice.episodes.queries import CourseView, current_course
from practice.homework.actions import AskFirst, NotOpened, assign
from practice.homework.forms import GiveForm
from practice.homework.occurrences import FREQUENCIES
from practice.homework.queries import Gate, names_of, of_episode, together_with
from practice.homework.views import bp
from practice.homework.wording import reason_words
from practice.protocols.protocol import Exercise, Phase
from practice.safety.queries import works_on


@dataclass(frozen=True)
class Offer:
    """One exercise of the phase: open, or the reasons why not; questions that are left out for now."""

    exercise: Exercise
    reasons: list[str]
    left_out: list[str]
    is_running: bool


@bp.route("/episodes/<id:episode_id>/homework/new", methods=["GET", "POST"], endpoint="assign")
@gate.counselor()
def give(episode_id: str):
    """Choose an exercise of the phase, for whom, how often; more than is usually good asks first."""
    door.find(Episode, episode_id)
    if not works_on(episode_id):
        abort(404)
    course, people = current_course(episode_id), [part.client_id for part in together_with(episode_id)]
    if course is None or not people:
        return render_template("homework/no_course.html", episode_id=episode_id, nobody=not people)
    phase = _phase(course, people[0])
    offers = _offers(episode_id, phase, people)
    form = _form(offers, people, phase)
    if request.method == "POST" and form.validate():
        try:
            _give(episode_id, course, phase, form, people)
            return redirect(url_for("record.show", episode_id=episode_id, _anchor="homework"), 303)
        except AskFirst as asked:
            db.session.rollback()
            return _page(episode_id, course, phase, offers, form, people, open_now=asked.reasons), 422
        except NotOpened as closed:
            db.session.rollback()
            form.exercise.errors = [reason_words(code) for code in closed.reasons]
    return _page(episode_id, course, phase, offers, form, people), 422 if form.errors else 200


def _phase(course: CourseView, client_id: str) -> Phase:
    wanted = request.values.get("phase")
    known = {phase.id: phase for phase in course.protocol.phases}
    return known.get(wanted) or course.phase(client_id) or course.protocol.phases[0]


def _offers(episode_id: str, phase: Phase, people: list[str]) -> list[Offer]:
    door_keeper = Gate(episode_id, current_user.person_id)
    running = {row.exercise_id for row in of_episode(episode_id, running=True) if row.asked}
    offers = []
    for exercise in phase.exercises:
        by_person = [door_keeper.against(exercise, [person]) for person in people]
        closed = list(dict.fromkeys(code for codes in by_person for code in codes)) if all(by_person) else []
        offers.append(Offer(exercise, [reason_words(code) for code in closed],
                            door_keeper.closed_questions(exercise, people), exercise.id in running))  # fmt: skip
    return offers


def _form(offers: list[Offer], people: list[str], phase: Phase) -> GiveForm:
    names = names_of(people)
    open_ones = [offer.exercise for offer in offers if not offer.reasons]
    fresh = [offer.exercise.id for offer in offers if not offer.reasons and not offer.is_running and offer.exercise.default]
    wanted = request.args.get("exercise")
    first = wanted if wanted in {exercise.id for exercise in open_ones} else next(iter(fresh), None)
    return GiveForm(
        exercises=[(exercise.id, exercise.title) for exercise in open_ones],
        people=[(person, names.get(person, "")) for person in people],
        together={exercise.id for exercise in open_ones if exercise.respondent == "together"},
        data={"exercise": first, "who": people[0] if len(people) == 1 else "", "scribe": people[0], "frequency": "",
              "length": "", "opens_on": clock.today(g.practice.zone)} if request.method == "GET" else None)  # fmt: skip


def _give(episode_id: str, course: CourseView, phase: Phase, form: GiveForm, people: list[str]) -> None:
    exercise = next(item for item in phase.exercises if item.id == form.exercise.data)
    together = exercise.respondent == "together"
    frequency = form.frequency.data or (exercise.frequency if exercise.frequency in FREQUENCIES else "once")
    visit = course.current(people[0])
    for person in [None] if together else form.people(people):
        assign(
            episode_id, person, protocol=course.protocol, version_id=course.course.protocol_version_id,
            course_id=course.course.id, phase_id=phase.id, exercise_id=exercise.id, flavour=course.flavour,
            cycle=visit.cycle if visit else 1, frequency=frequency, every=form.every.data or 1,
            opens_on=form.opens_on.data, until=form.until.data or _until(course, exercise, frequency),
            light={"light": True, "whole": False}.get(form.length.data, exercise.light),
            scribe_id=(form.scribe.data or people[0]) if together else None, message=form.message.data,
            confirmed=form.confirmed.data == "yes", by=current_user.person_id)  # fmt: skip


def _until(course: CourseView, exercise: Exercise, frequency: str) -> date | None:
    """The end of the recommended window of what repeats, while it lies ahead: a recommendation the counselor can change."""
    last = course.course.started_on + timedelta(days=exercise.last_day - 1)
    return last if frequency != "once" and course.course.pace == "days" and last > clock.today(g.practice.zone) else None


def _page(episode_id: str, course: CourseView, phase: Phase, offers: list[Offer], form: GiveForm, people: list[str],
          open_now=()):  # fmt: skip
    return render_template(
        "homework/assign.html", episode_id=episode_id, protocol=course.protocol, phase=phase, offers=offers, form=form,
        names=names_of(people), open_now=open_now, couple=len(people) > 1)  # fmt: skip
