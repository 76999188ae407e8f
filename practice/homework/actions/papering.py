"""Printing sheets with a code each, and what becomes of a code that is typed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes.queries import CourseView, current_course
from practice.homework.actions.agreeing import assign
from practice.homework.models import HomeworkAssignment, PaperSheet
from practice.homework.occurrences import FREQUENCIES, ONCE
from practice.homework.queries.paper import exercise_on
from practice.i18n import zone
from practice.protocols.protocol import Exercise
from practice.protocols.queries import protocol_of


@dataclass(frozen=True)
class Printed:
    """What is remembered of one printed sheet. `assignment_id` None: not agreed yet. `client_id` None: for both."""

    code: str
    episode_id: str
    client_id: str | None
    assignment_id: str | None
    protocol_version_id: str
    flavour: str | None
    phase_id: str
    exercise_id: str


def keep_sheets(printed: Iterable[Printed], *, by: str, at: datetime | None = None) -> list[PaperSheet]:
    """Remembers sheets that were printed, so that their answers can be typed in against the code."""
    sheets = [PaperSheet(**vars(one), occurrence=None, printed_by=by, printed_at=at or clock.now()) for one in printed]
    db.session.add_all(sheets)
    for sheet in sheets:
        record("print_sheet", sheet)
    return sheets


def agree_sheet(sheet: PaperSheet, *, scribe_id: str | None = None, confirmed: bool = False, by: str,
                at: datetime | None = None) -> HomeworkAssignment:  # fmt: skip
    """Agrees the exercise of a sheet that was printed before anybody agreed it, from the day it was printed.

    Raises what `assign` raises: NotOpened while something stands against it, AskFirst when much is open already.
    """
    exercise, course = exercise_on(sheet), current_course(sheet.episode_id)
    same = course is not None and course.course.protocol_version_id == sheet.protocol_version_id
    visit = course.current(sheet.client_id) if course else None
    printed_on, today = clock.today(zone(), sheet.printed_at), clock.today(zone(), at)
    frequency = exercise.frequency if exercise.frequency in FREQUENCIES else ONCE
    row = assign(
        sheet.episode_id, sheet.client_id, protocol=protocol_of(sheet.protocol_version_id, sheet.flavour),
        version_id=sheet.protocol_version_id, course_id=course.course.id if same else None, phase_id=sheet.phase_id,
        exercise_id=sheet.exercise_id, flavour=sheet.flavour, cycle=visit.cycle if visit else 1, frequency=frequency,
        opens_on=printed_on, until=None if frequency == ONCE else _until(course if same else None, exercise, today),
        light=exercise.light, scribe_id=scribe_id, confirmed=confirmed, by=by, at=at)  # fmt: skip
    db.session.flush()
    belongs_to(sheet, row)
    return row


def belongs_to(sheet: PaperSheet, assignment: HomeworkAssignment) -> None:
    """Ties a sheet to the agreed exercise it is typed in for."""
    if sheet.assignment_id is None:
        sheet.assignment_id = assignment.id


def type_in(sheet: PaperSheet, *, at: datetime | None = None) -> None:
    """The answers of a sheet are typed in: its code is used. Doing it again changes nothing."""
    if sheet.typed_in_at is None:
        sheet.typed_in_at = at or clock.now()
        record("type_in_sheet", sheet)


def _until(course: CourseView | None, exercise: Exercise, today: date) -> date:
    """What repeats is asked to the end of its recommended window, or just once more: until today."""
    last = course.course.started_on + timedelta(days=exercise.last_day - 1) if course else today
    return max(last, today)
