"""The path through the phases: who is where, which cycle a step begins, what a change moves. Values in, values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ENTERED, BEFORE, SKIPPED = "entered", "before-attune", "skipped"


@dataclass(frozen=True)
class Stay:
    """One stay in a phase. `client_id` None: everybody's; `left_on` None: it goes on. `order` follows time."""

    phase_id: str
    cycle: int
    how: str
    entered_on: date
    left_on: date | None = None
    client_id: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class Step:
    """One phase on somebody's path; state: done, now, ahead or skipped; `stays` are theirs, in order."""

    phase_id: str
    state: str
    stays: tuple[Stay, ...]


@dataclass(frozen=True)
class Move:
    """A date before and after a change; `old` None: it had none, `new` None: it has none any more."""

    what: str
    old: tuple[date, date | None] | None
    new: tuple[date, date | None] | None

    @property
    def moved(self) -> bool:
        return self.old != self.new


def stays_of(stays: Iterable[Stay], client_id: str | None) -> list[Stay]:
    """Everybody's stays and those of `client_id`, in the order given (oldest first)."""
    return [stay for stay in stays if stay.client_id in (None, client_id)]


def current_stay(stays: Iterable[Stay], client_id: str | None) -> Stay | None:
    """Where a participant is: their own open stay before everybody's; None when no phase is open."""
    going_on = [stay for stay in stays_of(stays, client_id) if stay.left_on is None and stay.how == ENTERED]
    own = [stay for stay in going_on if stay.client_id is not None]
    return (own or going_on or [None])[-1]


def closes(stays: Iterable[Stay], client_id: str | None) -> list[Stay]:
    """The open stays that end when a phase is entered: all of them for everybody, else the participant's own."""
    return [s for s in stays if s.left_on is None and (client_id is None or s.client_id == client_id)]


def cycle_of(order: Sequence[str], stays: Iterable[Stay], phase_id: str, client_id: str | None = None) -> int:
    """The cycle in which `phase_id` is entered next: one more when it lies before the present phase, else the same.

    With `client_id` None everybody goes: the furthest of them decides.
    """
    seen = [s for s in stays if client_id is None or s.client_id in (None, client_id)]
    cycle = max((stay.cycle for stay in seen), default=1)
    entered = [stay for stay in seen if stay.how == ENTERED and stay.cycle == cycle]
    present = [stay for stay in entered if stay.left_on is None] or entered[-1:]
    place = order.index(phase_id)
    return cycle + 1 if any(place <= order.index(stay.phase_id) for stay in present) else cycle


def path(order: Sequence[str], stays: Iterable[Stay], client_id: str | None) -> list[Step]:
    """Every phase with its state for one participant, in the protocol's order."""
    mine = stays_of(stays, client_id)
    now = current_stay(mine, client_id)
    return [
        Step(phase_id, _state(phase_id, mine, now), tuple(s for s in mine if s.phase_id == phase_id))
        for phase_id in order
    ]


def _state(phase_id: str, stays: list[Stay], now: Stay | None) -> str:
    if now is not None and now.phase_id == phase_id:
        return "now"
    here = [stay for stay in stays if stay.phase_id == phase_id]
    if not here:
        return "ahead"
    return "skipped" if all(stay.how == SKIPPED for stay in here) else "done"


def slid(first: date, last: date | None, since: date, days: int) -> tuple[date, date | None]:
    """Dates of something open after a rest from `since`: whatever lies on or after it moves by `days`."""
    by = timedelta(days)
    return (first + by if first >= since else first, last + by if last and last >= since else last)


def moves(before: Iterable, after: Iterable, titles: dict[str, str]) -> list[Move]:
    """Recommended windows before and after a change, phase by phase."""
    return [
        Move(titles[old.phase_id], (old.first, old.last), (new.first, new.last))
        for old, new in zip(before, after, strict=True)
    ]
