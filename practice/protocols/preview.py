"""A protocol day by day from a start date, before any client sees it."""
from dataclasses import dataclass
from datetime import date, timedelta

from practice.protocols.protocol import Exercise, Protocol


@dataclass(frozen=True)
class Day:
    """Day `n` (from 1) of a course. Ids: the phase of the window, exercises whose window begins, daily ones open.

    `suggested` are those of both that belong to the phase's default set; the others can be chosen.
    """

    date: date
    n: int
    phase: str | None
    opens: tuple[str, ...]
    open_daily: tuple[str, ...]
    suggested: tuple[str, ...]

    def as_dict(self) -> dict:
        """Returns the day ready for JSON."""
        return {
            "date": self.date.isoformat(), "n": self.n, "phase": self.phase, "opens": list(self.opens),
            "open_daily": list(self.open_daily), "suggested": list(self.suggested),
        }


def days(protocol: Protocol, flavour: str | None, start: date) -> list[Day]:
    """Returns every day of the protocol's nominal length. Raises LookupError for an unknown flavour.

    OverflowError never leaves: a start too late for the calendar gives the days that still fit.
    """
    offered = protocol if flavour == protocol.flavour else protocol.for_flavour(flavour, protocol.lang)
    room = min(protocol.days, (date.max - start).days + 1)
    return [_day(offered, start + timedelta(days=n - 1), n) for n in range(1, room + 1)]


def _day(protocol: Protocol, on: date, n: int) -> Day:
    phase = next((item for item in protocol.phases if item.first_day <= n <= item.last_day), None)
    daily, before = _daily(protocol, n), _ids(_daily(protocol, n - 1))
    # A log that runs through several phases opens once.
    begins = [item for item in protocol.all_exercises() if item.first_day == n and item.id not in before]
    suggested = _ids(item for item in (*begins, *daily) if item.default)
    return Day(on, n, phase.id if phase else None, _ids(begins), _ids(daily), suggested)


def _daily(protocol: Protocol, n: int) -> list[Exercise]:
    listed = protocol.all_exercises()
    return [item for item in listed if item.frequency == "daily" and item.first_day <= n <= item.last_day]


def _ids(exercises) -> tuple[str, ...]:
    return tuple(dict.fromkeys(exercise.id for exercise in exercises))
