"""Reading a calendar file of another program: what of it is time taken, and a sentence for each event that is not.

Read tolerantly, bounded everywhere: no file makes this crash, run for long or guess a time (exchange.md, calendar pitfalls).
"""

import hashlib
import threading
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import recurring_ical_events
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from practice.calendar.repeating import TooWild, bounded, wild_zones
from practice.i18n import _

LARGEST = 1_000_000  # bytes of a file
MOST_EVENTS, MOST_REPEATING, MOST_TAKEN, MOST_STEPS = 2_000, 200, 3_000, 150_000
BACK, AHEAD = timedelta(days=31), timedelta(days=400)
LONGEST = timedelta(days=60)
PATIENCE = 20  # seconds for one file; whoever sends the next one waits for it
NAME = 120
_ONE_FILE_AT_A_TIME = threading.Lock()  # the library remembers zones of files: each file begins with none


class NotACalendar(ValueError):
    """Nothing in it can be read as a calendar; the words say why and what to do."""


class _LeftOut(Exception):
    """One event is not taken; the words are for the page."""


@dataclass(frozen=True)
class Busy:
    """One time that is taken: UTC moments; all day: from midnight to midnight on the practice's clock."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False


@dataclass
class Looked:
    """`left_out`: (name of the event, why). `elsewhen`: how many events have no day in the time that is looked at.
    `floating`: some times had no zone and were read on the practice's clock."""

    taken: list[Busy] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    elsewhen: int = 0
    floating: bool = False


def read_calendar(data: bytes, *, today: date, zone: str) -> Looked:
    """What a file holds between BACK and AHEAD of `today`. Raises NotACalendar; whatever single events are like does not."""
    if len(data) > LARGEST:
        raise NotACalendar(_("This file is larger than we can look at: at most 1 MB. Export a shorter time, such as a year."))
    with _ONE_FILE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        icalendar.use_zoneinfo()
        return _Reader(_parsed(data), today, zone).read()


def _parsed(data: bytes) -> list:
    try:
        found = icalendar.Component.from_ical(data, multiple=True)
    except Exception:  # whatever the library says about it would tell a person nothing
        found = None
    if not found:
        raise NotACalendar(_("This could not be read as a calendar; it may end in the middle. Export it anew as an .ics file."))
    return found


class _Reader:
    """One file while it is read."""

    def __init__(self, parts: list, today: date, zone: str) -> None:
        self.parts, self.zone, self.looked = parts, ZoneInfo(zone), Looked()
        self.first = datetime.combine(today - BACK, time(), self.zone).astimezone(UTC)
        self.last = datetime.combine(today + AHEAD, time(), self.zone).astimezone(UTC)
        zones = [one for part in parts for one in part.walk("VTIMEZONE")]
        self.described, self.wild = {str(one.get("TZID")) for one in zones}, wild_zones(zones)
        self.repeating, self.steps, self.known = 0, 0, set()

    def read(self) -> Looked:
        events, until = [event for part in self.parts for event in part.walk("VEVENT")], monotonic() + PATIENCE
        for number, group in enumerate(_grouped(events[:MOST_EVENTS])):
            if monotonic() > until:
                self.looked.left_out.append((_("All further events"), _("This file takes too long to follow to its end.")))
                break
            self._take(number, group)
        if len(events) > MOST_EVENTS:
            self.looked.left_out.append((_("All further events"), _("This file holds very many; the first 2,000 were looked at.")))
        self.looked.taken.sort(key=lambda one: one.starts_at)
        return self.looked

    def _take(self, number: int, group: list) -> None:
        name, before = _name(group[0], number), len(self.looked.taken)
        try:
            for event in group:
                self._check(event)
            if before >= MOST_TAKEN:
                raise _LeftOut(_more())
            for one in self._occurrences(group, number):
                self._add(one)
            self.looked.elsewhen += len(self.looked.taken) == before
        except _LeftOut as reason:
            self.looked.left_out.append((name, str(reason)))
        except Exception:  # some programs write what no library foresaw: this event is left out, the others are not
            self.looked.left_out.append((name, _("It could not be read.")))

    def _add(self, one: Busy) -> None:
        if len(self.looked.taken) >= MOST_TAKEN:
            raise _LeftOut(_more())
        if (one.uid, one.starts_at) not in self.known:
            self.known.add((one.uid, one.starts_at))
            self.looked.taken.append(one)

    def _check(self, event) -> None:
        """What can be said of an event before its repeating is followed. Raises _LeftOut."""
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            raise _LeftOut(_("It was cancelled there."))
        if str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
            raise _LeftOut(_("It is marked as free time there."))
        if event.get("DTSTART") is None:
            raise _LeftOut(_("It does not say when it begins, or not in a way that can be read."))
        if any(name in ("RRULE", "RDATE", "EXDATE", "DTEND", "DURATION", "RECURRENCE-ID") for name, _said in event.errors):
            raise _LeftOut(_("A part of its time could not be read."))
        for unknown in _zones(event) - self.described:
            if unknown.strip("/") not in available_timezones() | WINDOWS_TO_OLSON.keys():
                raise _LeftOut(_("Its time zone “%(zone)s” is not explained in the file.", zone=unknown[:60]))
        for wild in _zones(event):
            if wild.strip("/") in self.wild:
                raise _LeftOut(_("Its time zone “%(zone)s” is explained in a way that is not followed here.", zone=wild[:60]))
        self._in_order(event)
        if event.get("RRULE") is not None or event.get("RDATE") is not None:
            self._follow(event)

    def _in_order(self, event) -> None:
        """Asked of the event as it is written: the library puts a wrong order right by itself."""
        start, end = event["DTSTART"].dt, getattr(event.get("DTEND"), "dt", None)
        if end is not None and self._moment(end) < self._moment(start):
            raise _LeftOut(_("It ends before it begins."))

    def _follow(self, event) -> None:
        self.repeating += 1
        if self.repeating > MOST_REPEATING:
            raise _LeftOut(_("This file holds very many events that repeat; the first 200 were followed."))
        try:
            self.steps += bounded(event, self.last)
        except TooWild:
            raise _LeftOut(_("It repeats in a way that is not followed here, such as every hour.")) from None
        if self.steps > MOST_STEPS:
            raise _LeftOut(_("This file holds very many days that repeat since long ago; this one was not followed."))

    def _occurrences(self, group: list, number: int) -> Iterable[Busy]:
        whole = icalendar.Calendar()
        for event in group:
            whole.add_component(event)
        uid = str(group[0].get("UID") or "").replace("\x00", "")[:200] or _made_up(group[0], number)
        # A day more on both sides: the library compares days of zones; what lies outside is cut off after.
        found = recurring_ical_events.of(whole).between((self.first - timedelta(days=1)).date(), (self.last + timedelta(days=1)).date())
        for event in found:
            one = self._busy(event, uid)
            if one.ends_at > self.first and one.starts_at < self.last:
                yield one

    def _busy(self, event, uid: str) -> Busy:
        start, end = event.start, event.end
        all_day = not isinstance(start, datetime)
        if isinstance(start, datetime) != isinstance(end, datetime):
            raise _LeftOut(_("A part of its time could not be read."))
        if all_day and end == start:
            end = start + timedelta(days=1)  # programs write a single day like this too
        begins, ends = self._moment(start), self._moment(end)
        if ends <= begins:
            raise _LeftOut(_("It takes no time."))
        if ends - begins > LONGEST:
            raise _LeftOut(_("It lasts longer than 60 days."))
        return Busy(uid, str(event.get("SUMMARY") or "")[:300], begins, ends, all_day)

    def _moment(self, when: datetime | date) -> datetime:
        """UTC. A day begins at midnight on the practice's clock; a time without a zone is one on that clock as well."""
        if not isinstance(when, datetime):
            return datetime.combine(when, time(), self.zone).astimezone(UTC)
        if when.tzinfo is None:
            self.looked.floating = True
            when = when.replace(tzinfo=self.zone)
        return when.astimezone(UTC)


def _more() -> str:
    return _("There is more here than we can keep; what comes first was taken.")


def _grouped(events: list) -> list[list]:
    """Events of one id belong together: a series and its changed days. Without an id each is by itself."""
    groups: dict[str, list] = {}
    for number, event in enumerate(events):
        groups.setdefault(str(event.get("UID") or f"without {number}"), []).append(event)
    return list(groups.values())


def _zones(event) -> set[str]:
    """Every zone its times name."""
    found = set()
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"):
        values = event.get(name)
        for value in values if isinstance(values, list) else [values]:
            if value is not None and "TZID" in value.params:
                found.add(str(value.params["TZID"]))
    return found


def _name(event, number: int) -> str:
    """What to call an event: its title, else its id, else its place in the file."""
    title = " ".join(str(event.get("SUMMARY") or event.get("UID") or "").split())
    return title[:NAME] or _("Event %(number)s of the file", number=number + 1)


def _made_up(event, number: int) -> str:
    """An id for an event without one, the same each time the file is read."""
    told = f"{number}|{event.get('SUMMARY')}|{event['DTSTART'].dt}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
