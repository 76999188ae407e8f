"""The chooser: instruments by what they are for, narrowed down by a word. Pure."""

import unicodedata
from collections.abc import Iterable
from typing import Protocol, TypeVar

from practice.measures.labels import use
from practice.measures.measure import Measure

USES = ("everyone", "meeting", "relationship", "safety", "frightening", "kept")
LONGEST = 80  # letters of a search that are looked at


class Found(Protocol):
    """One instrument of the list; practice.measures.queries.InUse has this."""

    measure: Measure


Kind = TypeVar("Kind", bound=Found)


def by_use(known: Iterable[Kind]) -> list[tuple[str, list[Kind]]]:
    """(use, instruments) in the order a counselor looks for them; a use nothing belongs to is left out."""
    groups: dict[str, list[Kind]] = {name: [] for name in USES}
    for one in known:
        groups[one.measure.use].append(one)
    return [(name, some) for name, some in groups.items() if some]


def fits(measure: Measure, typed: str) -> bool:
    """Whether every word of a search stands in its title, its key, what it asks about or what it is for."""
    about = _plain(" ".join((measure.title, measure.full_title or "", measure.key, measure.about, use(measure.use))))
    return all(word in about for word in _plain(typed[:LONGEST]).split())


def _plain(words: str) -> str:
    """Without capitals, accents and hyphens: "phq9", "PHQ-9" and "phq 9" find the same."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter) and letter not in "-‐‑–")
