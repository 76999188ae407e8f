"""What an instrument file must hold beyond its shape: references that arrive, numbers that agree, grounds for wording."""

from collections.abc import Iterable, Sequence
from datetime import date

from practice.measures.definition import ItemDefinition, MeasureDefinition, ScoreDefinition
from practice.measures.patterns import PATTERNS
from practice.protocols.faults import did_you_mean
from practice.protocols.source import Path, Source


def check_measure(source: Source, measure: MeasureDefinition) -> None:
    """Notes every fault of order, reference, range and licence in `source.faults`."""
    for id, scale in measure.scales.items():
        _unique(source, ("scales", id, "points"), [point.value for point in scale.points], "the value")
    _unique(source, ("items",), [item.n for item in measure.items], "the item")
    _unique(source, ("scores",), [score.id for score in measure.scores], "the score")
    _items(source, measure)
    for place, score in enumerate(measure.scores):
        _score(source, ("scores", place), score, measure)
    if not measure.scores and not any(item.text for item in measure.items) and measure.wording != "installed":
        source.fault(("scores",), "nothing", "without a score there have to be items with words; here is neither.")
    _references(source, measure)
    _codes(source, measure)
    _wording(source, measure)
    _licence(source, measure)


def _unique(source: Source, path: Path, found: Sequence[object], what: str) -> None:
    for place, name in enumerate(found):
        if name in found[:place]:
            source.fault((*path, place), "duplicate-id", f'{what} "{_n(name)}" stands here twice.')


def _known(source: Source, path: Path, name: object, known: Iterable[object], what: str) -> bool:
    names = list(known)
    if name in names:
        return True
    source.fault(path, "points-nowhere", f'there is no {what} "{name}"{did_you_mean(str(name), map(str, names))}')
    return False


def _items(source: Source, measure: MeasureDefinition) -> None:
    scores = [score.id for score in measure.scores]
    for place, item in enumerate(measure.items):
        path = ("items", place)
        if item.n != place + 1:
            message = f"this is the {place + 1}. item and says {item.n}; items are numbered from 1 in the order of giving."
            source.fault((*path, "n"), "order", message)
        if item.kind == "text":
            _own_words(source, path, item)
        elif item.scale is None:
            source.fault(path, "missing-key", 'the key "scale" is missing; only an item of kind: text goes without.')
        elif _known(source, (*path, "scale"), item.scale, measure.scales, "scale"):
            _poles(source, path, item, measure.scales[item.scale].render == "poles")
        if item.asked_when:
            _known(source, (*path, "asked_when", "score"), item.asked_when.score, scores, "score")


def _own_words(source: Source, path: Path, item: ItemDefinition) -> None:
    """Nobody can add up words: whatever belongs to points is a fault here."""
    for key in ("scale", "left", "right"):
        if getattr(item, key) is not None:
            source.fault((*path, key), "own-words", f"an item of kind: text takes own words and has no {key}.")
    for key in ("reverse", "scored"):
        if getattr(item, key) and key in item.model_fields_set:
            source.fault((*path, key), "own-words", f"an item of kind: text takes own words, so {key} says nothing about it.")


def _poles(source: Source, path: Path, item: ItemDefinition, poles: bool) -> None:
    if not poles and (item.left or item.right):
        source.fault(path, "poles", "left and right belong to items on a scale with render: poles.")
    elif bool(item.left) != bool(item.right):
        source.fault(path, "poles", "left and right come together.")


def _score(source: Source, path: Path, score: ScoreDefinition, measure: MeasureDefinition) -> None:
    items = {item.n: item for item in measure.items}
    if bool(items) != bool(score.items):
        words = "the score names no items." if items else "this instrument has no items to make a score from."
        source.fault((*path, "items"), "items", words)
    _unique(source, (*path, "items"), score.items, "the item")
    for place, n in enumerate(score.items):
        if not _known(source, (*path, "items", place), n, items, "item"):
            continue
        if items[n].kind == "text":
            source.fault((*path, "items", place), "own-words", f"item {n} takes own words and belongs to no score.")
        elif not items[n].scored:
            source.fault((*path, "items", place), "not-scored", f"item {n} says scored: false.")
    for key, listed in (("reverse", score.reverse), ("missing", score.missing.never_missing)):
        for n in listed:
            _known(source, (*path, key), n, score.items, "item of this score")
    for n in score.reverse:
        if n in items and items[n].reverse:
            source.fault((*path, "reverse"), "reversed-twice", f"item {n} is reversed already, at the item.")
    _missing(source, path, score, measure)
    _range(source, path, score, measure)
    _bands(source, path, score)


def _missing(source: Source, path: Path, score: ScoreDefinition, measure: MeasureDefinition) -> None:
    rule = score.missing
    if rule.rule == "refuse":
        if rule.at_most_missing or rule.never_missing:
            source.fault((*path, "missing"), "missing-rule", "at_most_missing and never_missing belong to rule: prorate.")
        return
    if rule.at_most_missing is None or rule.source is None:
        source.fault((*path, "missing"), "missing-rule", "prorating needs at_most_missing and the source of the rule.")
    for risk in measure.risk:
        if risk.item in score.items and risk.item not in rule.never_missing:
            message = f"item {risk.item} is a risk item: name it under never_missing (clinical.md A.0)."
            source.fault((*path, "missing"), "missing-rule", message)


def _range(source: Source, path: Path, score: ScoreDefinition, measure: MeasureDefinition) -> None:
    """low and high are what the items can give; a slip in a key or a scale shows here."""
    if score.low >= score.high:
        source.fault((*path, "low"), "range", "low should be smaller than high.")
    items = {item.n: item for item in measure.items}
    if not score.items or any(n not in items or items[n].scale not in measure.scales for n in score.items):
        return
    points = [[point.value for point in measure.scales[items[n].scale].points] for n in score.items]
    share = score.times / (len(points) if score.how == "mean" else 1)
    reach = [round(sum(pick(values) for values in points) * share, 6) for pick in (min, max)]
    for key, says, gives in zip(("low", "high"), (score.low, score.high), reach, strict=True):
        if abs(says - gives) > 1e-6:
            source.fault((*path, key), "range", f"{key} says {_n(says)}, but its items give {_n(gives)}.")


def _bands(source: Source, path: Path, score: ScoreDefinition) -> None:
    unit = score.times if score.how == "sum" else 0
    before: float | None = None
    for place, band in enumerate(score.bands):
        here = (*path, "bands", place)
        if band.low > band.high or band.low < score.low or band.high > score.high:
            message = f"{_n(band.low)}-{_n(band.high)} does not lie within {_n(score.low)}-{_n(score.high)}, low end first."
            source.fault(here, "band", message)
        elif before is not None and (band.low < before or band.low - before > max(unit, 1)):
            source.fault(here, "band", f"{_n(band.low)} does not follow on {_n(before)}.")
        before = band.high
    for place, cutoff in enumerate(score.cutoffs):
        if not score.low <= cutoff.at <= score.high:
            source.fault((*path, "cutoffs", place), "range", f"{_n(cutoff.at)} lies outside the score.")


def _references(source: Source, measure: MeasureDefinition) -> None:
    items = {item.n: item for item in measure.items}
    scores = [score.id for score in measure.scores]
    for place, risk in enumerate(measure.risk):
        path = ("risk", place)
        if _known(source, (*path, "item"), risk.item, items, "item"):
            _value(source, (*path, "from"), risk.from_, items[risk.item], measure)
        if risk.kind == "violence" and not (measure.audience.solo_only and not measure.audience.remote):
            words = "questions about violence are asked alone and in the room: audience needs solo_only: true and remote: false."
            source.fault(path, "alone", words)
    if measure.gate:
        if _known(source, ("gate", "item"), measure.gate.item, items, "item"):
            _value(source, ("gate", "equals"), measure.gate.equals, items[measure.gate.item], measure)
        for id in measure.gate.gives:
            _known(source, ("gate", "gives", id), id, scores, "score")
    if measure.pattern and _known(source, ("pattern",), measure.pattern, PATTERNS, "pattern"):
        needed = PATTERNS[measure.pattern].items
        if any(n not in items or items[n].kind == "text" for n in needed):
            source.fault(("pattern",), "points-nowhere", f"{measure.pattern} needs the items 1 to {max(needed)}, with points.")


def _value(source: Source, path: Path, value: float, item: ItemDefinition, measure: MeasureDefinition) -> None:
    if item.kind == "text":
        source.fault(path, "own-words", f"item {item.n} takes own words, which have no points.")
        return
    scale = measure.scales.get(item.scale or "")
    if scale and value not in [point.value for point in scale.points]:
        source.fault(path, "range", f"{_n(value)} is no answer of item {item.n}.")


def _codes(source: Source, measure: MeasureDefinition) -> None:
    points = [point for scale in measure.scales.values() for point in scale.points]
    if measure.loinc is None and any(part.code for part in [*measure.items, *measure.scores, *points]):
        source.fault((), "missing-key", 'codes need the key "loinc" with the source they were read in.')


def _wording(source: Source, measure: MeasureDefinition) -> None:
    worded = [bool(item.text or item.left) for item in measure.items]
    if measure.wording == "shipped":
        for place, found in enumerate(worded):
            if not found:
                source.fault(("items", place), "wording", "wording: shipped, but this item has no words.")
        if not measure.items:
            source.fault(("wording",), "wording", "wording: shipped, but there are no items.")
        if len(set(measure.wording_checked)) < 2 and not measure.ours:
            source.fault(("wording",), "wording", "shipped wording is compared in two places: wording_checked names both.")
    elif measure.wording == "installed" and any(worded) and not all(worded):
        source.fault(("items", worded.index(False)), "wording", "some items have words and this one has none.")
    elif measure.wording == "none" and any(worded):
        source.fault(("items", worded.index(True)), "wording", "wording: none, but this item has words.")


def _licence(source: Source, measure: MeasureDefinition) -> None:
    licence = measure.licence
    if licence.class_ == "score-entry-only" and measure.wording != "none":
        source.fault(("wording",), "licence", "score-entry-only goes with wording: none.")
    if licence.read_on is not None:
        try:
            date.fromisoformat(licence.read_on)
        except ValueError:
            source.fault(("licence", "read_on"), "bad-value", 'write the day as year-month-day, such as "2026-11-21".')
    if measure.ours or licence.class_ == "score-entry-only":
        return
    for key in ("statement", "source", "read_on"):
        if getattr(licence, key) is None:
            source.fault(("licence",), "missing-key", f'the key "{key}" is missing: what the holder says, and where.')
    if licence.class_ == "conditional" and licence.conditions is None:
        source.fault(("licence",), "missing-key", 'the key "conditions" is missing: what an administrator accepts.')


def _n(number: object) -> object:
    return int(number) if isinstance(number, float) and number == int(number) else number
