"""The way through an instrument, one question after the other in its own order. Pure."""

from collections.abc import Mapping, Sequence

from practice.measures.answering import Answer
from practice.measures.measure import AskedWhen, Item, Measure
from practice.measures.scoring import score


def asked(measure: Measure, answers: Mapping[int, Answer]) -> tuple[Item, ...]:
    """The questions to ask, given the answers so far: a gate that is closed leaves out the rest, a follow-up waits."""
    gate = measure.gate
    if gate is not None and answers.get(gate.item) == gate.equals:
        return tuple(item for item in measure.items if item.n <= gate.item)
    return tuple(item for item in measure.items if item.asked_when is None or _holds(measure, item.asked_when, answers))


def _holds(measure: Measure, when: AskedWhen, answers: Mapping[int, Answer]) -> bool:
    """Whether a score lies above the value; while it cannot be made, whether what was answered already does."""
    found = score(measure, answers).scores.get(when.score)
    if found is None:
        of = measure.score(when.score)
        found = sum(answers[n] for n in of.items if n in answers) if of else 0
    return found > when.above


def after(items: Sequence[Item], n: int) -> Item | None:
    """The question after number n; None: it was the last."""
    return next((item for item in items if item.n > n), None)


def before(items: Sequence[Item], n: int) -> Item | None:
    """The question before number n; None: it is the first."""
    return next((item for item in reversed(items) if item.n < n), None)


def place(items: Sequence[Item], n: int) -> tuple[int, int]:
    """(which, of how many), for "question 3 of 9"."""
    return next((i for i, item in enumerate(items, 1) if item.n == n), 1), len(items)


def resume(items: Sequence[Item], answers: Mapping[int, Answer]) -> Item | None:
    """Where to go on: after the last question that was answered; None once that was the last one."""
    last = max((item.n for item in items if item.n in answers), default=0)
    return after(items, last)


def blank(items: Sequence[Item], answers: Mapping[int, Answer]) -> list[Item]:
    """The questions without an answer so far; a place for own words may be left empty and is not one of them."""
    return [item for item in items if item.n not in answers and not item.free]
