"""The slope of a short series that one odd day cannot turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from math import sqrt
from statistics import NormalDist, median


@dataclass(frozen=True)
class Slope:
    """Units of y per unit of t; `intercept` is y where t is 0. `low` and `high` are the ends of the interval."""

    slope: float
    intercept: float
    low: float
    high: float


def theil_sen(t: Sequence[float], y: Sequence[float], confidence: float = 0.95) -> Slope | None:
    """The median of the slopes between all pairs of points (Theil 1950; Sen 1968); None where time never differs.

    The intercept is median(y) - slope * median(t). The interval is Sen's, from ranks with ties; it takes days to be
    independent of each other, so it is too narrow for daily ratings. Work grows with the square of the length.
    """
    points = list(zip(t, y, strict=True))
    slopes = sorted((y2 - y1) / (t2 - t1) for (t1, y1), (t2, y2) in combinations(points, 2) if t1 != t2)
    if not slopes:
        return None
    middle = median(slopes)
    low, high = _interval(slopes, t, y, confidence)
    return Slope(middle, median(y) - middle * median(t), low, high)


def _interval(slopes: list[float], t: Sequence[float], y: Sequence[float], confidence: float) -> tuple[float, float]:
    """Sen (1968), equation 2.6, with the variance corrected for ties in t and in y."""
    n, pairs = len(t), len(slopes)
    variance = (n * (n - 1) * (2 * n + 5) - _tied(t) - _tied(y)) / 18
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(max(variance, 0))
    upper = min(round((pairs + reach) / 2), pairs - 1)
    lower = max(round((pairs - reach) / 2) - 1, 0)
    return slopes[lower], slopes[upper]


def _tied(values: Sequence[float]) -> float:
    sizes = (len(list(same)) for _value, same in groupby(sorted(values)))
    return sum(size * (size - 1) * (2 * size + 5) for size in sizes)
