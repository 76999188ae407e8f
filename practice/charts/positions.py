"""Dimensions of closeness as positions on lines of their own: two lines are no square, so no corner has a name.

One person, one relationship, one picture. The uncertain stretch around a position is drawn as wide as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from practice.charts.score_axis import score_ticks

LEFT, RIGHT = 4.0, 96.0


@dataclass(frozen=True)
class Place:
    """One position in percent of the width; `start` and `end` of the uncertain stretch, None where it is not known."""

    x: float
    start: float | None
    end: float | None
    words: str
    between: str = ""


@dataclass(frozen=True)
class Axis:
    """One dimension. `said` is the whole line in words; `places` from the earliest to the present one."""

    title: str
    said: str
    low_words: str
    high_words: str
    ticks: tuple[tuple[float, float], ...]
    places: tuple[Place, ...]

    @property
    def now(self) -> Place:
        return self.places[-1]


@dataclass(frozen=True)
class Positions:
    """`about` names the relationship, `day` the date, in words; `unsure` says what the stretch is, or why there is none."""

    about: str
    day: str
    axes: tuple[Axis, ...]
    unsure: str
    earlier: str = ""


@dataclass(frozen=True)
class Reading:
    """A value on a dimension, as printed, with the ends of its uncertainty."""

    value: float
    words: str
    between: tuple[float, float] | None = None
    between_words: str = ""


def axis(
    title: str, readings: Sequence[Reading], low: float, high: float, *, said: str, low_words: str, high_words: str
) -> Axis:
    """Geometry of one dimension, oldest reading first, at least one. Raises ValueError for a value off the line."""
    if outside := [reading.value for reading in readings if not low <= reading.value <= high]:
        raise ValueError(f"a position lies outside {low:g} to {high:g}: {outside[0]:g}")

    def x(value: float) -> float:
        return round(LEFT + (min(max(value, low), high) - low) / (high - low) * (RIGHT - LEFT), 2)

    places = tuple(
        Place(x(reading.value), *(map(x, reading.between) if reading.between else (None, None)), reading.words,
              reading.between_words)  # fmt: skip
        for reading in readings
    )
    return Axis(title, said, low_words, high_words, tuple((value, x(value)) for value in score_ticks(low, high)), places)
