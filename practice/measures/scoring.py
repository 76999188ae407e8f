"""From answers to scores, bands, cut-offs and what a human must look at. Pure; recomputed wherever it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from practice.i18n import _
from practice.measures.answering import Answers, WrongAnswers, answers_of, check_answers, shown
from practice.measures.measure import Cutoff, Measure, Score
from practice.measures.patterns import PATTERNS
from practice.measures.resolve import whole

__all__ = ["ENGINE", "Crossed", "RiskFound", "Scored", "WrongAnswers", "check_answers", "score", "score_entry", "told_by_number"]

# Stored with every administration; goes up by one whenever the same answers would be scored to something else.
ENGINE = 1

Crossed = Cutoff  # a boundary on whose side the score lies


@dataclass(frozen=True)
class RiskFound:
    """An answer a human must look at; `value` None: it was left blank."""

    item: int
    kind: str
    urgency: str
    value: float | None


@dataclass(frozen=True)
class Scored:
    """`missing`: scored questions without an answer. `scores`: those that could be computed, ints when whole.

    `bands`: the label by score; `prorated`: how many answers stand behind a prorated score; `pattern`: what the
    instrument's named rule found, None while it cannot tell; `cutoffs`: the boundaries that hold, by score.
    """

    complete: bool
    missing: tuple[int, ...]
    scores: dict[str, float]
    bands: dict[str, str]
    prorated: dict[str, int]
    flags: tuple[RiskFound, ...]
    pattern: dict | None
    cutoffs: dict[str, tuple[Crossed, ...]]


def score(measure: Measure, answers: Answers) -> Scored:
    """Returns what the answers come to. None is "not answered", and no total is made around one unless the
    instrument states a rule; own words come to nothing. Raises WrongAnswers, and then nothing is scored."""
    given = {n: value for n, value in answers_of(measure, answers).items() if not isinstance(value, str)}
    closed = measure.gate is not None and given.get(measure.gate.item) == measure.gate.equals
    missing = () if closed else _missing(measure, given)
    scores, prorated = _scores(measure, given, closed)
    return Scored(
        complete=not missing, missing=missing, scores=scores, bands=_bands(measure, scores), prorated=prorated,
        flags=_flags(measure, given, closed), pattern=_pattern(measure, given), cutoffs=_cutoffs(measure, scores),
    )  # fmt: skip


def score_entry(measure: Measure, numbers: Mapping[str, float | None]) -> Scored:
    """Returns bands and cut-offs for numbers that were typed in from elsewhere, by score id. Raises WrongAnswers."""
    if not isinstance(numbers, Mapping):
        raise WrongAnswers([_('Numbers come by score, such as {"total": 20}.')])
    if faults := [fault for id, value in numbers.items() if (fault := _entry_fault(measure, id, value))]:
        raise WrongAnswers(faults[: len(measure.scores)])
    scores = {one.id: whole(numbers[one.id]) for one in measure.scores if numbers.get(one.id) is not None}
    bands, cutoffs = _bands(measure, scores), _cutoffs(measure, scores)
    return Scored(len(scores) == len(measure.scores), (), scores, bands, {}, (), None, cutoffs)


def told_by_number(measure: Measure, scores: Mapping[str, float]) -> RiskFound | None:
    """Returns the risk that a typed in number gives away: no answers without a positive one come to it (HARK 1 or more).
    `item` is 0: which question it was stays on the sheet. None while the number alone says nothing."""
    known = [risk for one in measure.scores if one.id in scores and one.items and _beyond(measure, one, scores[one.id])
             for risk in measure.risk if risk.item in one.items]  # fmt: skip
    if not known:
        return None
    kinds = {risk.kind for risk in known}
    urgency = "urgent" if any(risk.urgency == "urgent" for risk in known) else known[0].urgency
    return RiskFound(0, known[0].kind if len(kinds) == 1 else "other", urgency, None)


def _beyond(measure: Measure, one: Score, value: float) -> bool:
    """Whether a number lies outside of what can be reached with every risk question answered below its mark."""
    reach = [sorted(_keyed(measure, one, n, raw) for raw in _quiet(measure, n)) for n in one.items]
    dust = 1e-6  # means of decimal answers
    return not _number(one, [low for low, *_more in reach]) - dust <= value <= _number(one, [keyed[-1] for keyed in reach]) + dust


def _quiet(measure: Measure, n: int) -> list[float]:
    """The answers of a question that nobody must look at; all of them where there is no such answer."""
    values = sorted(measure.by_n[n].scale.values)
    mark = min((risk.from_ for risk in measure.risk if risk.item == n), default=None)
    return [value for value in values if mark is None or value < mark] or values


def _entry_fault(measure: Measure, id: object, value: object) -> str | None:
    one = measure.score(id) if isinstance(id, str) else None
    if one is None:
        return _("%(title)s has no score %(id)s.", title=measure.title, id=shown(id))
    if value is None or (type(value) in (int, float) and one.low <= value <= one.high):
        return None
    return _(
        "%(score)s: please give a number from %(low)s to %(high)s, not %(value)s.",
        score=one.title, low=one.low, high=one.high, value=shown(value),
    )  # fmt: skip


def _missing(measure: Measure, given: dict[int, float]) -> tuple[int, ...]:
    gate = measure.gate.item if measure.gate else None
    return tuple(item.n for item in measure.items if (item.scored or item.n == gate) and item.n not in given)


def _scores(measure: Measure, given: dict[int, float], closed: bool) -> tuple[dict[str, float], dict[str, int]]:
    scores: dict[str, float] = {}
    prorated: dict[str, int] = {}
    gated = measure.gate.gives if measure.gate else {}
    for one in measure.scores:
        if one.id in gated and (closed or measure.gate.item not in given):
            if closed:
                scores[one.id] = gated[one.id]
            continue
        answered = [n for n in one.items if n in given]
        if not _enough(one, given, len(answered)):
            continue
        scores[one.id] = whole(_number(one, [_keyed(measure, one, n, given[n]) for n in answered]))
        if len(answered) < len(one.items):
            prorated[one.id] = len(answered)
    return scores, prorated


def _enough(one: Score, given: dict[int, float], answered: int) -> bool:
    blanks = len(one.items) - answered
    if not blanks:
        return True
    rule = one.missing
    if rule.rule != "prorate" or blanks > (rule.at_most_missing or 0) or not answered:
        return False
    return all(n in given for n in rule.never_missing)


def _keyed(measure: Measure, one: Score, n: int, raw: float) -> float:
    """A reversed item counts low + high - raw (clinical.md A.0)."""
    item = measure.by_n[n]
    return item.scale.low + item.scale.high - raw if item.reverse or n in one.reverse else raw


def _number(one: Score, keyed: list[float]) -> float:
    """A sum with blanks is the mean of what was answered times the number of questions."""
    if one.how == "mean":
        return sum(keyed) * one.times / len(keyed)
    return sum(keyed) * len(one.items) * one.times / len(keyed)


def _bands(measure: Measure, scores: dict[str, float]) -> dict[str, str]:
    found = ((one.id, one.band_of(scores[one.id])) for one in measure.scores if one.id in scores)
    return {id: band.label for id, band in found if band}


def _cutoffs(measure: Measure, scores: dict[str, float]) -> dict[str, tuple[Crossed, ...]]:
    listed = {
        one.id: tuple(cutoff for cutoff in one.cutoffs if cutoff.holds(scores[one.id]))
        for one in measure.scores
        if one.id in scores
    }
    return {id: crossed for id, crossed in listed.items() if crossed}


def _flags(measure: Measure, given: dict[int, float], closed: bool) -> tuple[RiskFound, ...]:
    found = []
    for risk in measure.risk:
        value = given.get(risk.item)
        if value is not None and value >= risk.from_:
            found.append(RiskFound(risk.item, risk.kind, risk.urgency, value))
        elif value is None and risk.blank and not closed:
            found.append(RiskFound(risk.item, risk.kind, risk.blank, None))
    return tuple(found)


def _pattern(measure: Measure, given: dict[int, float]) -> dict | None:
    rule = PATTERNS.get(measure.pattern or "")
    return rule.read(given) if rule and all(n in given for n in rule.items) else None
