"""Secret addresses to read a calendar along. Security-critical: 256 random bits, kept as their SHA-256 alone."""

import secrets
from datetime import datetime

from sqlalchemy import select, update

from practice import clock
from practice.access.door import ID
from practice.accounts.models import SignInAttempt
from practice.accounts.passphrases import digest
from practice.audit.actions import record
from practice.calendar.models import CalendarFeed
from practice.db import db, new_id


def make_feed(counselor_id: str, *, names: bool, homework: bool, at: datetime | None = None) -> str:
    """A new address for the counselor's own calendar; returns its token, which is kept nowhere. Several may stand side by
    side, one for each device."""
    token = secrets.token_urlsafe(32)
    row = CalendarFeed(counselor_id=counselor_id, token_hash=digest(token), names=names, homework=homework, made_at=at or clock.now())
    db.session.add(row)
    record("make_calendar_feed", row)
    return token


def revoke_feed(feed_id: str, counselor_id: str, *, at: datetime | None = None) -> bool:
    """The address opens nothing from now on, for good. False for one that is not the counselor's."""
    if ID.fullmatch(feed_id) is None:  # what a form names is anything at all
        return False
    found = select(CalendarFeed).where(CalendarFeed.id == feed_id, CalendarFeed.counselor_id == counselor_id)
    row = db.session.scalars(found).one_or_none()
    if row is not None and row.revoked_at is None:
        row.revoked_at = at or clock.now()
        record("revoke_calendar_feed", row)
    return row is not None


def note_reading(feed_id: str, *, at: datetime) -> None:
    """That it was read, and when: ids only."""
    db.session.execute(update(CalendarFeed).where(CalendarFeed.id == feed_id).values(read_at=at)
                       .execution_options(synchronize_session=False))  # fmt: skip
    record("read_calendar_feed", subject_id=feed_id)


def note_miss(key: bytes, *, at: datetime) -> None:
    """Somebody asked for an address that opens nothing."""
    db.session.add(SignInAttempt(id=new_id(), key=key, at=at))
