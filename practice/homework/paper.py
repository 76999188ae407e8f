"""A sheet of paper: what stands on it and how much room there is for a hand that writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import segno

from practice.homework.codes import spaced
from practice.printing.direction import direction
from practice.protocols.forms import ExerciseForm, Question
from practice.protocols.groups import CODECS

BLANK, HALF, COMPLETE = FILLS = ("blank", "half", "complete")
MOST_STEPS = 12  # boxes that fit beside each other
GRID = 120  # characters a cell of a narrow table may hold
FOOT = 240  # characters of crisis numbers that fit into a footer


@dataclass(frozen=True)
class Sheet:
    """One exercise for one person (or both), ready to print.

    `whose`: initials, or a name where the counselor wished so. `day`: which asking it is for, "" when a line to write
    it on is needed, None when it is asked once. `reads`: the line that says who reads it.
    """

    code: str
    title: str
    form: ExerciseForm
    fill: str
    whose: str = ""
    day: str | None = None
    reads: str = ""
    message: str = ""
    says: str = ""  # what the QR says

    @property
    def pen(self) -> "Pen":
        return Pen(self.fill, sum(question.kind == "text" for question in self.form.fields))

    @property
    def spaced(self) -> str:
        return spaced(self.code)

    @property
    def qr(self) -> tuple[int, str]:
        """(modules along a side, path of the dark ones) with a quiet zone of two."""
        return qr_path(self.says or self.code)


@dataclass(frozen=True)
class Pen:
    """How much room a question needs. `texts`: how many texts the exercise asks for; few texts get long room."""

    fill: str = BLANK
    texts: int = 4

    @property
    def complete(self) -> bool:
        return self.fill == COMPLETE

    # What templates ask beside it: macros know no function of ours but these.
    answered = staticmethod(lambda question: answered(question))
    said = staticmethod(lambda question: words(question))
    steps = staticmethod(lambda low, high: steps(low, high))
    way = staticmethod(direction)

    def lines(self, question: Question, *, inside: bool = False) -> int:
        """Lines to write on: none beside a finished answer, two more below one that is half there."""
        if self.complete:
            return 0
        if answered(question):
            return 0 if question.kind in ("line", "number", "when") else 2
        if question.kind != "text":
            return 1
        return 2 if inside else 8 if self.texts <= 2 else 5 if self.texts <= 4 else 4 if self.texts <= 6 else 3

    def places(self, question: Question) -> int:
        """Empty rows of a repeating question: as many as it asks for where that is few, else the least it asks for."""
        low, high = question.field.pick or (3, 6 if question.kind == "list" else 3)
        wanted = high if high <= 3 or question.kind == "rank" else min(max(low, 3 if question.kind != "list" else 6), 10)
        there = len(self.there(question))
        return 0 if self.complete else max(wanted - there, 1)

    def there(self, question: Question) -> list:
        """The rows in which something stands; of moments to choose from, those that were chosen."""
        named = [row.chosen if row.entry else bool(row.value or row.label) for row in question.rows]
        return [row for row, is_named in zip(question.rows, named, strict=True) if is_named or any(map(answered, row.questions))]

    def grid(self, question: Question) -> bool:
        """True when the rows of a repeating question fit into one table with a column for each part."""
        parts = question.template.questions if question.template else ()
        texts = sum(part.kind == "text" for part in parts)
        short = all(len(said) <= GRID for row in question.rows for part in row.questions for said in words(part))
        return len(parts) <= 3 and texts <= 1 and short


def answered(question: Question) -> bool:
    """True when something stands in it."""
    if question.kind == "scale":
        return question.value is not None
    return bool(words(question))


def words(question: Question) -> tuple[str, ...]:
    """The answer in words, as reading pages show it; () when nothing was answered."""
    answer = _answer(question)
    codec = CODECS[question.kind]
    return () if answer is None or codec.empty(answer) else codec.show(question.field, answer)


def _answer(question: Question) -> object:
    if question.kind == "ladder":
        return question.parts
    if question.kind == "choice":
        return question.own or question.value
    if question.kind == "choices":
        return [*(question.value or []), *question.own.split("\n")] if question.own else question.value
    return question.value


def steps(low: int | None, high: int | None) -> Sequence[int]:
    """The boxes of a scale; none when there would be too many, and a number is written instead."""
    return range(low, high + 1) if low is not None and high is not None and high - low < MOST_STEPS else ()


def qr_path(content: str) -> tuple[int, str]:
    """The QR of a text as (modules along a side, SVG path of the dark modules), with a quiet zone of two modules."""
    code = segno.make(content, error="m", micro=False)
    parts = []
    for y, row in enumerate(code.matrix_iter(border=2)):
        x = 0
        while x < len(row):
            run = 1
            while x + run < len(row) and row[x + run] == row[x]:
                run += 1
            if row[x]:
                parts.append(f"M{x} {y}h{run}v1h-{run}z")
            x += run
    return code.symbol_size(border=2)[0], "".join(parts)


def initials(name: str) -> str:
    """The first letter of each part of a name, at most three: "R. V."."""
    parts = [part for part in name.split() if part[0].isalnum()]
    return " ".join(f"{part[0].upper()}." for part in parts[:3])


def foot_numbers(contacts: Iterable[dict]) -> tuple[list[dict], list[dict]]:
    """(numbers that fit into the footer of every page, the others); the first always stands there."""
    foot, rest, room = [], [], FOOT
    for contact in contacts:
        room -= sum(len(str(contact.get(key) or "")) + 2 for key in ("name", "number", "hours"))
        (foot if not rest and (room >= 0 or not foot) else rest).append(contact)
    return foot, rest
