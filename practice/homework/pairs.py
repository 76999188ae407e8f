"""Two opened answers seen beside each other. Values in, values out.

What both named stands as "on both lists", the rest as "on one list", without places: a rank beside a rank would measure
two people against each other. Numbers stand on their author's own axis, and only where both opened theirs.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from practice.protocols.answers import Shown, show

PRIVATE = ("distress_after",)  # for the counselor's eyes, whatever is shared
LISTS = ("rank", "list")
NUMBERS = ("ladder", "scale", "number")


@dataclass(frozen=True)
class Side:
    """One author's opened copy: what they are called, the words they saw, what they answered."""

    name: str
    labels: Mapping
    answers: Mapping


@dataclass(frozen=True)
class Lists:
    """Things named. `one` holds (name, things) of what stands on one list only; no order but the alphabet."""

    label: str
    both: tuple[str, ...]
    one: tuple[tuple[str, tuple[str, ...]], ...]
    look: str = "lists"


@dataclass(frozen=True)
class Beside:
    """Words beside words: (name, answer) of whoever opened this question."""

    label: str
    cells: tuple[tuple[str, Shown], ...]
    look: str = "beside"


@dataclass(frozen=True)
class Axis:
    """One position on its author's own axis. `steps` that are theirs: none, one, or two neighbours."""

    name: str
    low: int
    high: int
    low_words: str
    high_words: str
    steps: tuple[int, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Ladders:
    """Two positions, each on its own axis."""

    label: str
    axes: tuple[Axis, ...]
    look: str = "ladders"


Part = Lists | Beside | Ladders


def open_part(labels: Mapping, answers: Mapping, held_back: Collection[str] = ()) -> tuple[dict, dict]:
    """Returns (labels, answers) of what would open: answered questions without those held back and without PRIVATE."""
    kept = {shown.id for shown in show(labels, answers)} - set(held_back) - set(PRIVATE)
    fields = [field for field in labels.get("fields", ()) if field["id"] in kept]
    return {**labels, "fields": fields}, {key: answer for key, answer in answers.items() if key in kept}


def numbers_of_both(copies: Sequence[tuple[dict, dict]]) -> list[tuple[dict, dict]]:
    """Returns the copies without numbers that not everybody opened: a position alone is not shown."""
    return [_without(labels, answers, _numbers(copies)) for labels, answers in copies]


def _numbers(copies: Sequence[tuple[dict, dict]]) -> set[str]:
    """Ids of numbers somebody did not open."""
    opened = [{field["id"] for field in labels["fields"] if field["kind"] in NUMBERS} for labels, _answers in copies]
    return set().union(*opened) - set.intersection(*opened) if opened else set()


def _without(labels: dict, answers: dict, left_out: set[str]) -> tuple[dict, dict]:
    fields = [field for field in labels["fields"] if field["id"] not in left_out]
    return {**labels, "fields": fields}, {key: answer for key, answer in answers.items() if key not in left_out}


def pair(first: Side, second: Side) -> list[Part]:
    """Returns question by question what the two opened, in the order they were asked."""
    sides = (first, second)
    told = {field["id"]: field for side in reversed(sides) for field in side.labels.get("fields", ())}
    order = dict.fromkeys(field["id"] for side in sides for field in side.labels.get("fields", ()))
    words = [{shown.id: shown for shown in show(side.labels, side.answers)} for side in sides]
    return [part for id in order if (part := _part(told[id], sides, words))]


def _part(told: Mapping, sides: Sequence[Side], words: Sequence[Mapping[str, Shown]]) -> Part | None:
    there = [(side, found[told["id"]]) for side, found in zip(sides, words, strict=True) if told["id"] in found]
    both = len(there) == len(sides)
    if told["kind"] in NUMBERS:
        return Ladders(told["label"], tuple(_axis(told, side, shown) for side, shown in there)) if both else None
    if told["kind"] in LISTS and both:
        return _lists(told["label"], [(side.name, _things(told, side.answers[told["id"]])) for side, _shown in there])
    return Beside(told["label"], tuple((side.name, shown) for side, shown in there)) if there else None


def _lists(label: str, named: Sequence[tuple[str, dict[str, str]]]) -> Lists:
    """`named`: (name, {key: words}) of each."""
    (_one, mine), (_other, theirs) = named
    both = [words for key, words in mine.items() if key in theirs]
    one = [(name, _sorted(words for key, words in things.items() if not (key in mine and key in theirs))) for name, things in named]
    return Lists(label, _sorted(both), tuple((name, things) for name, things in one if things))


def _sorted(words) -> tuple[str, ...]:
    return tuple(sorted(words, key=str.casefold))


def _things(told: Mapping, answer: object) -> dict[str, str]:
    """{key: words} of what stands on a list; the same card, or the same words however they are spelt, have one key."""
    cards, found = {_plain(words): words for words in told.get("options", {}).values()}, {}
    for row in answer if isinstance(answer, list) else ():
        words = row if isinstance(row, str) else str(row.get("text") or told.get("options", {}).get(row.get("id"), ""))
        card = told.get("options", {}).get(row.get("id")) if isinstance(row, Mapping) and row.get("id") else None
        key = _plain(card or cards.get(_plain(words), words))
        if key:
            found.setdefault(key, words)
    return found


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .,;")


def _axis(told: Mapping, side: Side, shown: Shown) -> Axis:
    """The author's own ends where they named them, else those of the question."""
    answer = side.answers[told["id"]]
    given = answer if isinstance(answer, Mapping) else {"value": answer}
    own = given.get("axis") or {}
    low, high = own.get("low", told.get("low", 0)), own.get("high", told.get("high", 10))
    steps = tuple(step for step in (given.get("value"), given.get("value_high")) if type(step) is int)
    return Axis(side.name, low, high, str(own.get("low_words") or told.get("low_words") or ""),
                str(own.get("high_words") or told.get("high_words") or ""), steps,
                shown.lines[1:] if steps else shown.lines)  # fmt: skip
