"""What a secret address opens. Security-critical: asked before any scope exists, answered in the counselor's own."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from practice import clock
from practice.accounts.models import Counselor
from practice.accounts.passphrases import digest
from practice.accounts.queries import failures
from practice.calendar.models import CalendarFeed
from practice.calendar.queries.week import Due, due_between
from practice.db import db
from practice.episodes.ics import Item
from practice.episodes.queries import Meeting, meetings_between
from practice.i18n import _

BACK, AHEAD = timedelta(days=60), timedelta(days=400)


@dataclass(frozen=True)
class Feed:
    """Whose calendar, and how much of it. `read_at`: when it was read last."""

    id: str
    practice_id: str
    counselor_id: str
    names: bool
    homework: bool
    read_at: datetime | None
    language: str


def feed_by_token(token: str) -> Feed | None:
    """The feed an address opens; None for an unknown one, a revoked one and one of a colleague who has left."""
    found = (
        select(CalendarFeed.id, CalendarFeed.practice_id, CalendarFeed.counselor_id, CalendarFeed.names, CalendarFeed.homework,
               CalendarFeed.read_at, Counselor.language)
        .join(Counselor, Counselor.id == CalendarFeed.counselor_id)
        .where(CalendarFeed.token_hash == digest(token), CalendarFeed.revoked_at.is_(None), Counselor.disabled_at.is_(None))
    )  # fmt: skip
    row = db.session.execute(found).one_or_none()
    return Feed(*row) if row else None


def feeds_of(counselor_id: str) -> list[CalendarFeed]:
    """The addresses that open something now, the latest first."""
    found = select(CalendarFeed).where(CalendarFeed.counselor_id == counselor_id, CalendarFeed.revoked_at.is_(None))
    return list(db.session.scalars(found.order_by(CalendarFeed.made_at.desc(), CalendarFeed.id)))


def misses(key: bytes, since: datetime) -> int:
    """How often somebody at this network asked for an address that opens nothing."""
    return len(failures(key, since))


def items_of(feed: Feed, now: datetime, zone: str) -> list[Item]:
    """What the feed holds: meetings from BACK to AHEAD, cancelled ones marked so, and (when chosen) homework by day."""
    items = [_meeting(one, feed.names) for one in meetings_between(feed.counselor_id, now - BACK, now + AHEAD)]
    if feed.homework:
        today = clock.today(zone, now)
        items += [_due(one, feed.names) for one in due_between(feed.counselor_id, today - BACK, today + AHEAD)]
    return items


def _meeting(one: Meeting, names: bool) -> Item:
    title = _("Session with %(initials)s", initials=_initials(one.people.values())) if names and one.people else _("Appointment")
    return Item(one.calendar_uid, one.calendar_sequence, one.starts_at, one.ends_at, title, one.planned_at, one.cancelled)


def _due(one: Due, names: bool) -> Item:
    """An id of its own: nobody can tell from it which homework it is."""
    uid = hashlib.sha256(f"due|{one.assignment_id}".encode()).hexdigest()[:32]
    title = f"{_('Homework')}: {_initials(one.names.split(' & '))}" if names and one.names else _("Homework")
    return Item(uid, 0, one.until, one.until + timedelta(days=1), title, _midnight(one.until))


def _midnight(day: date) -> datetime:
    return clock.at(day, 0, 0, "UTC")


def _initials(names) -> str:
    """`R. V. & K. V.`; a name in one piece gives its first letter."""
    return " & ".join(" ".join(f"{part[0]}." for part in name.split()[:3]) for name in names if name.split())
