"""Where we are in the protocol, what this phase is for, what it asks and offers."""

from datetime import date

from practice.episodes.queries import CourseView
from practice.planning.queries.people import Here
from practice.planning.sheet import SHARED, Offered, Place, Question
from practice.protocols.protocol import Phase


def where(course: CourseView | None, room: str, people: Here, today: date) -> dict:
    """{places, phase_id, phase_title, sentence, questions, exercises} as Sheet names them. In the shared room only the
    phases both are in together; a stay of one of them alone is their own."""
    whose = None if room == SHARED else room
    phase = course.phase(whose) if course else None
    if phase is None:
        return {}
    place, visit = course.place(whose, people.rests_of(whose), today), course.current(whose)
    return {
        "places": (Place(people.called(room), phase.title, place.phase, place.day, place.days, place.resting, visit.cycle,
                         phase.purpose),),
        "phase_id": phase.id, "phase_title": phase.title, "sentence": phase.sentence, "questions": questions(phase),
        "exercises": tuple(Offered(phase.id, one.id, one.title, one.safety.gated) for one in phase.exercises),
    }  # fmt: skip


def questions(phase: Phase) -> tuple[Question, ...]:
    return tuple(Question(phase.id, item.id, item.words) for item in phase.questions)
