"""Two versions of a text side by side: what is the same, what was added, what is no longer there. No judgement."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from practice.homework.written import pieces

SAME, ADDED, GONE = "same", "added", "gone"
# A word with the space behind it; where a script puts none between words, a sign at a time.
SIGNS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
TOKEN = re.compile(rf"[{SIGNS}]|[^\W{SIGNS}]+\s*|\s+|.", re.S)
MOST = 1_000  # pieces compared one by one: words, or else paragraphs, or else the whole


@dataclass(frozen=True)
class Part:
    """A stretch of text: same, added or gone."""

    kind: str
    words: str


@dataclass(frozen=True)
class Compared:
    """One question in two versions: the earlier text with what is gone, the later one with what was added."""

    id: str
    label: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]

    @property
    def is_same(self) -> bool:
        return all(part.kind == SAME for part in (*self.before, *self.after))


def side_by_side(earlier: tuple[Mapping, Mapping], later: tuple[Mapping, Mapping]) -> list[Compared]:
    """Both versions, question by question, each given as (labels, answers); what neither answered is left out."""
    before, after = _texts(*earlier), _texts(*later)
    found = []
    for id in dict.fromkeys([*after, *before]):
        label, old, new = (after.get(id) or before[id])[0], before.get(id, ("", ""))[1], after.get(id, ("", ""))[1]
        parts = changes(old, new)
        found.append(Compared(id, label, tuple(part for part in parts if part.kind != ADDED),
                              tuple(part for part in parts if part.kind != GONE)))  # fmt: skip
    return found


def changes(before: str, after: str) -> list[Part]:
    """The way from one text to the other, word by word; a very long one by paragraphs."""
    found: list[Part] = []
    for deed, old, new in _steps(*_split(before, after)):
        if deed == "equal":
            found.append(Part(SAME, old))
        else:
            found += [part for part in (Part(GONE, old), Part(ADDED, new)) if part.words]
    return found


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    for deed, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield deed, "".join(old[a:b]), "".join(new[c:d])


def _split(before: str, after: str) -> tuple[list[str], list[str]]:
    """Both texts in pieces of the same size, few enough to compare."""
    for cut in (_words, _paragraphs):
        old, new = cut(before), cut(after)
        if max(len(old), len(new)) <= MOST:
            return old, new
    return [before], [after]


def _words(text: str) -> list[str]:
    """At most one more than are compared, so that "too many" is noticed without reading a long text to its end."""
    return [found.group() for found, _n in zip(TOKEN.finditer(text), range(MOST + 1), strict=False)]


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.splitlines(keepends=True) if part]


def _texts(labels: Mapping, answers: Mapping) -> dict[str, tuple[str, str]]:
    """{question: (label, text)}; the rows of a list stand on lines of their own."""
    found: dict[str, tuple[str, str]] = {}
    for piece in pieces(labels, answers):
        id = piece.place.split(".")[0]
        words = f"{found[id][1]}\n{piece.words}" if id in found else piece.words
        found[id] = (piece.label, words)
    return found
