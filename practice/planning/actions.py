"""Keeping the plan of a meeting, and why something was left out or changed. Nothing is overwritten that another tab kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes.models import Course, TherapySession
from practice.episodes.queries import participants
from practice.i18n import zone
from practice.planning.models import Fidelity, SessionPlan
from practice.planning.queries import prep_sheet, room_of
from practice.planning.queries.plans import standing
from practice.planning.sheet import SHARED, Sheet
from practice.planning.troubles import ChangedMeanwhile, NotHere
from practice.ratings.checks import cleaned

__all__ = ["ChangedMeanwhile", "NotHere", "save_plan", "say_why"]


def save_plan(session: TherapySession, room: str, *, items: list[dict], questions: Iterable, exercises: Iterable, quotes: Iterable,
              version: int, by: str, at: datetime | None = None) -> SessionPlan:  # fmt: skip
    """Keep what was planned for one room of a meeting. `version` is the one the page was opened with (0: none yet).

    `items`: [{words, minutes}]. `questions`, `exercises` and `quotes` are keys of the sheet; each is kept with its words, and
    one that stood in the plan before stays although the sheet offers it no more. A quote stays only while it may be read.
    Raises ChangedMeanwhile, or NotHere for a room this meeting does not have.
    """
    _check(session, room)
    plan = db.session.scalars(select(SessionPlan).where(
        SessionPlan.session_id == session.id, SessionPlan.room == room).with_for_update()).one_or_none()  # fmt: skip
    if (plan.version if plan else 0) != version:
        raise ChangedMeanwhile
    sheet, now = prep_sheet(session, clock.today(zone(), at), room), at or clock.now()
    plan = plan or _first(session, room, by, now)
    plan.questions = _worded(questions, _asked(sheet), plan.questions)
    plan.exercises = _worded(exercises, _offered(sheet), plan.exercises)
    plan.items, plan.picked = list(items) or None, _picked(quotes, sheet, plan.picked or {}, room)
    plan.version, plan.saved_by, plan.saved_at = version + 1, by, now
    record("save_plan", plan)
    return plan


def _check(session: TherapySession, room: str) -> None:
    own = room_of(session)
    if room != own and not (own == SHARED and room in {part.client_id for part in participants(session.episode_id)}):
        raise NotHere(room)


def _first(session: TherapySession, room: str, by: str, at: datetime) -> SessionPlan:
    plan = SessionPlan(episode_id=session.episode_id, client_id=None if room == SHARED else room, session_id=session.id,
                       room=room, questions=[], exercises=[], version=0, saved_by=by, saved_at=at)  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(plan)
            db.session.flush()
    except IntegrityError as error:  # another tab kept the first plan at the same moment
        raise ChangedMeanwhile from error
    return plan


def _asked(sheet: Sheet) -> dict[str, dict]:
    return {one.key: {"phase": one.phase, "id": one.id, "text": one.text} for one in sheet.questions}


def _offered(sheet: Sheet) -> dict[str, dict]:
    return {one.key: {"phase": one.phase, "id": one.id, "title": one.title} for one in sheet.exercises}


def _worded(keys: Iterable, offered: Mapping[str, dict], before: Iterable[dict]) -> list[dict]:
    """What was ticked with its words, once each: as the sheet has it, else as it stood in the plan."""
    known = {f"{one['phase']}:{one['id']}": one for one in before} | offered
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def _picked(keys: Iterable, sheet: Sheet, before: Mapping, room: str) -> dict | None:
    known = {one["key"]: one for one in standing(before.get("quotes", []), room)}
    known |= {key: {"key": key, **told} for key, told in sheet.quotable.items()}
    quotes = [known[key] for key in dict.fromkeys(keys) if key in known]
    return {"quotes": quotes} if quotes else None


def say_why(course: Course, phase_id: str, exercise_ids: Iterable[str], how: str, words: str, *, by: str,
            at: datetime | None = None) -> list[Fidelity]:  # fmt: skip
    """Why exercises of a phase were left out (`how` "skipped") or changed, in one reason for all of them; pressing twice says
    it once. A later reason counts instead of an earlier one, which stays. Raises ValueError for another `how`."""
    if how not in ("skipped", "changed"):
        raise ValueError(how)
    told = cleaned(words)
    known = {row.exercise_id: row for row in db.session.scalars(
        select(Fidelity).where(Fidelity.course_id == course.id, Fidelity.phase_id == phase_id).order_by(Fidelity.at, Fidelity.id))}
    rows = []
    for exercise_id in dict.fromkeys(exercise_ids):
        last = known.get(exercise_id)
        if last is not None and (last.how, last.words or "") == (how, told):
            continue
        rows.append(Fidelity(episode_id=course.episode_id, course_id=course.id, phase_id=phase_id, exercise_id=exercise_id, how=how,
                             words=told or None, by=by, at=at or clock.now()))  # fmt: skip
    db.session.add_all(rows)
    if rows:
        record("say_why", rows[0])
    return rows
