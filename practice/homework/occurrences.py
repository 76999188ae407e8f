"""When an agreed exercise is asked for, and where one asking stands. Windows recommend; nothing is ever late."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

ONCE = "once"
FREQUENCIES = (ONCE, "daily", "weekly", "days")
STATES = ("not-opened", "begun", "sent", "declined")
MOST = 400  # askings looked back on: more than a year of days


@dataclass(frozen=True)
class Agreed:
    """What was agreed about time. `until` (last day, repeating ones only) and `ended_on` may be open."""

    frequency: str
    opens_on: date
    every: int = 1
    until: date | None = None
    ended_on: date | None = None

    @property
    def step(self) -> int | None:
        """Days from one asking to the next; None for once."""
        return {"daily": 1, "weekly": 7, "days": max(1, self.every)}.get(self.frequency)


def occurrence_on(agreed: Agreed, day: date) -> str | None:
    """The asking that runs on `day`: "once", or the ISO date it began on. None before the first and after the last.

    What is asked once stays open until it is answered or ended: `until` is then a day to talk about it, not a limit.
    """
    if day < agreed.opens_on or (agreed.ended_on and day >= agreed.ended_on):
        return None
    if agreed.step is None:
        return ONCE
    if agreed.until and day > agreed.until:
        return None
    return (day - timedelta(days=(day - agreed.opens_on).days % agreed.step)).isoformat()


def occurrences(agreed: Agreed, today: date) -> list[str]:
    """Every asking that has begun by `today`, latest first; at most 400."""
    last = min(today, agreed.until) if agreed.until and agreed.step else today
    if last < agreed.opens_on:
        return []
    if agreed.step is None:
        return [ONCE]
    begun = (last - agreed.opens_on).days // agreed.step
    return [(agreed.opens_on + timedelta(days=n * agreed.step)).isoformat() for n in range(begun, max(-1, begun - MOST), -1)]


def is_occurrence(agreed: Agreed, occurrence: str, today: date) -> bool:
    """True for an asking that has begun by `today`. One that went by stays open to whoever wants to add to it."""
    return occurrence in occurrences(agreed, today)


def state_of(begun: bool, kinds: Collection[str]) -> str:
    """One of the four states, from whether a draft was begun and the kinds of entries that were sent."""
    if any(kind in ("answer", "no-moment") for kind in kinds):
        return "sent"
    if "declined" in kinds:
        return "declined"
    return "begun" if begun else "not-opened"


def still_asked(agreed: Agreed, day: date, state: str) -> bool:
    """True while it counts as open on `day`: what is asked once is open until an answer, whatever the answer is."""
    running = occurrence_on(agreed, day) is not None
    return running and not (agreed.step is None and state in ("sent", "declined"))


@dataclass(frozen=True)
class Open:
    """One exercise a person has open, as far as "is this too much" is concerned."""

    client_id: str
    title: str
    frequency: str


def too_much(opened: Collection[Open], client_ids: Collection[str], frequency: str) -> list[Open]:
    """What is already open beside a new one of this frequency: at most one daily and one other exercise per person
    unless the counselor says so (clinical.md C.1)."""
    daily = frequency == "daily"
    return [one for one in opened if one.client_id in client_ids and (one.frequency == "daily") == daily]
