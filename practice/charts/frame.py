"""Where things lie in the drawing: percent for what stretches, pixels of the narrowest page for what must fit."""

from dataclasses import dataclass
from datetime import date, datetime

# Percent of the drawing. Points stay inside the grid, so that the first and last label have room.
LEFT, RIGHT, TOP, BOTTOM = 11.0, 94.0, 17.0, 80.0
# A phone of 320 pixels: words that do not collide there collide nowhere, because text never shrinks or grows.
NARROW_WIDTH, NARROW_HEIGHT = 288, 208
# The plot on paper in pixels (170 x 60 mm): lines are drawn in these units, so print needs no stretching.
PLOT_WIDTH, PLOT_HEIGHT = 533, 143


def moment(at: datetime | date) -> float:
    """Days since year 1; a bare date counts as its noon."""
    if isinstance(at, datetime):
        return at.toordinal() + (at.hour * 3600 + at.minute * 60 + at.second) / 86_400
    return at.toordinal() + 0.5


@dataclass(frozen=True)
class Frame:
    """One chart's two scales. The rating scale is always the ladder's whole axis, whatever was given."""

    start: float
    end: float
    low: int
    high: int

    def x(self, when: float) -> float:
        """Percent of the width; the middle when everything happened at one moment."""
        return round(LEFT + self._across(when) * (RIGHT - LEFT), 2)

    def y(self, value: float) -> float:
        """Percent of the height; higher ratings lie higher."""
        return round(BOTTOM - self._up(value) * (BOTTOM - TOP), 2)

    def path(self, points: list[tuple[float, float]]) -> str:
        """An SVG path through (moment, value) in plot units; a single point becomes a dot."""
        steps = [
            f"{self._across(when) * PLOT_WIDTH:.1f} {(1 - self._up(value)) * PLOT_HEIGHT:.1f}" for when, value in points
        ]
        return f"M{'L'.join(steps)}" if len(steps) > 1 else f"M{steps[0]}h.1"

    def _across(self, when: float) -> float:
        if self.end == self.start:
            return 0.5
        return min(max((when - self.start) / (self.end - self.start), 0), 1)

    def _up(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low)


def ticks(low: int, high: int) -> list[int]:
    """Two to five numbers for the axis, evenly spread, both ends among them: 1 4 7 10, or 1 3 5 7."""
    span = high - low
    parts = next((parts for parts in (3, 4, 2) if span % parts == 0), 1)
    return list(range(low, high + 1, span // parts))
