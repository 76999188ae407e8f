"""Meetings as RFC 5545 writes them: UTC times, an id that stays, a number that counts changes. Neutral by design."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import CLASS, STATUS, TRANSP, Calendar, Event, vCalAddress

PRODUCT = "-//appointments//EN"  # says nothing of what kind of practice it comes from


@dataclass(frozen=True)
class Item:
    """One entry of a calendar. Dates instead of moments: all day (`ends` is then the day after the last).

    `stamp` is when it came to be, never when it is asked for: the same thing asked twice reads the same.
    """

    uid: str
    sequence: int
    starts: datetime | date
    ends: datetime | date
    title: str
    stamp: datetime
    cancelled: bool = False


def uid_for(calendar_uid: str, client_id: str) -> str:
    """What one participant's calendar knows a meeting by. Nobody can tell from it that another got the same meeting
    (SHA-256 over a random id that leaves the house in no other form)."""
    return hashlib.sha256(f"{calendar_uid}|{client_id}".encode()).hexdigest()[:32]


def written(items: Iterable[Item], *, name: str | None = None) -> bytes:
    """A calendar to read along or to take a meeting from; no method, so nobody is invited by it."""
    return _calendar([_event(item) for item in items], name=name)


def message(item: Item, *, organizer: str, attendee: str) -> tuple[bytes, str]:
    """(text, method) of one meeting sent to one person (RFC 5546): REQUEST, or CANCEL once it is cancelled.

    It names that person's address and the sender's, and nobody else's. `stamp` is when it is sent.
    """
    method = "CANCEL" if item.cancelled else "REQUEST"
    person = vCalAddress(f"mailto:{attendee}")
    person.params.update({"PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"})
    event = _event(item)
    event.add("organizer", vCalAddress(f"mailto:{organizer}"))
    event.add("attendee", person)
    return _calendar([event], method=method), method


def _calendar(events: list[Event], **about: str | None) -> bytes:
    made = Calendar.new(prodid=PRODUCT, subcomponents=events, **about)
    made.pop("UID", None)  # a random one at each reading would make the same calendar look changed
    return made.to_ical()


def _event(item: Item) -> Event:
    status = STATUS.CANCELLED if item.cancelled else STATUS.CONFIRMED
    all_day = not isinstance(item.starts, datetime)
    return Event.new(uid=item.uid, sequence=item.sequence, start=_utc(item.starts), end=_utc(item.ends), summary=item.title,
                     stamp=item.stamp.astimezone(UTC), status=status, classification=CLASS.PRIVATE,
                     transparency=TRANSP.TRANSPARENT if all_day or item.cancelled else TRANSP.OPAQUE)  # fmt: skip


def _utc(when: datetime | date) -> datetime | date:
    """Without seconds' fractions, which the format has no place for."""
    return when.astimezone(UTC).replace(microsecond=0) if isinstance(when, datetime) else when
