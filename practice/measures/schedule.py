"""When a measure is due: what was agreed, what was given, and a minimum interval between two times. Dates in, values out.

A measure is due from a day on and stays so until it is given; nothing is ever late.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

RHYTHMS = ("once", "days", "sessions", "phase", "day")
WAYS = ("portal", "session", "paper")
MOST_DAYS = 400  # between two times, and the furthest day of a course
AHEAD = timedelta(days=2)  # so long before a meeting what is asked at each of them opens at home

GOES_ON = {"session": timedelta(0), "portal": timedelta(days=6)}  # so long what was begun is gone on with, not begun anew


def goes_on_since(way: str, today: date) -> date | None:
    """Begun before this day, a form is given anew: its questions speak of other weeks. None where it does not matter."""
    return today - GOES_ON[way] if way in GOES_ON else None


class Agreed(Protocol):
    """What was agreed; practice.measures.models.MeasureAssignment has these."""

    id: str
    client_id: str | None
    measure_key: str
    way: str
    rhythm: str
    every_days: int | None
    phase_id: str | None
    target: str | None
    starts_on: date


class Given(Protocol):
    """One occasion of giving: finished, and not struck."""

    client_id: str | None
    measure_key: str
    target: str | None
    given_on: date
    assignment_id: str | None
    way: str


@dataclass(frozen=True)
class Facts:
    """What a rhythm looks at.

    day_one: the day that counts as the first of the course, moved by finished rests; paused_since: resting since then.
    visits: (phase, client or None for everybody, entered on) as really entered. meetings: (client or None for both, day).
    min_days: {measure: least days between two times}, from the instruments.
    """

    day_one: date | None = None
    paused_since: date | None = None
    visits: tuple[tuple[str, str | None, date], ...] = ()
    meetings: tuple[tuple[str | None, date], ...] = ()
    min_days: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Due:
    """One agreed measure that can be given: `since` the day it became due."""

    assignment_id: str
    client_id: str | None
    measure_key: str
    way: str
    target: str | None
    since: date


def due(assignments: Iterable[Agreed], administrations: Sequence[Given], facts: Facts, today: date) -> list[Due]:
    """What can be given today, longest due first. `administrations` are those that were finished and not struck."""
    found = [Due(row.id, row.client_id, row.measure_key, row.way, row.target, opens)
             for row in assignments if (opens := opens_on(row, administrations, facts, today)) and opens <= today]  # fmt: skip
    return sorted(found, key=lambda one: (one.since, one.measure_key))


def opens_on(agreed: Agreed, administrations: Sequence[Given], facts: Facts, today: date) -> date | None:
    """The day an agreed measure opens or has opened, the minimum interval observed; None: no such day is known."""
    same = [row for row in administrations if _same(row, agreed)]
    wanted = _wanted(agreed, same, facts, today)
    if wanted is None:
        return None
    free = may_give_on(same, facts.min_days.get(agreed.measure_key, 0))
    return max(wanted, free) if free else wanted


def may_give_on(same: Iterable[Given], min_days: int) -> date | None:
    """The first day the same measure may be given again; None: any day."""
    last = max((row.given_on for row in same), default=None)
    return None if last is None or not min_days else last + timedelta(days=min_days)


def again_on(given: Iterable[Given], key: str, target: str | None, min_days: int) -> date | None:
    """The first day questions may be asked again, about the same relationship; None: any day. Numbers typed in from elsewhere
    hold nothing up."""
    return may_give_on((row for row in given if (row.measure_key, row.target) == (key, target) and row.way != "entry"), min_days)


def _same(row: Given, agreed: Agreed) -> bool:
    return (row.client_id, row.measure_key, row.target) == (agreed.client_id, agreed.measure_key, agreed.target)


def _wanted(agreed: Agreed, same: Sequence[Given], facts: Facts, today: date) -> date | None:
    own = max((row.given_on for row in same if row.assignment_id == agreed.id), default=None)
    if agreed.rhythm == "days":
        return agreed.starts_on if own is None else own + timedelta(days=agreed.every_days or 1)
    if agreed.rhythm == "sessions":
        return _unless(_meeting(agreed, facts, today), own)
    if agreed.rhythm == "phase":
        return _unless(_entered(agreed, facts, today), own)
    if own is not None:
        return None
    return agreed.starts_on if agreed.rhythm == "once" else _day(agreed, facts)


def _unless(opens: date | None, own: date | None) -> date | None:
    return None if opens is None or (own is not None and own >= opens) else opens


def _meeting(agreed: Agreed, facts: Facts, today: date) -> date | None:
    """The day the latest meeting opened it; the next one that will, while none has."""
    ahead = AHEAD if agreed.way == "portal" else timedelta()
    days = sorted(max(day - ahead, agreed.starts_on) for whose, day in facts.meetings
                  if whose in (None, agreed.client_id) and day >= agreed.starts_on)  # fmt: skip
    opened = [day for day in days if day <= today]
    return opened[-1] if opened else next(iter(days), None)


def _entered(agreed: Agreed, facts: Facts, today: date) -> date | None:
    days = [on for phase, whose, on in facts.visits
            if phase == agreed.phase_id and whose in (None, agreed.client_id) and agreed.starts_on <= on <= today]  # fmt: skip
    return max(days, default=None)


def _day(agreed: Agreed, facts: Facts) -> date | None:
    """The date of day n of the course; None without a course, or while a rest holds the days still before it."""
    if facts.day_one is None:
        return None
    reached = facts.day_one + timedelta(days=(agreed.every_days or 1) - 1)
    return None if facts.paused_since is not None and reached > facts.paused_since else max(reached, agreed.starts_on)


def against(rhythm: str, every_days: int | None, phase_id: str | None, min_days: int) -> str | None:
    """What is wrong with a rhythm: rhythm, days, phase or too-soon; None when it can be agreed."""
    if rhythm not in RHYTHMS:
        return "rhythm"
    if rhythm in ("days", "day") and not 1 <= (every_days or 0) <= MOST_DAYS:
        return "days"
    if rhythm == "phase" and not phase_id:
        return "phase"
    return "too-soon" if rhythm == "days" and every_days < min_days else None
