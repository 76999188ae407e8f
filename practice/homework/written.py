"""What somebody wrote, taken apart: the places of an answer that hold words, and what stands in each.

A place is a field, or a field and a row counted from 0 ("actions.3").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

WORDS = ("text", "line")
ROWS = ("list", "rows", "rank", "entries")
NEVER_KEPT = ("no_moment", "no_moment_how", "distress_after")


@dataclass(frozen=True)
class Written:
    """One sent answer of a client, opened. `on`: the day it is about. `kept`: {place: since when they want to keep it}."""

    id: str
    exercise_id: str
    title: str
    on: date
    sent_at: datetime
    answers: Mapping
    labels: Mapping
    kept: Mapping[str, datetime] = field(default_factory=dict)
    discussed_at: datetime | None = None

    def held_since(self, place: str) -> datetime | None:
        """Since when this place is both kept by the client and looked at together; None while one is missing."""
        since = self.kept.get(place)
        return max(since, self.discussed_at) if since and self.discussed_at else None


@dataclass(frozen=True)
class Piece:
    """Words in one place of an answer, with the question they answer."""

    place: str
    label: str
    words: str


def pieces(labels: Mapping, answers: Mapping) -> list[Piece]:
    """Every place with words, in the order asked; numbers, days and ticks are left out."""
    return [piece for told in labels.get("fields", ()) if told["id"] not in NEVER_KEPT
            for piece in _of_field(told, answers.get(told["id"]))]  # fmt: skip


def words_at(written: Written, place: str) -> str:
    """The words of one place; empty when nothing stands there (any more)."""
    return next((piece.words for piece in pieces(written.labels, written.answers) if piece.place == place), "")


def parts(written: Written, part: str) -> Iterator[tuple[str, str]]:
    """(place, words) of a field, or of one column of its rows ("plan.what_i_do")."""
    name, _dot, column = part.partition(".")
    told = next((one for one in written.labels.get("fields", ()) if one["id"] == name), None)
    if told is None:
        return
    answer = written.answers.get(name)
    if not column:
        yield from ((piece.place, piece.words) for piece in _of_field(told, answer))
        return
    for n, row in enumerate(answer if isinstance(answer, list) else []):
        words = row.get(column) if isinstance(row, Mapping) else None
        if isinstance(words, str) and words.strip():
            yield f"{name}.{n}", words.strip()


def _of_field(told: Mapping, answer: object) -> Iterator[Piece]:
    if told["kind"] in WORDS and isinstance(answer, str) and answer.strip():
        yield Piece(told["id"], told["label"], answer.strip())
    elif told["kind"] in ROWS and isinstance(answer, list):
        for n, row in enumerate(answer):
            if words := _of_row(told, row):
                yield Piece(f"{told['id']}.{n}", told["label"], words)


def _of_row(told: Mapping, row: object) -> str:
    """A row is known by its first words: an action, not the setting it is for."""
    if isinstance(row, str):
        return row.strip()
    if not isinstance(row, Mapping):
        return ""
    if told["kind"] == "rank":
        return str(row.get("text") or told.get("options", {}).get(row.get("id"), "")).strip()
    said = [row.get(sub["id"]) for sub in told.get("of", ()) if sub["kind"] in WORDS]
    return next((words.strip() for words in said if isinstance(words, str) and words.strip()), "")
