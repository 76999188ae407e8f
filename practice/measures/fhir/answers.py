"""The answers of one foreign item: from its own options, a value set in the file, a built-in list or a span. Pure."""

from dataclasses import replace

from practice.measures.fhir.lists import LISTS, POINTS, Answer, named
from practice.measures.fhir.opening import dicts, words
from practice.measures.fhir.warned import Warned

MOST_ANSWERS = 60
WIDEST_SPAN = 100
_WEIGHTS = ("ordinalValue", "itemWeight")


def answers_of(item: dict, link: str, sets: dict[str, dict], warned: Warned) -> tuple[Answer, ...]:
    """Every answer with its points, where the file or a built-in list gives some; nothing where there is no list."""
    listed = dicts(item, "answerOption")
    if listed:
        found = [_option(option, link, warned) for option in listed]
    elif address := words(item, "answerValueSet", 400):
        found = _from_set(address, link, sets, warned)
    else:
        found = _span(item, link, warned)
    found = [answer for answer in found if answer.label]
    if len(found) > MOST_ANSWERS and listed:
        warned.add(f"has more than {MOST_ANSWERS} answers and is left out", link)
        return ()
    return _told_apart(found, link, warned)


def extension(holder: object, name: str) -> dict | None:
    """The extension whose address ends in this name, whoever published it."""
    for one in dicts(holder, "extension"):
        if words(one, "url", 300).rsplit("/", 1)[-1].rsplit("#", 1)[-1] == name:
            return one
    return None


def number(value: object) -> int | float | None:
    """A number within reason, also one written as text; None for anything else."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -100_000 <= value <= 100_000:
        return None
    return int(value) if value == int(value) else round(float(value), 4)


def _option(option: dict, link: str, warned: Warned) -> Answer:
    coding = option.get("valueCoding") if isinstance(option.get("valueCoding"), dict) else {}
    points = _weight([option, coding], link, warned)
    if coding:
        return _coded(coding, points)
    if (value := number(option.get("valueInteger"))) is not None:
        if isinstance(option["valueInteger"], str):
            warned.add("a number is written as text; it is read as a number", link)
        return Answer(str(value), points)
    label = next((words(option, key, 500) for key in ("valueString", "valueDate", "valueTime") if words(option, key)), "")
    return Answer(label, points)


def _coded(coding: dict, points: int | float | None) -> Answer:
    code = words(coding, "code", 60)
    return Answer(words(coding, "display", 500) or code, POINTS.get(code) if points is None else points, code)


def _weight(holders: list[dict], link: str, warned: Warned) -> int | float | None:
    for holder in holders:
        for name in _WEIGHTS:
            if (found := extension(holder, name)) is None:
                continue
            value = next((found[key] for key in ("valueDecimal", "valueInteger") if key in found), None)
            if isinstance(value, str) and number(value) is not None:
                warned.add("a number is written as text; it is read as a number", link)
            return number(value)
    return None


def _from_set(address: str, link: str, sets: dict[str, dict], warned: Warned) -> list[Answer]:
    if (inside := sets.get(address.split("|")[0])) is not None:
        listed = _concepts(inside)
        if len(listed) > MOST_ANSWERS:  # said before they are read: a long list may stand behind every question
            warned.add(f"has more than {MOST_ANSWERS} answers and is left out", link)
            return []
        return [_coded(one, _weight([one], link, warned)) for one in listed]
    if known := named(address):
        warned.add(f"answers taken from the built-in list {known}", link)
        return [replace(answer, built_in=True) for answer in LISTS[known]]
    warned.add(f"its answers lie in another file ({address}), which is never fetched; left out", link)
    return []


def _concepts(value_set: dict) -> list[dict]:
    expansion = dicts(value_set.get("expansion"), "contains")
    composed = [one for part in dicts(value_set.get("compose"), "include") for one in dicts(part, "concept")]
    return expansion or composed


def _span(item: dict, link: str, warned: Warned) -> list[Answer]:
    """Whole numbers from a lower to an upper end; without both ends there is no list to choose from."""
    if words(item, "type") not in ("integer", "decimal"):
        return []
    ends = [_end(extension(item, name)) for name in ("minValue", "maxValue")]
    if None in ends or any(isinstance(end, float) for end in ends) or not 0 < ends[1] - ends[0] <= WIDEST_SPAN:
        warned.add("takes a number without a lower and an upper end; left out", link)
        return []
    return [Answer(str(value)) for value in range(ends[0], ends[1] + 1)]


def _end(found: dict | None) -> int | float | None:
    return number(next((found[key] for key in ("valueInteger", "valueDecimal") if key in found), None)) if found else None


def _told_apart(found: list[Answer], link: str, warned: Warned) -> tuple[Answer, ...]:
    """Answers are kept by their points: two with the same become one line, with both their words."""
    kept: dict[object, Answer] = {}
    for place, answer in enumerate(found):
        key = ("unweighted", place) if answer.points is None else answer.points
        if key in kept:
            warned.add("two answers carry the same points; they are shown as one, with the words of both", link)
            answer = replace(kept[key], label=f"{kept[key].label} / {answer.label}", code="")
        kept[key] = answer
    return tuple(kept.values())
