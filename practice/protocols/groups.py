"""Codecs of the question kinds that hold several answers: list, rows, rank, entries.

Posted names carry a place: `q_<id>-<n>` for a list, `q_<id>-<n>-<part>` for the others. `taken` keeps blank rows under
their places, so that a pressed "remove" means the line the client saw; `parse` leaves blanks out.
"""
import re
from collections.abc import Mapping
from datetime import date

from practice.i18n import _
from practice.protocols.codecs import (
    MAX_LINE,
    Choice,
    Choices,
    Form,
    Line,
    Number,
    Scale,
    Text,
    When,
    YesNo,
    clean,
    many,
    text_fault,
)
from practice.protocols.ladders import Ladder
from practice.protocols.protocol import Field

MAX_ROWS = 100
ENDED = (".", "?", "!", "…", "。", "？", "！", ".\"", ".”", "。”")


def places(form: Form, name: str) -> list[int]:
    """Returns the places posted under a name in the order they came, since rows may be moved in the browser.

    At most 101, so that "too many" is still noticed.
    """
    found = re.compile(re.escape(name) + r"-([0-9]{1,4})(?:-.*)?")
    hits = [int(hit.group(1)) for key in form if (hit := found.fullmatch(key))]
    return list(dict.fromkeys(hits))[: MAX_ROWS + 1]


class Lines(Text):
    """Several lines."""

    def blank(self, field: Field) -> object:
        return []

    def taken(self, field: Field, form: Form, name: str, today: date | None) -> dict[int, object]:
        return {n: clean(form.get(f"{name}-{n}")).strip() for n in places(form, name)}

    def empty_row(self, field: Field, row: object) -> bool:
        return not row

    def parse(self, field: Field, form: Form, name: str, today: date | None) -> object:
        return [row for row in self.taken(field, form, name, today).values() if not self.empty_row(field, row)]

    def empty(self, answer: object) -> bool:
        return not answer

    def fault(self, field: Field, answer: object) -> str | None:
        if not isinstance(answer, list):
            return _("This answer should be a list.")
        if len(answer) > MAX_ROWS:
            return _("Up to %(most)s fit here. The rest can go on another page.", most=MAX_ROWS)
        for number, row in enumerate(answer, 1):
            if problem := self.row_fault(field, row):
                return _("Number %(number)s: %(problem)s", number=number, problem=problem)
        return None

    def row_fault(self, field: Field, row: object) -> str | None:
        return text_fault(row)

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        return tuple(row for row in answer if isinstance(row, str)) if isinstance(answer, list) else ()

    def new_row(self, field: Field) -> object:
        return ""


class Rows(Lines):
    """A repeating group of the fields in `of`."""

    def taken(self, field: Field, form: Form, name: str, today: date | None) -> dict[int, object]:
        return {n: self.row(field, form, f"{name}-{n}", today) for n in places(form, name)}

    def row(self, field: Field, form: Form, name: str, today: date | None) -> dict:
        return {sub.id: SINGLE[sub.kind].parse(sub, form, f"{name}-{sub.id}", today) for sub in field.of}

    def empty_row(self, field: Field, row: object) -> bool:
        return all(SINGLE[sub.kind].empty(row.get(sub.id)) for sub in field.of)

    def row_fault(self, field: Field, row: object) -> str | None:
        if not isinstance(row, Mapping):
            return _("This answer should be a list.")
        for sub in field.of:
            problem = SINGLE[sub.kind].fault(sub, row[sub.id]) if row.get(sub.id) is not None else None
            if problem:
                return f"{sub.label}: {problem}"
        return None

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        return tuple(_in_one_line([f"{_asked(label)} {' '.join(lines)}" for label, lines in row])
                     for row in self.pairs(field, answer))

    def pairs(self, field: Field, answer: object) -> list[list[tuple[str, tuple[str, ...]]]]:
        """Returns for each row its (label, lines), leaving out what was not answered."""
        rows = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
        return [
            [(sub.label, SINGLE[sub.kind].show(sub, row[sub.id])) for sub in field.of
             if sub.id in row and not SINGLE[sub.kind].empty(row[sub.id])]
            for row in rows
        ]

    def new_row(self, field: Field) -> object:
        return {sub.id: SINGLE[sub.kind].blank(sub) for sub in field.of}


class Rank(Lines):
    """Things in order: [{"id": option or None, "text": words}]. Newly ticked ones come last."""

    def taken(self, field: Field, form: Form, name: str, today: date | None) -> dict[int, object]:
        known = {option.id: option.words for option in field.options}
        rows: dict[int, object] = {}
        for n in places(form, name):
            id, text = form.get(f"{name}-{n}-id") or None, clean(form.get(f"{name}-{n}-text")).strip()
            rows[n] = {"id": id, "text": known[id]} if id in known else {"id": None, "text": text}
        placed = {row["id"] for row in rows.values()}
        ticked = many(form, f"{name}-pick")
        new = [{"id": id, "text": words} for id, words in known.items() if id in ticked and id not in placed]
        own = clean(form.get(f"{name}-own")).split("\n") if field.own else []
        new += [{"id": None, "text": line.strip()} for line in own if line.strip()]
        start = max(rows, default=-1) + 1
        kept = {n: row for n, row in rows.items() if not self.empty_row(field, row)}
        return kept | dict(enumerate(new, start))

    def empty_row(self, field: Field, row: object) -> bool:
        return not row["id"] and not row["text"]

    def row_fault(self, field: Field, row: object) -> str | None:
        if not isinstance(row, Mapping):
            return _("This answer should be a list.")
        known = {option.id for option in field.options}
        if row.get("id") is not None and row["id"] not in known:
            return _("Please choose from these.")
        return text_fault(row.get("text"), MAX_LINE)

    def show(self, field: Field, answer: object) -> tuple[str, ...]:
        rows = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
        return tuple(f"{place}. {row.get('text') or field.words_of(row.get('id') or '')}"
                     for place, row in enumerate(rows, 1))

    def new_row(self, field: Field) -> object:
        return None  # what is added was ticked or typed below the list


class Entries(Rows):
    """Moments chosen from earlier entries, each with the fields in `of`: [{"entry": id or None, "label": words, ...}].

    `entry` None is a moment from further back, named by the client. Who may use which entry is for the caller to check.
    """

    def taken(self, field: Field, form: Form, name: str, today: date | None) -> dict[int, object]:
        """An entry that was offered counts once it is ticked or something is written about it."""
        rows = super().taken(field, form, name, today)
        ticked = {n for n in rows if form.get(f"{name}-{n}-chosen") == "yes"}
        return {
            n: row for n, row in rows.items()
            if n in ticked or not row["entry"] or not super(Entries, self).empty_row(field, row)
        }

    def row(self, field: Field, form: Form, name: str, today: date | None) -> dict:
        entry = clean(form.get(f"{name}-entry")).strip()[:80] or None
        label = " ".join(clean(form.get(f"{name}-label")).split())
        return {"entry": entry, "label": label, **super().row(field, form, name, today)}

    def empty_row(self, field: Field, row: object) -> bool:
        return not row.get("entry") and not row.get("label") and super().empty_row(field, row)

    def row_fault(self, field: Field, row: object) -> str | None:
        problem = super().row_fault(field, row)
        if problem:
            return problem
        if not isinstance(row.get("entry"), (str, type(None))):
            return _("Please choose from these.")
        return text_fault(row.get("label") or "", MAX_LINE)

    def pairs(self, field: Field, answer: object) -> list[list[tuple[str, tuple[str, ...]]]]:
        rows = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
        below = super().pairs(field, answer)
        return [[(_("Moment"), (str(row["label"]),)), *more] if row.get("label") else more
                for row, more in zip(rows, below, strict=True)]

    def new_row(self, field: Field) -> object:
        return {"entry": None, "label": "", **super().new_row(field)}


SINGLE = {
    "text": Text(), "line": Line(), "when": When(), "choice": Choice(), "choices": Choices(), "yes_no": YesNo(),
    "scale": Scale(), "number": Number(), "ladder": Ladder(),
}
CODECS = {**SINGLE, "list": Lines(), "rows": Rows(), "rank": Rank(), "entries": Entries()}


def _asked(label: str) -> str:
    """A label before its answer: a question mark needs no colon."""
    return label if label.endswith(("?", "？", ":", "：")) else f"{label}:"


def _in_one_line(parts: list[str]) -> str:
    """A row as one line: a dot between its parts, never first on a line, and none where a sentence has ended."""
    apart = (part if part.endswith(ENDED) else f"{part}\u00a0·" for part in parts[:-1])
    return " ".join([*apart, *parts[-1:]])
