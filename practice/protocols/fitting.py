"""Answers that came back as JSON, brought to the shape their questions have: what does not fit is left out.

A page carries finished moments as JSON and a draft is kept unchecked, so any JSON can stand where an answer is expected.
Only shapes are looked at; whether an answer can be sent is for the codecs to say.
"""

from collections.abc import Mapping

from practice.protocols.answers import asked
from practice.protocols.codecs import MAX_CHOICES
from practice.protocols.groups import MAX_ROWS
from practice.protocols.ladders import WORDS
from practice.protocols.protocol import Exercise, Field

LARGEST = 10**10  # more than any number that can be typed
LEFT_OPEN = ("choice", "yes_no", "number", "scale")  # None is an answer of these: nothing chosen, or rather no number


def fitted(exercise: Exercise, answers: object) -> dict:
    """The answers to questions that are asked, each in the shape `answers.parse` gives it; the rest is dropped."""
    return _fields(asked(exercise), answers) if isinstance(answers, Mapping) else {}


def _fields(fields: tuple[Field, ...], answers: Mapping) -> dict:
    found = {}
    for field in fields:
        given = answers.get(field.id)
        shaped = None if given is None else SHAPES[field.kind](field, given)
        if shaped is not None or (given is None and field.id in answers and field.kind in LEFT_OPEN):
            found[field.id] = shaped
    return found


def _words(field: Field, given: object) -> str | None:
    return given if isinstance(given, str) else None


def _number(field: Field, given: object) -> str | int | float | None:
    """A number, or what was typed instead of one. No NaN, nothing endless."""
    fits = type(given) in (int, float) and -LARGEST < given < LARGEST
    return given if fits else _words(field, given)


def _step(field: Field, given: object) -> int | None:
    return given if type(given) is int and field.low <= given <= field.high else None


def _when(field: Field, given: object) -> dict | None:
    return {part: _words(field, given.get(part)) for part in ("date", "time")} if isinstance(given, Mapping) else None


def _ladder(field: Field, given: object) -> dict | None:
    """A position with all its parts. No "ref": that names a rating, and there is none before it is sent."""
    if not isinstance(given, Mapping):
        return None
    steps = {part: _step(field, given.get(part)) for part in ("value", "value_high")}
    return {**steps, "no_number": given.get("no_number") is True, **{part: _words(field, given.get(part)) or "" for part in WORDS}}


def _lines(field: Field, given: object) -> list | None:
    return [line for line in given if isinstance(line, str)][: MAX_ROWS + 1] if isinstance(given, list) else None


def _choices(field: Field, given: object) -> list | None:
    return [id for id in given if isinstance(id, str)][: MAX_CHOICES + 1] if isinstance(given, list) else None


def _rows(field: Field, given: object) -> list | None:
    return [_fields(field.of, row) for row in _mappings(given)] if isinstance(given, list) else None


def _rank(field: Field, given: object) -> list | None:
    if not isinstance(given, list):
        return None
    known = {option.id for option in field.options}
    told = [(_words(field, row.get("id")), _words(field, row.get("text")) or "") for row in _mappings(given)]
    return [{"id": id if id in known else None, "text": text} for id, text in told if id in known or text]


def _entries(field: Field, given: object) -> list | None:
    return [{"entry": _words(field, row.get("entry")), "label": _words(field, row.get("label")) or "", **_fields(field.of, row)}
            for row in _mappings(given)] if isinstance(given, list) else None  # fmt: skip


def _mappings(given: list) -> list[Mapping]:
    return [row for row in given if isinstance(row, Mapping)][: MAX_ROWS + 1]


SHAPES = {
    "text": _words, "line": _words, "choice": _words, "yes_no": _words, "number": _number, "scale": _step, "when": _when,
    "ladder": _ladder, "choices": _choices, "list": _lines, "rows": _rows, "rank": _rank, "entries": _entries,
}  # fmt: skip
