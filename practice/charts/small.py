"""Small multiples: one measure in the size of a thumb, its number beside it. Same scale rules as the large picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from practice.charts.frame import moment
from practice.charts.score import ScorePoint

WIDTH, HEIGHT, EDGE = 160, 48, 5


@dataclass(frozen=True)
class SmallChart:
    """Pixels in a drawing of 160 by 48. `band` is (top, height); `title` says what is seen, in one sentence."""

    title: str
    runs: tuple[str, ...]
    crosses: tuple[float, ...]
    band: tuple[float, float] | None
    cut: float | None
    x: float | None
    y: float | None
    square: bool = False  # the latest score was filled up by the measure's rule


def small_chart(
    points: Sequence[ScorePoint], low: float, high: float, *, title: str, cutoff: float | None = None, margin: float = 0
) -> SmallChart:
    """Geometry of a few or many scores, oldest first. Raises ValueError where `high` is not above `low`."""
    if high <= low:
        raise ValueError("a scale needs two ends")
    moments = [moment(point.at) for point in points]
    start, days = (moments[0], moments[-1] - moments[0]) if moments else (0.0, 0.0)
    across, up = (WIDTH - 2 * EDGE) / days if days else 0.0, (HEIGHT - 2 * EDGE) / (high - low)
    left = EDGE if days else WIDTH / 2
    runs: list[list[str]] = [[]]
    crosses, first, x, y, square = [], None, None, None, False
    for when, point in zip(moments, points, strict=True):
        spot = round(left + (when - start) * across, 1)
        if point.value is None:
            crosses.append(spot)
            runs.append([])
            continue
        x, square = spot, point.prorated
        y = round(HEIGHT - EDGE - (point.value - low) * up, 1)
        first = point.value if first is None else first
        runs[-1].append(f"{x} {y}")
    paths = tuple(f"M{'L'.join(run)}" if len(run) > 1 else f"M{run[0]}h.1" for run in runs if run)
    band = _band(first, margin, low, high, up) if margin and first is not None else None
    cut = None if cutoff is None else round(HEIGHT - EDGE - (cutoff - low) * up, 1)
    return SmallChart(title, paths, tuple(crosses), band, cut, x, y, square)


def _band(first: float, margin: float, low: float, high: float, up: float) -> tuple[float, float]:
    top, bottom = min(first + margin, high), max(first - margin, low)
    return round(HEIGHT - EDGE - (top - low) * up, 1), round((top - bottom) * up, 1)
