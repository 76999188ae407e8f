"""A counselor's own hours and busy times. These rows have no door: every read is by the counselor's id."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import func, select

from practice.calendar.hours import Span
from practice.calendar.models import BusyTime, WorkingHours
from practice.db import db
from practice.episodes.rhythm import Taken
from practice.notes.models import ProgressNote
from practice.vault import open_field


@dataclass(frozen=True)
class BusyRow:
    """A time taken in another calendar, with its title."""

    starts_at: datetime
    ends_at: datetime
    all_day: bool
    title: str


@dataclass(frozen=True)
class Import:
    """What one file brought."""

    source: str
    brought_at: datetime
    many: int
    until: datetime


def hours_of(counselor_id: str) -> dict[int, list[Span]]:
    """{weekday: spans in order}; {} while none were given."""
    found = select(WorkingHours.weekday, WorkingHours.from_time, WorkingHours.to_time).where(WorkingHours.counselor_id == counselor_id)
    week: dict[int, list[Span]] = {}
    for weekday, begins, ends in db.session.execute(found):
        week.setdefault(weekday, []).append(Span(time.fromisoformat(begins), time.fromisoformat(ends)))
    return {weekday: sorted(spans) for weekday, spans in week.items()}


def _between(counselor_id: str, start: datetime, end: datetime):
    return (BusyTime.counselor_id == counselor_id, BusyTime.starts_at < end, BusyTime.ends_at > start)


def busy_between(counselor_id: str, start: datetime, end: datetime) -> list[BusyRow]:
    """What another calendar of theirs holds in this time, titles opened."""
    columns = (BusyTime.id, BusyTime.practice_id, BusyTime.starts_at, BusyTime.ends_at, BusyTime.all_day, BusyTime.title_blob)
    found = select(*columns).where(*_between(counselor_id, start, end)).order_by(BusyTime.starts_at, BusyTime.id)
    return [BusyRow(row.starts_at, row.ends_at, row.all_day, open_field(BusyTime, "title", row.practice_id, row.id, row.title_blob) or "")
            for row in db.session.execute(found)]  # fmt: skip


def taken_elsewhere(counselor_id: str, start: datetime, end: datetime) -> list[Taken]:
    """The same without titles, for what a new session would fall upon."""
    found = select(BusyTime.starts_at, BusyTime.ends_at, BusyTime.all_day).where(*_between(counselor_id, start, end))
    return [Taken(row.starts_at, row.ends_at, all_day=row.all_day) for row in db.session.execute(found)]


def imports_of(counselor_id: str) -> list[Import]:
    """Files whose times are kept, the latest first."""
    found = (
        select(BusyTime.source, func.max(BusyTime.brought_at), func.count(BusyTime.id), func.max(BusyTime.ends_at))
        .where(BusyTime.counselor_id == counselor_id).group_by(BusyTime.source).order_by(func.max(BusyTime.brought_at).desc())
    )  # fmt: skip
    return [Import(*row) for row in db.session.execute(found)]


def noted_among(session_ids: list[str]) -> set[str]:
    """Which of these meetings have a note."""
    return set(db.session.scalars(select(ProgressNote.session_id).where(ProgressNote.session_id.in_(session_ids))))
