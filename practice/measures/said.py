"""What somebody answered, put into words: their own where they wrote some, else those at their answer. Pure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from practice.measures.answering import Answer
from practice.measures.measure import Item, Measure
from practice.measures.words import number


class Row(Protocol):
    """One occasion; practice.measures.queries.AdministrationRow has these."""

    version_id: str
    given_on: date
    answers: Mapping


class Said(NamedTuple):
    """One answer. `free`: these are the client's own words."""

    question: str
    words: str
    free: bool


class Occasion(NamedTuple):
    """What was said on one day."""

    on: date
    said: tuple[Said, ...]


def question_of(item: Item) -> str:
    """The words of a question, or the two ends it lies between; empty where its wording is not here."""
    return item.text or (f"{item.left} – {item.right}" if item.left else "")


def said(measure: Measure, answers: Mapping[str, Answer]) -> list[Said]:
    """Every answer of an occasion (as stored) in the order of giving; nothing for numbers that were typed in."""
    given = [(item, answers[str(item.n)]) for item in measure.items if str(item.n) in answers]
    return [Said(question_of(item), value if item.free else item.label(value) or number(value), item.free)
            for item, value in given]  # fmt: skip


def own_words(rows: Iterable[Row], measure_of: Callable[[str], Measure]) -> list[Occasion]:
    """What was written in own words, latest first; occasions without any are left out, and not opened where none are asked."""
    asked = [row for row in rows if any(item.free for item in measure_of(row.version_id).items)]
    told = ((row.given_on, tuple(one for one in said(measure_of(row.version_id), row.answers) if one.free))
            for row in reversed(asked))  # fmt: skip
    return [Occasion(on, found) for on, found in told if found]


def every_answer(rows: Iterable[Row], measure_of: Callable[[str], Measure]) -> list[Occasion]:
    """Every answer, latest first: all there is to see of a form that is not scored."""
    return [Occasion(row.given_on, tuple(said(measure_of(row.version_id), row.answers))) for row in reversed(list(rows))]
