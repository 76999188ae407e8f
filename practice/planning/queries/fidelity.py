"""What became of each element of the protocol, from what was sent, talked over and said when something was left out."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from practice.db import db
from practice.episodes.models import Course, Episode, PhaseReason, PhaseVisit, TherapySession
from practice.episodes.plan import SKIPPED
from practice.homework.models import Entry, EntryReading, HomeworkAssignment
from practice.notes.models import ProgressNote
from practice.planning.fidelity import Element, Key, Offered, Reason, carried_on, elements, named
from practice.planning.models import Fidelity
from practice.protocols.protocol import Protocol
from practice.protocols.queries import protocol_of
from practice.vault import open_field

MOST_NOTES = 500
SENT = ("answer", "no-moment")


@dataclass(frozen=True)
class Went:
    """One course as it went; `skipped`: {phase id: why}, of phases that were left out and not entered later."""

    course: Course
    protocol: Protocol
    elements: list[Element]
    skipped: dict[str, str]


def fidelity_of(episode_id: str) -> list[Element]:
    """The elements of every phase entered or left out in the latest course, in the order of the protocol; [] without a
    course. For the desk."""
    went = course_as_it_went(episode_id)
    return went.elements if went else []


def course_as_it_went(episode_id: str) -> Went | None:
    """The same with its course; None while there is none. A number of statements that does not grow."""
    course = db.session.scalars(
        select(Course).where(Course.episode_id == episode_id)
        .order_by(Course.ended_on.is_not(None), Course.started_on.desc(), Course.id).limit(1)).one_or_none()  # fmt: skip
    if course is None:
        return None
    protocol = protocol_of(course.protocol_version_id, course.flavour)
    entered, skipped = _visited(course)
    offered = _offered(protocol, entered | set(skipped), _kind(episode_id))
    sent, seen = _agreed(course, protocol)
    sent, talked = carried_on(offered, sent), carried_on(offered, _talked_over(course)) | named(offered, _in_notes(course))
    reasons = {one.key: Reason("skipped") for one in offered if one.phase_id in skipped} | seen | _said(course)
    return Went(course, protocol, elements(offered, sent, talked, reasons), skipped)


def _kind(episode_id: str) -> str | None:
    return db.session.scalars(select(Episode.kind).where(Episode.id == episode_id)).one_or_none()


def _visited(course: Course) -> tuple[set[str], dict[str, str]]:
    """Phases entered; and those left out with the reason asked there, unless they were entered after all."""
    rows = db.session.execute(
        select(PhaseVisit.phase_id, PhaseVisit.how, PhaseReason.id, PhaseReason.practice_id, PhaseReason.words_blob)
        .outerjoin(PhaseReason, PhaseReason.visit_id == PhaseVisit.id)
        .where(PhaseVisit.course_id == course.id).order_by(PhaseVisit.entered_at)).all()  # fmt: skip
    entered = {row.phase_id for row in rows if row.how == "entered"}
    why = {row.phase_id: open_field(PhaseReason, "words", row.practice_id, row.id, row.words_blob) or "" if row.id else ""
           for row in rows if row.how == SKIPPED and row.phase_id not in entered}  # fmt: skip
    return entered, why


def _offered(protocol: Protocol, phases: set[str], kind: str | None) -> list[Offered]:
    """What homework these phases offer. Records made in session alone are no element of it, nor is what takes two in the
    care of one."""
    return [
        Offered(exercise.id, exercise.title, phase.id, phase.title, exercise.client_title, exercise.default,
                exercise.again)
        for phase in protocol.phases if phase.id in phases
        for exercise in phase.exercises
        if exercise.assignable and (kind == "couple" or exercise.respondent != "together")
    ]  # fmt: skip


def _agreed(course: Course, protocol: Protocol) -> tuple[set[Key], dict[Key, Reason]]:
    """What was sent; and what the agreements themselves tell: made shorter than the phase has it, or put aside unsent."""
    rows = db.session.execute(
        select(HomeworkAssignment.phase_id, HomeworkAssignment.exercise_id, HomeworkAssignment.light,
               HomeworkAssignment.ended_how, func.count(Entry.id).label("sent"))
        .outerjoin(Entry, (Entry.assignment_id == HomeworkAssignment.id) & Entry.taken_back_at.is_(None) & Entry.kind.in_(SENT))
        .where(HomeworkAssignment.episode_id == course.episode_id,
               or_(HomeworkAssignment.course_id == course.id, HomeworkAssignment.course_id.is_(None)))
        .group_by(HomeworkAssignment.id, HomeworkAssignment.phase_id, HomeworkAssignment.exercise_id, HomeworkAssignment.light,
                  HomeworkAssignment.ended_how)).all()  # fmt: skip
    whole = {(phase.id, one.id) for phase in protocol.phases for one in phase.exercises if not one.light}
    sent = {(row.phase_id, row.exercise_id) for row in rows if row.sent}
    running = {(row.phase_id, row.exercise_id) for row in rows if row.ended_how != "withdrawn"}
    seen = {(row.phase_id, row.exercise_id): Reason("skipped") for row in rows if row.ended_how == "withdrawn"}
    seen = {key: reason for key, reason in seen.items() if key not in running}
    seen |= {key: Reason("changed") for row in rows if row.light and (key := (row.phase_id, row.exercise_id)) in whole}
    return sent, seen


def _talked_over(course: Course) -> set[Key]:
    rows = db.session.execute(
        select(HomeworkAssignment.phase_id, HomeworkAssignment.exercise_id)
        .join(Entry, Entry.assignment_id == HomeworkAssignment.id).join(EntryReading, EntryReading.entry_id == Entry.id)
        .where(HomeworkAssignment.episode_id == course.episode_id, EntryReading.step == "discussed").distinct())  # fmt: skip
    return {(row.phase_id, row.exercise_id) for row in rows}


def _in_notes(course: Course) -> set[str]:
    """Titles of the exercises that signed notes of this course say were talked over."""
    rows = db.session.execute(
        select(ProgressNote.id, ProgressNote.practice_id, ProgressNote.happened_blob)
        .join(TherapySession, TherapySession.id == ProgressNote.session_id)
        .where(ProgressNote.episode_id == course.episode_id, ProgressNote.signed_at.is_not(None),
               ProgressNote.happened_blob.is_not(None))
        .order_by(TherapySession.starts_at.desc()).limit(MOST_NOTES))  # fmt: skip
    happened = (open_field(ProgressNote, "happened", row.practice_id, row.id, row.happened_blob) or {} for row in rows)
    return {one.get("title", "") for told in happened for one in told.get("exercises") or ()}


def _said(course: Course) -> dict[Key, Reason]:
    """The reasons given at a skip or a change; a later one counts instead of an earlier one."""
    rows = db.session.execute(
        select(Fidelity.id, Fidelity.practice_id, Fidelity.phase_id, Fidelity.exercise_id, Fidelity.how, Fidelity.words_blob)
        .where(Fidelity.episode_id == course.episode_id, Fidelity.course_id == course.id).order_by(Fidelity.at, Fidelity.id))
    return {(row.phase_id, row.exercise_id): Reason(
        row.how, open_field(Fidelity, "words", row.practice_id, row.id, row.words_blob) or "") for row in rows}  # fmt: skip
