"""Meetings that repeat: on which days, at which moments, and what they would fall upon. Values in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from practice.episodes.walltime import moments, nearest

MOST = 52  # meetings of one series
LONGEST = timedelta(minutes=480)  # no session lasts longer


@dataclass(frozen=True)
class Turn:
    """One meeting of a series before it is planned. `choices`: the moments to ask for when its time comes twice or
    never that day; `clashes`: what it would fall upon."""

    day: date
    choices: tuple[datetime, ...]
    twice: bool = False
    clashes: tuple["Taken", ...] = ()

    @property
    def asked(self) -> bool:
        return len(self.choices) > 1

    @property
    def starts_at(self) -> datetime | None:
        """None while it has to be asked."""
        return None if self.asked else self.choices[0]


@dataclass(frozen=True)
class Taken:
    """A time that is taken. `name`: whose session, among one's own clients; empty: something of another calendar."""

    starts_at: datetime
    ends_at: datetime
    name: str = ""
    all_day: bool = False
    session_id: str | None = None


def days(first: date, every: int, times: int) -> list[date]:
    """The days of a series: `times` of them (at most MOST), `every` weeks apart."""
    return [first + timedelta(weeks=every * number) for number in range(min(times, MOST))]


def turns(on: Iterable[date], at: time, zone: str) -> list[Turn]:
    """The same time on the wall on each day, whatever the clocks do in between."""
    return [_turn(day, at, zone) for day in on]


def _turn(day: date, at: time, zone: str) -> Turn:
    found = moments(day, at, zone)
    return Turn(day, found or nearest(day, at, zone), twice=len(found) > 1)


def overlapping(starts_at: datetime, minutes: int, taken: Iterable[Taken], but: Iterable[str] = ()) -> tuple[Taken, ...]:
    """What of `taken` lies in these minutes; touching ends do not count. `but`: sessions that do not count."""
    ends_at, own = starts_at + timedelta(minutes=minutes), set(but)
    return tuple(one for one in taken
                 if one.starts_at < ends_at and starts_at < one.ends_at and one.session_id not in own)  # fmt: skip


def moved(starts: Iterable[tuple[str, date]], by: timedelta, at: time, zone: str) -> list[tuple[str, Turn]]:
    """(session, its new turn) when the meetings of a series go to other days and another time on the wall."""
    return [(session_id, _turn(day + by, at, zone)) for session_id, day in starts]
