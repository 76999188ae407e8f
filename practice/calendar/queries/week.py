"""Days of a counselor's calendar: meetings, busy times, hours, and homework that is talked about. Five queries."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_, select

from practice import clock
from practice.calendar.hours import Span, outside
from practice.calendar.queries.mine import BusyRow, busy_between, hours_of
from practice.db import db
from practice.episodes.models import EpisodeState
from practice.episodes.queries import Meeting, meetings_between
from practice.episodes.queries.agenda import MINE
from practice.homework.models import HomeworkAssignment


@dataclass(frozen=True)
class Due:
    """Homework that was agreed until this day; whose by name."""

    assignment_id: str
    episode_id: str
    title: str
    until: date
    names: str = ""


@dataclass
class Entry:
    """One line of a day: a meeting or a busy time. `outside`: not within the working hours of that day."""

    begins: datetime
    ends: datetime
    meeting: Meeting | None = None
    busy: BusyRow | None = None
    outside: bool = False


@dataclass
class DayView:
    """A day as the page shows it: what lasts all day first, then by time."""

    day: date
    today: bool
    hours: list[Span]
    due: list[Due] = field(default_factory=list)
    all_day: list[BusyRow] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.due or self.all_day or self.entries)


def days_of(counselor_id: str, days: list[date], zone: str, today: date) -> list[DayView]:
    """These days (in order, without gaps) as the counselor sees them."""
    hours = hours_of(counselor_id)
    views = {day: DayView(day, day == today, hours.get(day.weekday(), [])) for day in days}
    start, end = clock.at(days[0], 0, 0, zone), clock.at(days[-1] + timedelta(days=1), 0, 0, zone)
    for meeting in meetings_between(counselor_id, start, end):
        _put(views, _entry(meeting, hours, zone), zone)
    for busy in busy_between(counselor_id, start, end):
        if busy.all_day:
            _put_all_day(views, busy, zone)
        else:
            _put(views, Entry(busy.starts_at, busy.ends_at, busy=busy), zone)
    for due in due_between(counselor_id, days[0], days[-1]):
        views[due.until].due.append(due)
    for view in views.values():
        view.entries.sort(key=lambda one: (one.begins, one.meeting is None))
    return list(views.values())


def _entry(meeting: Meeting, hours: dict[int, list[Span]], zone: str) -> Entry:
    """Marked as outside only for a counselor who has said when they work."""
    begins, ends = clock.local(meeting.starts_at, zone), clock.local(meeting.ends_at, zone)
    beyond = ends.date() > begins.date() or outside(begins.time(), ends.time(), hours.get(begins.weekday(), []))
    return Entry(meeting.starts_at, meeting.ends_at, meeting=meeting, outside=bool(hours) and beyond)


def _put(views: dict[date, DayView], entry: Entry, zone: str) -> None:
    """On every day it touches; what ends at midnight does not touch the next."""
    for day in _touched(entry.begins, entry.ends, zone):
        if day in views:
            views[day].entries.append(entry)


def _put_all_day(views: dict[date, DayView], busy: BusyRow, zone: str) -> None:
    for day in _touched(busy.starts_at, busy.ends_at, zone):
        if day in views:
            views[day].all_day.append(busy)


def _touched(starts_at: datetime, ends_at: datetime, zone: str) -> list[date]:
    first, last = clock.local(starts_at, zone).date(), clock.local(ends_at - timedelta(seconds=1), zone).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def due_between(counselor_id: str, first: date, last: date) -> list[Due]:
    """Homework of the caseload that was agreed until one of these days and is still asked."""
    whose = and_(EpisodeState.episode_id == HomeworkAssignment.episode_id,
                 or_(HomeworkAssignment.client_id.is_(None), EpisodeState.client_id == HomeworkAssignment.client_id))  # fmt: skip
    found = (
        select(HomeworkAssignment.id, HomeworkAssignment.episode_id, HomeworkAssignment.title, HomeworkAssignment.until,
               EpisodeState.display_name)
        .outerjoin(EpisodeState, whose)
        .where(HomeworkAssignment.until >= first, HomeworkAssignment.until <= last, HomeworkAssignment.ended_at.is_(None),
               HomeworkAssignment.episode_id.in_(MINE))
        .order_by(HomeworkAssignment.until, HomeworkAssignment.title, HomeworkAssignment.id, EpisodeState.display_name)
    )  # fmt: skip
    rows: dict[str, Due] = {}
    for row in db.session.execute(found, {"me": counselor_id, "now": clock.now()}):
        known = rows.get(row.id)
        names = " & ".join(filter(None, (known.names if known else "", row.display_name or "")))
        rows[row.id] = Due(row.id, row.episode_id, row.title, row.until, names)
    return list(rows.values())
