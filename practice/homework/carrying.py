"""Carried words: put into a page that opens, offered beside it, taken out again.

A page that is opened is a form like any other: what was carried is in it as if typed, and goes the same way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from practice.homework.written import ROWS
from practice.protocols.protocol import Field

LONGEST_LINE = 300  # what a single line holds of a longer text


@dataclass(frozen=True)
class Source:
    """One carried piece: the field it goes to ("" only to be read), the day and the title of the page it comes from.

    `value` is the piece as the field holds it, `words` as it reads. `key` names it in the buttons of the page.
    """

    place: str
    date: date
    title: str
    words: str
    key: str = ""
    kind: str = "text"
    value: object = None


@dataclass(frozen=True)
class Prefill:
    """What a page opens with when there is neither draft nor answer.

    `sources`: what was put in. `offers`: what can be put in with a press. `beside`: what there is only to read.
    """

    answers: dict = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    offers: tuple[Source, ...] = ()
    beside: tuple[Source, ...] = ()

    def by_key(self, key: str) -> Source | None:
        """The piece a button of the page names; None for an unknown one."""
        return next((one for one in (*self.sources, *self.offers) if one.key == key), None)

    def standing(self, answers: Mapping) -> "Prefill":
        """The same for a page that has these answers by now: what still stands in it as it was carried, what may be put in."""
        taken = tuple(one for one in self.offers if is_in(answers, one))
        still = tuple(one for one in self.sources if is_in(answers, one))
        return Prefill(dict(answers), (*still, *taken), tuple(one for one in self.offers if one not in taken), self.beside)


def value_for(target: Field, words: str, dated: str = "", row: Mapping | None = None) -> object:
    """Words in the shape a field holds: a dated paragraph, a line, a row with the words in its first question."""
    if target.kind == "text":
        return f"{dated}: {words}" if dated else words
    if target.kind == "ladder":
        return {"first_sign": words}
    if target.kind in ("rows", "entries", "rank"):
        return dict(row) if row is not None else {target.of[0].id: one_line(words)} if target.of else None
    return one_line(words)


def one_line(words: str) -> str:
    """The words without breaks; a long text ends at a word."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE].rsplit(" ", 1)[0] + " …"


def put_in(answers: Mapping, source: Source) -> dict:
    """The answers with a piece added where it belongs; unchanged when it is there, or its place is taken."""
    given, value = answers.get(source.place), source.value
    if is_in(answers, source) or value is None:
        return dict(answers)
    if source.kind == "text":
        value = "\n\n".join(part for part in (str(given or "").rstrip(), str(value)) if part)
    elif source.kind in ROWS:
        value = [*(row for row in _rows(given) if _says(row)), value]
    elif source.kind == "ladder":
        filled = given if isinstance(given, Mapping) else {}
        value = {**value, **{part: said for part, said in filled.items() if said}}
    elif given:
        return dict(answers)
    return {**answers, source.place: value}


def leave_out(answers: Mapping, source: Source) -> dict:
    """The answers without a piece; what was changed in the meantime is the client's own and stays."""
    given, value = answers.get(source.place), source.value
    if not is_in(answers, source):
        return dict(answers)
    if source.kind == "text":
        left: object = "\n\n".join(part for part in str(given).replace(str(value), "", 1).split("\n\n") if part.strip())
    elif source.kind in ROWS:
        left = [row for row in _rows(given) if not _same(row, value)]
    elif source.kind == "ladder":
        left = {part: said for part, said in given.items() if said != value.get(part)}
    else:
        left = ""
    return {**answers, source.place: left}


def is_in(answers: Mapping, source: Source) -> bool:
    """True while a piece stands in the answers as it was carried."""
    given, value = answers.get(source.place), source.value
    if source.kind == "text":
        return bool(value) and isinstance(given, str) and str(value) in given
    if source.kind in ROWS:
        return any(_same(row, value) for row in _rows(given))
    if source.kind == "ladder":
        return isinstance(given, Mapping) and _same(given, value)
    return bool(value) and given == value


def filled(answers: Mapping, sources: Iterable[Source]) -> dict:
    """The answers with every one of these pieces put in."""
    result = dict(answers)
    for source in sources:
        result = put_in(result, source)
    return result


def _rows(given: object) -> list:
    return given if isinstance(given, list) else []


def _says(row: object) -> bool:
    return bool(row) and (not isinstance(row, Mapping) or any(row.values()))


def _same(row: object, value: object) -> bool:
    """A row posted by the page names every question; the carried one only those that have words."""
    if isinstance(row, Mapping) and isinstance(value, Mapping):
        if value.get("entry"):
            return row.get("entry") == value["entry"]
        return all(row.get(part) == said for part, said in value.items() if said)
    return isinstance(row, str) and isinstance(value, str) and row.strip() == value.strip()


def pressed(found: Prefill, answers: Mapping, deed: str, key: str) -> dict:
    """The answers after a press beside the form: "carry" puts a piece in, "leave" takes it out; others change nothing."""
    source = found.by_key(key)
    if source is None or deed not in ("carry", "leave"):
        return dict(answers)
    return put_in(answers, source) if deed == "carry" else leave_out(answers, source)
