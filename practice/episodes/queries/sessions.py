"""Meetings: planned, held, who came."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from practice.db import Id, db
from practice.episodes.models import Attendance, TherapySession


@dataclass(frozen=True)
class SessionRow:
    """A meeting as a list shows it; `client_id` None: both together. `cancelled_at` set: it does not take place."""

    id: str
    number: int
    client_id: str | None
    starts_at: datetime
    minutes: int
    place: str | None
    cancelled_at: datetime | None


COLUMNS = (
    TherapySession.id,
    TherapySession.number,
    TherapySession.client_id,
    TherapySession.starts_at,
    TherapySession.minutes,
    TherapySession.place,
    TherapySession.cancelled_at,
)
# Built once, see caseload.py.
CAME = select(Attendance.session_id, Attendance.client_id, Attendance.status).where(
    Attendance.session_id.in_(bindparam("sessions", expanding=True, type_=Id))
)


def sessions_of(episode_id: str, limit: int | None = None, before: datetime | None = None) -> list[SessionRow]:
    """The meetings of an episode, latest first; with `before`, those that start earlier."""
    found = select(*COLUMNS).where(TherapySession.episode_id == episode_id)
    if before is not None:
        found = found.where(TherapySession.starts_at < before)
    found = found.order_by(TherapySession.starts_at.desc(), TherapySession.id).limit(limit)
    return [SessionRow(*row) for row in db.session.execute(found)]


def planned_already(episode_id: str, client_id: str | None, starts_at: datetime, minutes: int) -> bool:
    """Whether this very meeting stands in the calendar: nobody meets the same people twice at one moment."""
    found = select(TherapySession.id).where(
        TherapySession.episode_id == episode_id, TherapySession.client_id == client_id, TherapySession.starts_at == starts_at,
        TherapySession.minutes == minutes, TherapySession.cancelled_at.is_(None))  # fmt: skip
    return db.session.scalars(found.limit(1)).one_or_none() is not None


def next_session(episode_id: str, now: datetime) -> SessionRow | None:
    """The next meeting that has not begun and is not cancelled."""
    found = (
        select(*COLUMNS)
        .where(
            TherapySession.episode_id == episode_id,
            TherapySession.starts_at >= now,
            TherapySession.cancelled_at.is_(None),
        )
        .order_by(TherapySession.starts_at)
        .limit(1)
    )
    row = db.session.execute(found).one_or_none()
    return SessionRow(*row) if row else None


def coming_sessions(episode_id: str, now: datetime, limit: int = 6) -> list[SessionRow]:
    """The next meetings that have not begun and are not cancelled, soonest first."""
    found = select(*COLUMNS).where(
        TherapySession.episode_id == episode_id, TherapySession.starts_at >= now, TherapySession.cancelled_at.is_(None))
    found = found.order_by(TherapySession.starts_at, TherapySession.id).limit(limit)
    return [SessionRow(*row) for row in db.session.execute(found)]


def of_series(series_id: str) -> list[SessionRow]:
    """Every meeting of a series, in the order of time."""
    found = select(*COLUMNS).where(TherapySession.series_id == series_id).order_by(TherapySession.starts_at)
    return [SessionRow(*row) for row in db.session.execute(found)]


def attendance_of(session_ids: list[str]) -> dict[str, dict[str, str]]:
    """{session id: {client id: attended, late-cancelled, missed or cancelled}}, in one query."""
    found: dict[str, dict[str, str]] = {session_id: {} for session_id in session_ids}
    if session_ids:
        for session_id, client_id, status in db.session.execute(CAME, {"sessions": session_ids}):
            found[session_id][client_id] = status
    return found
