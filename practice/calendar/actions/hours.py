"""When a counselor works."""

from sqlalchemy import delete

from practice.audit.actions import record
from practice.calendar.hours import Span
from practice.calendar.models import WorkingHours
from practice.db import db


def set_hours(counselor_id: str, week: dict[int, list[Span]]) -> None:
    """The hours of each weekday (0 is Monday) from now on; a day that is not named is free."""
    db.session.execute(delete(WorkingHours).where(WorkingHours.counselor_id == counselor_id))
    db.session.add_all(
        WorkingHours(counselor_id=counselor_id, weekday=weekday, from_time=f"{span.begins:%H:%M}", to_time=f"{span.ends:%H:%M}")
        for weekday, spans in week.items() for span in spans)  # fmt: skip
    record("set_working_hours", subject_id=counselor_id)
