"""What happened in one meeting, as far as the record knows: who came, the phase, what was talked over, given and planned."""

from datetime import timedelta

from sqlalchemy import select

from practice.db import db
from practice.episodes.models import TherapySession
from practice.episodes.queries import attendance_of, current_course, participants
from practice.homework.models import Entry, EntryReading, HomeworkAssignment
from practice.notes.happened import Happened
from practice.planning.queries import phase_questions, plan_of, room_of
from practice.ratings.chart import said
from practice.ratings.models import Ladder, Rating
from practice.ratings.queries import STANDS

BEFORE = timedelta(hours=1)  # an entry ticked as talked over so long before it begins belongs to the meeting


def happened_in(session: TherapySession) -> Happened:
    """The facts of a meeting. For a joint one only what lies in the shared room or was given in the meeting itself:
    nothing one partner wrote in private comes in by itself."""
    people = {part.client_id: part.shown_as for part in participants(session.episode_id)}
    plan = plan_of(session.id, room_of(session))
    came = attendance_of([session.id]).get(session.id, {})
    talked = _talked_over(session)
    return Happened(
        attendance=[(name, came[client_id]) for client_id, name in people.items() if client_id in came],
        phase=_phase(session, people),
        exercises=[{"title": title, "said": ""} for title in talked],
        planned=[one["title"] for one in (plan.exercises if plan else []) if one["title"] not in talked],
        ratings=[{"title": title, "shown_as": people.get(client_id, "") if len(people) > 1 else "", "said": position}
                 for title, client_id, position in _given(session)],
        quotes=[{"words": one["words"], "title": one["title"], "who": one.get("who", "")} for one in (plan.quotes if plan else [])],
        plan=[{"words": one["words"], "minutes": one.get("minutes")} for one in (plan.items if plan else [])],
    )  # fmt: skip


def questions_known(session: TherapySession) -> dict[str, str]:
    """{"phase:question": its words}: what the phase offers today, and what the plan holds in the words it had."""
    plan = plan_of(session.id, room_of(session))
    planned = {f"{one['phase']}:{one['id']}": one["text"] for one in (plan.questions if plan else [])}
    return {f"{one.phase}:{one.id}": one.text for one in phase_questions(session)} | planned


def _phase(session: TherapySession, people: dict[str, str]) -> str:
    """The phase of whoever is there; each name once."""
    course = current_course(session.episode_id)
    if course is None:
        return ""
    here = [session.client_id] if session.client_id else list(people)
    return ", ".join(dict.fromkeys(phase.title for client_id in here if (phase := course.phase(client_id))))


def _talked_over(session: TherapySession) -> list[str]:
    """Titles of what was marked as talked over since the meeting began. Only one's own, in a meeting alone."""
    if session.client_id is None:
        return []
    found = (
        select(HomeworkAssignment.title)
        .join(Entry, Entry.assignment_id == HomeworkAssignment.id)
        .join(EntryReading, EntryReading.entry_id == Entry.id)
        .where(Entry.episode_id == session.episode_id, Entry.client_id == session.client_id, Entry.taken_back_at.is_(None),
               EntryReading.step == "discussed", EntryReading.at >= session.starts_at - BEFORE,
               EntryReading.at <= session.starts_at + timedelta(minutes=session.minutes) + BEFORE)
        .order_by(EntryReading.at)
    )  # fmt: skip
    return list(dict.fromkeys(db.session.scalars(found)))


def _given(session: TherapySession) -> list[tuple[str, str, str]]:
    """(ladder, whose, position) given in this very meeting, the latest of each ladder."""
    found = (
        select(Ladder.title, Ladder.client_id, Rating.value, Rating.value_high)
        .join(Ladder, Ladder.id == Rating.ladder_id)
        .where(Rating.session_id == session.id, Rating.value.is_not(None), STANDS)
        .order_by(Rating.at, Rating.seq)
    )
    latest = {(title, client_id): said(low, high) for title, client_id, low, high in db.session.execute(found)}
    return [(*whose, position) for whose, position in latest.items()]
