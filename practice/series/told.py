"""The statistics of two phases together, or why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass

from practice.series import nonoverlap
from practice.series.slope import theil_sen

LEAST = 3


@dataclass(frozen=True)
class Told:
    """Numbers or None; `why` is empty, `no-baseline` or `too-few`.

    `theil_sen` is the change in units of the measure per observation, over both phases, and keeps its sign whichever
    way is better.
    """

    nap: float | None = None
    tau: float | None = None
    theil_sen: float | None = None
    pem: float | None = None
    why: str = ""


def tell(a: Sequence[float | None], b: Sequence[float | None], down: bool = False) -> Told:
    """A before, B after; None is a place in time without a number.

    With fewer than three numbers in a phase there is nothing; with no first phase at all there is the slope alone.
    """
    before, after = ([value for value in phase if value is not None] for phase in (a, b))
    if len(after) < LEAST or 0 < len(before) < LEAST:
        return Told(why="too-few")
    slope = _slope([*a, *b])
    if not before:
        return Told(theil_sen=slope, why="no-baseline")
    found = (rule(before, after, down) for rule in (nonoverlap.nap, nonoverlap.tau, nonoverlap.pem))
    nap, tau, pem = found
    return Told(nap, tau, slope, pem)


def _slope(values: Sequence[float | None]) -> float | None:
    given = [(when, value) for when, value in enumerate(values, 1) if value is not None]
    found = theil_sen([when for when, _ in given], [value for _, value in given])
    return found.slope if found else None
