"""The result of one occasion, score by score, with the source of everything that is said. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from practice.measures import words
from practice.measures.change import Change, change
from practice.measures.measure import Band, Cutoff, Measure, Score
from practice.measures.scoring import Scored


@dataclass(frozen=True)
class Against:
    """The change since the first occasion with this score, in words with their ground."""

    first: float
    on: date
    found: Change
    said: str
    significant: str
    basis: str
    category: str


@dataclass(frozen=True)
class Result:
    """One score. `value` None: none was made, and the questions that are missing stand with the whole."""

    score: Score
    value: float | None
    band: Band | None
    cutoffs: tuple[Cutoff, ...]
    answered: int | None  # how many answers stand behind a score that was filled up
    against: Against | None


def results(measure: Measure, scored: Scored, earlier: Sequence[tuple[date, dict]]) -> list[Result]:
    """Every score of the instrument, in its order. `earlier`: (day, scores) of what was given before, oldest first."""
    return [_result(measure, one, scored, earlier) for one in measure.scores]


def _result(measure: Measure, one: Score, scored: Scored, earlier: Sequence[tuple[date, dict]]) -> Result:
    value = scored.scores.get(one.id)
    band = next((band for band in one.bands if band.label == scored.bands.get(one.id)), None)
    return Result(one, value, band, scored.cutoffs.get(one.id, ()), scored.prorated.get(one.id),
                  _against(measure, one, value, earlier))  # fmt: skip


def _against(measure: Measure, one: Score, value: float | None, earlier: Sequence[tuple[date, dict]]) -> Against | None:
    first = next(((on, found[one.id]) for on, found in earlier if found.get(one.id) is not None), None)
    if first is None or value is None:
        return None
    return against(measure, one, *first, value)


def against(measure: Measure, one: Score, on: date, first: float, last: float) -> Against:
    """Two numbers of one score beside each other."""
    found = change(measure, one.id, first, last)
    return Against(first, on, found, words.sentence(found, first, last), words.significant(found), words.basis(found),
                   words.category(found.category))  # fmt: skip
