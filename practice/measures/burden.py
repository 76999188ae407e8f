"""How many questions wait for one person, so that nobody is asked more than can be answered well. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from practice.measures.schedule import Agreed, Facts, Given, opens_on

PER_DAY = 25
INTAKE = 70  # for one person while getting to know each other (clinical.md E)
WEEKS = timedelta(days=21)  # getting to know each other


@dataclass(frozen=True)
class Asked:
    """What was agreed and not given yet. `days`: {day it opens: questions}; what is open already stands on `today`."""

    today: date
    days: Mapping[date, int]

    @property
    def open(self) -> int:
        return self.days.get(self.today, 0)

    @property
    def soon(self) -> int:
        """Questions open now or within three weeks."""
        return sum(count for day, count in self.days.items() if day <= self.today + WEEKS)


def asked(agreed: Iterable[Agreed], given: Sequence[Given], facts: Facts, sizes: Mapping[str, int], today: date) -> Asked:
    """Counts what waits. `given` are those finished and not struck; `sizes`: {measure: questions}."""
    days: Counter[date] = Counter()
    for row in agreed:
        if (opens := opens_on(row, given, facts, today)) is not None:
            days[max(opens, today)] += sizes.get(row.measure_key, 0)
    return Asked(today, days)


def too_much(waiting: Asked, more: int, on: date) -> str | None:
    """What `more` questions on a day would pass: day (25 in one) or intake (70 to begin with); None for neither."""
    if waiting.days.get(on, 0) + more > PER_DAY:
        return "day"
    return "intake" if on <= waiting.today + WEEKS and waiting.soon + more > INTAKE else None
