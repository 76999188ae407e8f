"""Sessions: planned, changed, cancelled, and who came."""

from datetime import datetime

from sqlalchemy import func, select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes import state
from practice.episodes.models import Attendance, TherapySession
from practice.episodes.queries import participants, shared_room_open
from practice.episodes.troubles import SharedRoomFrozen

STATUSES = ("attended", "late-cancelled", "missed", "cancelled")


def plan_session(
    episode_id: str,
    client_id: str | None,
    *,
    starts_at: datetime,
    by: str,
    minutes: int = 50,
    place: str | None = None,
    at: datetime | None = None,
) -> TherapySession:
    """A meeting with one participant, or (`client_id` None) with both; an individual episode has only one to meet.

    Numbers count from 1 within the room. Raises SharedRoomFrozen once a partner has left.
    """
    client_id = room_of(episode_id, client_id)
    row = TherapySession(
        episode_id=episode_id,
        client_id=client_id,
        starts_at=starts_at,
        minutes=minutes,
        place=place,
        number=next_number(episode_id, client_id),
        planned_by=by,
        planned_at=at or clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    state.set_sessions(episode_id)
    record("plan_session", row)
    return row


def next_number(episode_id: str, client_id: str | None) -> int:
    """Sessions count from 1 within their room."""
    latest = select(func.max(TherapySession.number)).where(
        TherapySession.episode_id == episode_id, TherapySession.client_id == client_id
    )
    return (db.session.scalars(latest).one() or 0) + 1


def room_of(episode_id: str, client_id: str | None) -> str | None:
    """The room a meeting belongs to; with one participant always theirs. Raises SharedRoomFrozen."""
    parts = participants(episode_id)
    if client_id is None and len(parts) == 1:
        return parts[0].client_id
    if client_id is None and not shared_room_open(episode_id):
        raise SharedRoomFrozen
    return client_id


def change_session(session: TherapySession, *, starts_at: datetime, minutes: int, place: str | None) -> TherapySession:
    """Another time, length or place; the number stays. What calendars hold of it counts one change more."""
    if (session.starts_at, session.minutes, session.place) != (starts_at, minutes, place):
        session.calendar_sequence += 1
    session.starts_at, session.minutes, session.place = starts_at, minutes, place
    db.session.flush()
    state.set_sessions(session.episode_id)
    record("change_session", session)
    return session


def cancel_session(session: TherapySession, *, by: str, at: datetime | None = None) -> TherapySession:
    """It does not take place; it stays in the list, marked so. A second call changes nothing."""
    if session.cancelled_at is None:
        session.cancelled_at = at or clock.now()
        session.calendar_sequence += 1
        db.session.flush()
        state.set_sessions(session.episode_id)
        record("cancel_session", session)
    return session


def record_attendance(
    session: TherapySession, statuses: dict[str, str], *, by: str, at: datetime | None = None
) -> list[Attendance]:
    """Who came: {client id: one of STATUSES}; said again, the latest word counts.

    Raises ValueError for another word, LookupError for somebody who is not in this session.
    """
    expected = (
        {session.client_id} if session.client_id else {part.client_id for part in participants(session.episode_id)}
    )
    if set(statuses.values()) - set(STATUSES):
        raise ValueError(f"attendance is one of {STATUSES}")
    if set(statuses) - expected:
        raise LookupError("somebody who is not in this session")
    known = {
        row.client_id: row for row in db.session.scalars(select(Attendance).where(Attendance.session_id == session.id))
    }
    rows = [_attended(known.get(who), session, who, status, by, at or clock.now()) for who, status in statuses.items()]
    db.session.flush()
    state.set_sessions(session.episode_id)
    record("record_attendance", session)
    return rows


def _attended(
    row: Attendance | None, session: TherapySession, who: str, status: str, by: str, at: datetime
) -> Attendance:
    if row is None:
        row = Attendance(episode_id=session.episode_id, client_id=who, session_id=session.id)
        db.session.add(row)
    row.status, row.recorded_by, row.recorded_at = status, by, at
    return row
