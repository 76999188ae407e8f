"""How far two phases of one series lie apart. Improvement is up unless `down`; both phases need at least one number."""

from collections.abc import Sequence
from itertools import combinations
from math import sqrt
from statistics import median

Numbers = Sequence[float]


def nap(a: Numbers, b: Numbers, down: bool = False) -> float:
    """Nonoverlap of all pairs, 0 to 1: the share of pairs in which B is better than A, a tie counting half.

    Parker & Vannest (2009), Behavior Therapy 40.
    """
    return sum(map(sum, _pairs(a, b, down))) / (len(a) * len(b))


def tau(a: Numbers, b: Numbers, down: bool = False) -> float:
    """Tau of nonoverlap, -1 to 1: 2 NAP - 1. Parker, Vannest, Davis & Sauber (2011), Behavior Therapy 42."""
    return 2 * nap(a, b, down) - 1


def tau_u(a: Numbers, b: Numbers, down: bool = False) -> float:
    """Tau of A against B minus the trend within A, per pair of A and B. It may lie below -1; it has no standard error."""
    within = sum(_better(late, early, down) for early, late in combinations(a, 2))
    between = sum(_better(late, early, down) for early in a for late in b)
    return (between - within) / (len(a) * len(b))


def pem(a: Numbers, b: Numbers, down: bool = False) -> float:
    """Share of B that is better than the median of A, a tie counting half. Ma (2006), Behavior Modification 30."""
    middle = median(a)
    return sum(_share(value, middle, down) for value in b) / len(b)


def pnd(a: Numbers, b: Numbers, down: bool = False) -> float:
    """Share of B that is better than the best of A. One outlier decides it: for comparison with others, never shown."""
    best = min(a) if down else max(a)
    return sum(_better(value, best, down) == 1 for value in b) / len(b)


def pand(a: Numbers, b: Numbers, down: bool = False) -> float:
    """The largest share of all numbers that can stay so that every B is better than every A. For comparison only."""
    up = sorted(-value if down else value for value in a), sorted((-value if down else value for value in b), reverse=True)
    return max((i + j for i in range(len(a) + 1) for j in range(len(b) + 1) if _apart(up, i, j)), default=0) / (
        len(a) + len(b)
    )


def se_of_nap(a: Numbers, b: Numbers, down: bool = False) -> float:
    """Standard error of NAP, unbiased (Sen 1967; Mee 1990), as in Pustejovsky's SingleCaseES. Needs two numbers each.

    It takes days to be independent of each other. Daily ratings are not, so it is too small for them.
    """
    q, m, n = _pairs(a, b, down), len(a), len(b)
    whole = sum(map(sum, q)) / (m * n)
    kept = min(max(whole, 1 / (2 * m * n)), 1 - 1 / (2 * m * n))
    rows = sum((sum(row) - n * whole) ** 2 for row in q) / (m * n**2)
    columns = sum((sum(row[j] for row in q) - m * whole) ** 2 for j in range(n)) / (m**2 * n)
    each = sum((pair - whole) ** 2 for row in q for pair in row) / (m * n)
    return sqrt((kept * (1 - kept) + n * rows + m * columns - 2 * each) / ((m - 1) * (n - 1)))


def tau_b(x: Numbers, y: Numbers) -> float | None:
    """Kendall's rank correlation corrected for ties, -1 to 1; None where x or y never changes. Kendall (1970)."""
    pairs = list(combinations(zip(x, y, strict=True), 2))
    score = sum(_sign(late[0] - early[0]) * _sign(late[1] - early[1]) for early, late in pairs)
    differs_x = sum(early[0] != late[0] for early, late in pairs)
    differs_y = sum(early[1] != late[1] for early, late in pairs)
    return score / sqrt(differs_x * differs_y) if differs_x and differs_y else None


def _pairs(a: Numbers, b: Numbers, down: bool) -> list[list[float]]:
    return [[_share(late, early, down) for late in b] for early in a]


def _share(late: float, early: float, down: bool) -> float:
    return (_better(late, early, down) + 1) / 2


def _better(late: float, early: float, down: bool) -> int:
    return _sign(early - late if down else late - early)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _apart(sides: tuple[list[float], list[float]], i: int, j: int) -> bool:
    """True when the i lowest of A all lie below the j highest of B."""
    low, high = sides
    return i == 0 or j == 0 or low[i - 1] < high[j - 1]
