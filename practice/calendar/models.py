"""Working hours, secret feed addresses, and busy times from a counselor's other calendar."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.db import Id, Record, db, ref
from practice.vault import sealed


class WorkingHours(Record, db.Model):
    """When a counselor works on one day of the week (0 is Monday), on the wall clock of the practice."""

    counselor_id: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    weekday: Mapped[int]
    from_time: Mapped[str] = mapped_column(Text)  # "09:00"
    to_time: Mapped[str] = mapped_column(Text)
    __table_args__ = (
        Index(None, "practice_id", "counselor_id"),
        CheckConstraint("from_time < to_time", name="working_hours_end_after_they_begin"),
    )


class CalendarFeed(Record, db.Model):
    """A secret address under which a counselor's calendar can be read; only its SHA-256 is kept. Revoked for good."""

    counselor_id: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    names: Mapped[bool] = mapped_column(default=False)  # initials and titles instead of "Appointment"; chosen, never preset
    homework: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "practice_id", "counselor_id"),)


class BusyTime(Record, db.Model):
    """A time taken in a counselor's other calendar, brought in from a file. Its title is theirs alone."""

    counselor_id: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    source: Mapped[str] = mapped_column(Text)  # the name of the file it came from
    uid: Mapped[str] = mapped_column(Text)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    all_day: Mapped[bool] = mapped_column(default=False)
    title_blob: Mapped[bytes | None]
    brought_at: Mapped[datetime]
    title = sealed("title_blob")
    __table_args__ = (
        UniqueConstraint("practice_id", "counselor_id", "uid", "starts_at"), Index(None, "practice_id", "counselor_id", "starts_at"),
    )
