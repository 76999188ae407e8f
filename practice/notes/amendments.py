"""The clock of a request for a change in the record: 60 days, 30 more once with a reason (45 CFR 164.526(b)(2)). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAYS = timedelta(days=60)
LONGER = timedelta(days=30)
ANSWERS = ("accepted", "declined")


@dataclass(frozen=True)
class Step:
    """One thing that became of a request: accepted, declined, more-time or disagreed; `note_id` is for the desk alone."""

    step: str
    words: str
    at: datetime
    by: str
    note_id: str | None = None


@dataclass(frozen=True)
class Standing:
    """Where a request stands. state: waiting, accepted or declined; `answer_by` counts the days that were added."""

    state: str
    answer_by: date
    longer: Step | None = None
    answer: Step | None = None
    disagreed: Step | None = None

    @property
    def is_open(self) -> bool:
        return self.state == "waiting"


def answer_by(asked_on: date) -> date:
    """The last day for an answer."""
    return asked_on + DAYS


def standing(first_day: date, steps: Iterable[Step]) -> Standing:
    """`first_day` is the day promised when it was asked."""
    by_kind = {step.step: step for step in steps}
    answer = next((by_kind[kind] for kind in ANSWERS if kind in by_kind), None)
    longer = by_kind.get("more-time")
    return Standing(answer.step if answer else "waiting", first_day + LONGER if longer else first_day, longer, answer,
                    by_kind.get("disagreed"))  # fmt: skip
