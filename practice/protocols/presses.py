"""The buttons inside a form that work without JavaScript: add, remove, up, down.

Each is a submit named `add:<field>`, `remove:<field>:<n>`, `up:<field>:<n>` or `down:<field>:<n>`.
"""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from practice.protocols.answers import Answers, field_name, parse
from practice.protocols.groups import CODECS, MAX_ROWS, Lines
from practice.protocols.protocol import Exercise


@dataclass(frozen=True)
class Press:
    """Which button was pressed, for which field and place."""

    verb: str
    field: str
    place: int = 0


def pressed(formdata: Mapping) -> Press | None:
    """Returns the button of a repeating field that was pressed; None for every other submit."""
    for key in formdata:
        verb, *rest = key.split(":")
        if verb == "add" and len(rest) == 1:
            return Press(verb, rest[0])
        if verb in ("remove", "up", "down") and len(rest) == 2 and rest[1].isascii() and rest[1].isdigit():
            return Press(verb, rest[0], int(rest[1][:4]))
    return None


def after(exercise: Exercise, formdata: Mapping, press: Press | None, today: date) -> Answers:
    """Returns the answers as typed, blank rows kept, with the button's effect. A button for nothing changes nothing."""
    found = parse(exercise, formdata, today)
    for field in exercise.fields:
        codec = CODECS[field.kind]
        if isinstance(codec, Lines):
            rows = codec.taken(field, formdata, field_name(field.id), today)
            if press and press.field == field.id:
                rows = _moved(list(rows.items()), press, codec.new_row(field))
            found[field.id] = list(rows.values())
    return found


def _moved(rows: list[tuple[int, object]], press: Press, new: object) -> dict[int, object]:
    order = [n for n, _row in rows]
    if press.verb == "add":
        fits = new is not None and len(rows) < MAX_ROWS
        return dict([*rows, (max(order, default=-1) + 1, new)] if fits else rows)
    if press.place not in order:
        return dict(rows)
    here = order.index(press.place)
    if press.verb == "remove":
        return dict(rows[:here] + rows[here + 1:])
    there = here - 1 if press.verb == "up" else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    return dict(rows)
