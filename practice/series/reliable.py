"""More than noise? The arithmetic of Jacobson & Truax (1991), J. Consulting and Clinical Psychology 59, 12-19.

Public code differs from the article in two places: the index needs the square root of 2, and cut-off b the
*functional* standard deviation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import variance

Z = {90: 1.645, 95: 1.96}


@dataclass(frozen=True)
class Cutoffs:
    """The three boundaries: away from the clinical range, inside the functional one, halfway by their spreads."""

    a: float
    b: float
    c: float
    overlap: bool  # the two ranges of two standard deviations meet: c is the one to use


def sem(sd: float, reliability: float) -> float:
    """Standard error of measurement in points: SD * sqrt(1 - r)."""
    return sd * sqrt(1 - reliability)


def s_diff(sd: float, reliability: float) -> float:
    """Standard error of a difference of two scores in points: sqrt(2) * SEM."""
    return sqrt(2) * sem(sd, reliability)


def rci(first: float, last: float, sd: float, reliability: float) -> float | None:
    """(last - first) / S_diff; None where the reliability is 1, or nothing varied, so that no error is known."""
    error = s_diff(sd, reliability)
    return (last - first) / error if error else None


def threshold(sd: float, reliability: float, confidence: int = 95) -> float:
    """Points a difference must exceed to be more than measurement error; `confidence` 90 or 95."""
    return Z[confidence] * s_diff(sd, reliability)


def cutoffs(clinical: tuple[float, float], functional: tuple[float, float], higher_is_better: bool) -> Cutoffs:
    """From (mean, SD) of both groups.

    a: two clinical SDs from the clinical mean toward health. b: two functional SDs from the functional mean toward
    illness. c: where both groups lie equally many of their own SDs away.
    """
    (m_clinical, sd_clinical), (m_functional, sd_functional) = clinical, functional
    way = 1 if higher_is_better else -1
    a, b = m_clinical + way * 2 * sd_clinical, m_functional - way * 2 * sd_functional
    c = (sd_functional * m_clinical + sd_clinical * m_functional) / (sd_functional + sd_clinical)
    return Cutoffs(a, b, c, overlap=way * (a - b) >= 0)


def alpha(rows: Sequence[Sequence[float]]) -> float:
    """Cronbach's alpha (1951) of complete answers, one row a person. Raises StatisticsError for fewer than two."""
    items = list(zip(*rows, strict=True))
    k = len(items)
    return k / (k - 1) * (1 - sum(map(variance, items)) / variance(list(map(sum, rows))))
