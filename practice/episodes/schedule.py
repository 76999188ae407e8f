"""Days of a course: what counts, what a rest moves, what the windows recommend. Dates in, values out.

A rest (pause) covers its days from `since` up to, not including, `until`, the day work goes on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Rest:
    """Days that do not count; `until` None: it has not ended."""

    since: date
    until: date | None


@dataclass(frozen=True)
class Count:
    """How to count: day n = min(today, paused_since) - day_one + 1. `paused_since` None: nothing rests."""

    day_one: date
    paused_since: date | None


@dataclass(frozen=True)
class Window:
    """The recommended dates of one phase in the first cycle; `last` is open-ended on the final phase."""

    phase_id: str
    first: date
    last: date
    open_ended: bool


@dataclass(frozen=True)
class Place:
    """Where somebody is: the day of how many, the phase of how many. None: not counted."""

    day: int | None
    days: int | None
    phase: int | None
    phases: int | None
    resting: bool = False

    @property
    def beyond(self) -> bool:
        """True past the protocol's last day; nothing ends by that."""
        return self.day is not None and self.days is not None and self.day > self.days


def merged(rests: Iterable[Rest], started_on: date) -> list[Rest]:
    """The rests since `started_on`, in order, those that touch or overlap made one; empty ones left out.

    A rest of the whole episode and one of a participant may overlap: a day is lost once, not twice.
    """
    kept: list[Rest] = []
    for rest in sorted(rests, key=lambda r: r.since):
        since = max(rest.since, started_on)
        if rest.until is not None and rest.until <= since:
            continue
        last = kept[-1] if kept else None
        if last and (last.until is None or since <= last.until):
            until = None if None in (last.until, rest.until) else max(last.until, rest.until)
            kept[-1] = Rest(last.since, until)
        else:
            kept.append(Rest(since, rest.until))
    return kept


def counted(started_on: date, rests: Iterable[Rest]) -> Count:
    """Day one, moved by the days of every finished rest, and since when a rest goes on."""
    whole = merged(rests, started_on)
    lost = sum((rest.until - rest.since for rest in whole if rest.until), timedelta())
    return Count(started_on + lost, next((rest.since for rest in whole if rest.until is None), None))


def day_number(day_one: date, today: date, paused_since: date | None = None) -> int:
    """The day of the course; 1 on `day_one`, 0 or less before it; during a rest the day that waits."""
    reached = today if paused_since is None else min(today, paused_since)
    return (reached - day_one).days + 1


def date_of_day(started_on: date, rests: Iterable[Rest], number: int) -> date:
    """The date on which day `number` was or will be lived: every finished rest on the way is passed over."""
    found = started_on + (number - 1) * ONE
    for rest in merged(rests, started_on):
        if rest.until and found >= rest.since:
            found += rest.until - rest.since
    return found


def open_windows(phases: Sequence, started_on: date, rests: Iterable[Rest]) -> list[Window]:
    """The recommended dates of each phase (id, first_day, last_day, open_ended), around the finished rests."""
    known = list(rests)

    def on(number: int) -> date:
        return date_of_day(started_on, known, number)

    return [Window(phase.id, on(phase.first_day), on(phase.last_day), phase.open_ended) for phase in phases]


def recommended(phases: Sequence, day: int) -> int | None:
    """Index of the phase whose window holds `day`; the last one beyond the end; None before day 1."""
    if day < 1 or not phases:
        return None
    return next((i for i, phase in enumerate(phases) if day <= phase.last_day), len(phases) - 1)
