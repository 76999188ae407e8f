"""Looking through opened words: does this text hold what was asked for, and the piece around it. Pure."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from unicodedata import is_normalized, normalize

AROUND = 90  # characters of a piece before and after what was found


@dataclass(frozen=True)
class Hit:
    """Something written that holds what was asked for. kind: note, addition, contact or answer; `mark` is what was found."""

    kind: str
    row_id: str
    episode_id: str
    client_id: str | None
    at: datetime
    before: str
    mark: str
    after: str


def asked_for(typed: str, longest: int = 100) -> str:
    """What is looked for: without spaces around it and NUL, in one spelling of accents, whatever the case."""
    return normalize("NFC", typed.replace("\x00", "").strip()[:longest]).casefold()


def finder(wish: str) -> Callable[[str], bool]:
    """Whether a text, sealed words or their JSON, may hold `wish`; quick, and never a wrong no."""
    if any(sign in wish for sign in '"\\\n\t'):
        return bool  # JSON writes these as two characters

    def holds(text: str) -> bool:
        return wish in text.casefold() or not is_normalized("NFC", text) and wish in normalize("NFC", text).casefold()

    return holds


def pieces(value) -> Iterator[str]:
    """Every text in an opened value, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from pieces(one)
    elif isinstance(value, list):
        for one in value:
            yield from pieces(one)


def around(text: str, wish: str) -> tuple[str, str, str] | None:
    """(before, found, after) of the first place; cut at words where there are any. None when it is not there."""
    text = normalize("NFC", text)
    at = _place(text, wish)
    if at is None:
        return None
    start, end = at
    before, after = text[max(start - AROUND, 0):start], text[end:end + AROUND]
    if start > AROUND:
        before = "…" + before.partition(" ")[2] if " " in before else "…" + before
    if end + AROUND < len(text):
        after = (after.rpartition(" ")[0] if " " in after else after) + "…"
    return before, text[start:end], after


def _place(text: str, wish: str) -> tuple[int, int] | None:
    """Where it stands in the text as written: folding case may change lengths, so letters are counted one by one."""
    folded, places = [], []
    for n, letter in enumerate(text):
        for one in letter.casefold():
            folded.append(one)
            places.append(n)
    at = "".join(folded).find(wish)
    return None if at < 0 else (places[at], places[at + len(wish) - 1] + 1)


def first_piece(texts: list[str], as_json: list[bool], wish: str) -> tuple[str, str, str] | None:
    """The first place in the fields of a row; `as_json` says which of them are JSON."""
    for text, coded in zip(texts, as_json, strict=True):
        for piece in pieces(json.loads(text)) if coded and text else [text]:
            if found := around(piece, wish):
                return found
    return None
