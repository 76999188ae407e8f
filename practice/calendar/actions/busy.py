"""Times of another calendar: kept as taken, and forgotten again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select

from practice import clock
from practice.audit.actions import record
from practice.calendar.foreign import Busy
from practice.calendar.models import BusyTime
from practice.db import db


def keep_busy(counselor_id: str, source: str, items: Iterable[Busy], *, at: datetime | None = None) -> int:
    """Keeps these times under the name of their file, in place of what that file brought before; returns how many.
    What another file has brought already is not kept twice."""
    forget_import(counselor_id, source)
    known = select(BusyTime.uid, BusyTime.starts_at).where(BusyTime.counselor_id == counselor_id)
    have, moment = {tuple(row) for row in db.session.execute(known)}, at or clock.now()
    rows = [BusyTime(counselor_id=counselor_id, source=source, uid=one.uid, starts_at=one.starts_at, ends_at=one.ends_at,
                     all_day=one.all_day, title=one.title or None, brought_at=moment)
            for one in items if (one.uid, one.starts_at) not in have]  # fmt: skip
    db.session.add_all(rows)
    record("keep_busy_times", subject_id=counselor_id)
    return len(rows)


def forget_import(counselor_id: str, source: str) -> int:
    """Everything a file brought is gone; returns how much it was."""
    mine = (BusyTime.counselor_id == counselor_id, BusyTime.source == source)
    many = db.session.scalars(select(func.count(BusyTime.id)).where(*mine)).one()
    if many:
        db.session.execute(delete(BusyTime).where(*mine))
        record("forget_busy_times", subject_id=counselor_id)
    return many
