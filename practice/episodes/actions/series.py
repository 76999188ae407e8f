"""Series of sessions: planned, moved and ended together. They keep the time on the wall, whatever the clocks do."""

from collections.abc import Iterable
from datetime import date, datetime, time

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes import state
from practice.episodes.actions.meetings import next_number, room_of
from practice.episodes.models import Attendance, SessionSeries, TherapySession
from practice.episodes.rhythm import MOST


def plan_series(
    episode_id: str,
    client_id: str | None,
    *,
    starts: list[datetime],
    at_wall: time,
    zone: str,
    every: int,
    by: str,
    minutes: int = 50,
    place: str | None = None,
    at: datetime | None = None,
) -> SessionSeries:
    """Meetings at these moments, every `every` weeks at `at_wall` in `zone`; `starts` are what the counselor was shown and
    kept (rhythm.turns), so that nothing about a changing clock is decided here.

    Raises ValueError for none or more than MOST, SharedRoomFrozen once a partner has left.
    """
    if not 0 < len(starts) <= MOST or every < 1:
        raise ValueError(f"a series has 1 to {MOST} meetings")
    client_id, moment = room_of(episode_id, client_id), at or clock.now()
    first: date = clock.local(min(starts), zone).date()
    series = SessionSeries(
        episode_id=episode_id, client_id=client_id, first_on=first, wall_time=f"{at_wall:%H:%M}", zone=zone, every=every,
        times=len(starts), minutes=minutes, place=place, planned_by=by, planned_at=moment)  # fmt: skip
    db.session.add(series)
    number = next_number(episode_id, client_id)
    db.session.add_all(
        TherapySession(episode_id=episode_id, client_id=client_id, starts_at=start, minutes=minutes, place=place,
                       number=number + count, planned_by=by, planned_at=moment, series_id=series.id)
        for count, start in enumerate(sorted(starts)))  # fmt: skip
    db.session.flush()
    state.set_sessions(episode_id)
    record("plan_series", series)
    return series


def following(session: TherapySession, *, noted: Iterable[str] = (), after: datetime | None = None) -> list[TherapySession]:
    """This meeting and those of its series after it that have not been: not cancelled, nobody's coming noted, no note
    written (`noted`: sessions that have one). `after`: only those that begin later than that."""
    if session.series_id is None:
        return [session]
    found = select(TherapySession).where(
        TherapySession.series_id == session.series_id, TherapySession.starts_at >= session.starts_at,
        TherapySession.cancelled_at.is_(None),
        TherapySession.id.not_in(select(Attendance.session_id).where(Attendance.episode_id == session.episode_id)),
    ).order_by(TherapySession.starts_at)  # fmt: skip
    left = set(noted)
    return [row for row in db.session.scalars(found) if row.id not in left and (after is None or row.starts_at > after)]


def change_following(
    rows: dict[TherapySession, datetime], *, at_wall: time, minutes: int, place: str | None
) -> list[TherapySession]:
    """Another time, length or place for these meetings of one series: {session: its new beginning}. Empty changes nothing."""
    for row, starts_at in rows.items():
        if (row.starts_at, row.minutes, row.place) != (starts_at, minutes, place):
            row.calendar_sequence += 1
        row.starts_at, row.minutes, row.place = starts_at, minutes, place
    changed = list(rows)
    if changed:
        series = series_of(changed[0])
        if series is not None:
            series.wall_time, series.minutes, series.place = f"{at_wall:%H:%M}", minutes, place
        db.session.flush()
        state.set_sessions(changed[0].episode_id)
        record("change_series", subject_id=changed[0].series_id)
    return changed


def end_series(session: TherapySession, *, noted: Iterable[str] = (), at: datetime | None = None) -> int:
    """The series ends here: what of it still lies ahead from this meeting on is cancelled, how many is returned.
    Meetings that were held or have a note stay as they are."""
    moment, series = at or clock.now(), series_of(session)
    if series is None:
        return 0
    rows = following(session, noted=noted, after=moment)
    for row in rows:
        row.cancelled_at = moment
        row.calendar_sequence += 1
    series.ended_at = series.ended_at or moment
    db.session.flush()
    state.set_sessions(session.episode_id)
    record("end_series", series)
    return len(rows)


def series_of(session: TherapySession) -> SessionSeries | None:
    """The series a meeting belongs to; None for a single one."""
    return db.session.scalars(select(SessionSeries).where(SessionSeries.id == session.series_id)).one_or_none()
