"""What a counselor typed on the prep sheet: rows of the plan in order, and what was ticked. Pure: values in, values out.

In a form: `item_words` and `item_minutes` once per row, `question`, `exercise` and `quote` once per tick (their keys),
`version` of the plan the page was opened with, `do` for the button.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from practice.i18n import _, ngettext

MOST_ROWS, MOST_LETTERS, MOST_MINUTES, MOST_TICKS, KEY = 40, 2_000, 600, 120, 120
MINUTES = re.compile(r"(\d{1,4})\s*(?:min(?:ute)?s?\.?|′|')?", re.IGNORECASE)


class Row(NamedTuple):
    """One row as it was typed."""

    words: str = ""
    minutes: str = ""

    @property
    def empty(self) -> bool:
        return not self.words.strip() and not self.minutes.strip()


@dataclass(frozen=True)
class Typed:
    """The whole form. `questions`, `exercises` and `quotes` are keys; `rows` as typed, empty ones included."""

    rows: tuple[Row, ...] = ()
    questions: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    version: int = 0
    do: str = "keep"

    @property
    def items(self) -> list[dict]:
        """[{words, minutes}] without empty rows. Minutes that are no number stay readable beside the words."""
        return [_item(row) for row in self.rows if not row.empty]


def read(form) -> Typed:
    """The form as typed; nothing is refused. `form` has `get` and `getlist`."""
    words, minutes = form.getlist("item_words"), form.getlist("item_minutes")
    minutes += [""] * (len(words) - len(minutes))
    version = form.get("version", "")
    return Typed(
        tuple(Row(_lines(said), number.strip()) for said, number in zip(words, minutes, strict=False)),
        *(_keys(form.getlist(name)) for name in ("question", "exercise", "quote")),
        version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0,
        do=form.get("do", "keep"))  # fmt: skip


def as_typed(items: Sequence[Mapping], questions: Iterable[str], exercises: Iterable[str], quotes: Iterable[str], version: int) -> Typed:
    """A stored plan as the form shows it."""
    rows = tuple(Row(one["words"], "" if one["minutes"] is None else str(one["minutes"])) for one in items)
    return Typed(rows, tuple(questions), tuple(exercises), tuple(quotes), version)


def minutes_in(typed: str) -> int | None:
    """Whole minutes of `15` or `15 min`; None for nothing. Raises ValueError for anything else."""
    if not typed.strip():
        return None
    found = MINUTES.fullmatch(typed.strip())
    if found is None or int(found[1]) > MOST_MINUTES:
        raise ValueError(typed)
    return int(found[1])


def faults(typed: Typed) -> list[tuple[int, str, str]]:
    """(row, field, what to change) of everything that cannot be kept as it is; the row counts from 0."""
    found = []
    for number, row in enumerate(typed.rows):
        if len(row.words) > MOST_LETTERS:
            found.append((number, "words", _("This is longer than 2,000 letters. The note has room for it.")))
        try:
            minutes_in(row.minutes)
        except ValueError:
            found.append((number, "minutes", _("Minutes are a whole number, such as 10.")))
    if sum(not row.empty for row in typed.rows) > MOST_ROWS:
        found.append((MOST_ROWS, "words", _("A plan has room for 40 rows.")))
    return found


def moved(typed: Typed) -> tuple[Typed, int | None]:
    """The rows after "up:2" or "down:0" was pressed, and where that row is now; None for any other button."""
    way, _colon, place = typed.do.partition(":")
    if way not in ("up", "down") or not place.isascii() or not place.isdigit() or int(place[:4]) >= len(typed.rows):
        return typed, None
    here = int(place[:4])
    there = min(max(here + (-1 if way == "up" else 1), 0), len(typed.rows) - 1)
    rows = list(typed.rows)
    rows.insert(there, rows.pop(here))
    return replace(typed, rows=tuple(rows)), sum(not row.empty for row in rows[:there])


def together(typed: Typed, stored: Typed) -> Typed:
    """Both versions in one form: the typed rows, then those of the stored plan that are not among them; every tick."""
    mine, told = [row for row in typed.rows if not row.empty], typed.items
    ticks = {name: tuple(dict.fromkeys((*getattr(typed, name), *getattr(stored, name)))) for name in ("questions", "exercises", "quotes")}
    more = (row for row in stored.rows if _item(row) not in told)  # "10 min" and 10 are the same row
    return replace(typed, rows=(*mine, *more), version=stored.version, do="keep", **ticks)


def planned(items: Iterable[Mapping]) -> int:
    """Minutes of all rows together."""
    return sum(one["minutes"] or 0 for one in items)


def beside(minutes: int, length: int) -> str:
    """What is planned beside how long the meeting is; says nothing about too much or too little."""
    there = ngettext("The meeting has %(num)s minute.", "The meeting has %(num)s minutes.", length)
    if not minutes:
        return there
    return ngettext("%(num)s minute is in the plan.", "%(num)s minutes are in the plan.", minutes) + " " + there


def _item(row: Row) -> dict:
    words = row.words.strip()
    try:
        return {"words": words, "minutes": minutes_in(row.minutes)}
    except ValueError:
        return {"words": f"{words} ({row.minutes.strip()})".strip(), "minutes": None}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").rstrip()


def _keys(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in given if 0 < len(key) <= KEY))[:MOST_TICKS]
