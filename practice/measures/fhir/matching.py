"""Whether a foreign questionnaire really is an instrument known here: by its code *and* its questions. Pure.

Published files carry other instruments' codes (exchange.md section 0.2), so a code alone decides nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from practice.measures.fhir.items import Question
from practice.measures.measure import Item, Measure

_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Match:
    """A native scorer may be used. `places`: number of the native item -> number of the question in the file, from 1."""

    measure: Measure
    places: dict[int, int]

    @property
    def same_order(self) -> bool:
        return all(native == here for native, here in self.places.items())


def claims(panels: Sequence[str], measures: Iterable[Measure]) -> list[Measure]:
    """Every instrument here whose LOINC panel the file says it is."""
    return [one for one in measures if one.loinc is not None and one.loinc.panel is not None and one.loinc.panel in panels]


def matched(questions: Sequence[Question], measure: Measure) -> Match | None:
    """The match where count, codes or words, and answer points all agree; None otherwise.

    Beside the questions of the instrument the file may hold the one that asks how difficult the problems made it, and
    places for own words.
    """
    places: dict[int, int] = {}
    for place, question in enumerate(questions, 1):
        item = next((one for one in measure.items if one.n not in places and agrees(question, one)), None)
        if item is not None:
            places[item.n] = place
        elif not (question.difficulty or question.free):
            return None
    needed = {item.n for item in measure.items if item.scored} | {risk.item for risk in measure.risk}
    needed |= {measure.gate.item} if measure.gate else set()
    whole = needed <= places.keys()
    return Match(measure, places) if places and whole else None


def agrees(question: Question, item: Item) -> bool:
    """Whether a question is this item: by code, or by its words where one of them has no code; and its points."""
    if question.codes and item.code:
        same = item.code in question.codes
    else:
        same = bool(item.text) and _letters(question.text) == _letters(item.text)
    return same and _points_agree(question, item)


def _points_agree(question: Question, item: Item) -> bool:
    if not (question.weighted or question.yes_no) or set(question.values) != item.scale.values:
        return False
    native = {point.code: point.value for point in item.scale.points if point.code}
    given = zip(question.answers, question.values, strict=True)
    return all(native.get(answer.code, value) == value for answer, value in given)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()
