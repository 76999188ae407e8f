"""An instrument as the rest of Attune sees it: frozen, with the names of its file."""

from dataclasses import dataclass, field
from functools import cached_property

from practice.measures.scores import Band, ChangeCriterion, Cutoff, MissingRule, Norm, Reliability, Score

__all__ = [
    "AskedWhen", "Audience", "Band", "Cadence", "ChangeCriterion", "Cutoff", "Gate", "Item", "Licence",
    "Loinc", "Measure", "MissingRule", "Norm", "Point", "Reliability", "Risk", "Scale", "Score",
]  # fmt: skip


@dataclass(frozen=True)
class Point:
    value: float
    label: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Scale:
    """`render`: choices, poles (the words come from the item), yes-no, or text: own words, with no points."""

    id: str
    render: str
    points: tuple[Point, ...]

    @cached_property
    def values(self) -> frozenset[float]:
        return frozenset(point.value for point in self.points)

    @cached_property
    def low(self) -> float:
        return min(self.values)

    @cached_property
    def high(self) -> float:
        return max(self.values)


# What stands in place of a scale where somebody answers in their own words.
OWN_WORDS = Scale("own_words", "text", ())


@dataclass(frozen=True)
class AskedWhen:
    score: str
    above: float


@dataclass(frozen=True)
class Item:
    """One question, numbered from 1. `text` None: its wording is not here, or its poles are its words."""

    n: int
    scale: Scale
    text: str | None = None
    lead: str | None = None  # above it in place of the instructions; empty: it needs none
    left: str | None = None
    right: str | None = None
    reverse: bool = False
    scored: bool = True
    code: str | None = None
    asked_when: AskedWhen | None = None

    @property
    def free(self) -> bool:
        """True when it is answered in own words: never scored, never missing."""
        return self.scale.render == "text"

    @property
    def worded(self) -> bool:
        return bool(self.text or (self.left and self.right))

    def label(self, value: float) -> str | None:
        """Returns the words at a value; None where the scale has none there."""
        return next((point.label for point in self.scale.points if point.value == value), None)


@dataclass(frozen=True)
class Gate:
    """Once `item` is answered with `equals`, the scores are `gives` and the rest need not be asked."""

    item: int
    equals: float
    gives: dict[str, float]


@dataclass(frozen=True)
class Loinc:
    source: str
    panel: str | None = None


@dataclass(frozen=True)
class Risk:
    """From `from_` on a human must look; `blank`: urgency when it was left out, None when that needs no look."""

    item: int
    from_: float
    kind: str
    urgency: str
    source: str
    blank: str | None = None


@dataclass(frozen=True)
class Audience:
    respondent: str = "client"
    solo_only: bool = False
    min_age: int = 18
    scopes: tuple[str, ...] = ("therapist", "guidance")
    remote: bool = True
    min_meetings: int = 0
    per_relationship: bool = False


@dataclass(frozen=True)
class Cadence:
    min_days: int
    source: str


@dataclass(frozen=True)
class Licence:
    """`class_`: public-domain, free, conditional, noncommercial, score-entry-only."""

    class_: str
    holder: str
    attribution: str
    statement: str | None = None
    source: str | None = None
    read_on: str | None = None
    conditions: str | None = None


@dataclass(frozen=True)
class Measure:
    """One standardised instrument, or one of our own where `ours`."""

    id: str
    version: str
    title: str
    language: str
    about: str
    wording: str
    scores: tuple[Score, ...]
    licence: Licence
    items: tuple[Item, ...] = ()
    scales: dict[str, Scale] = field(default_factory=dict)
    use: str = "kept"
    full_title: str | None = None
    period: str | None = None
    instructions: str | None = None
    gate: Gate | None = None
    pattern: str | None = None
    loinc: Loinc | None = None
    risk: tuple[Risk, ...] = ()
    audience: Audience = Audience()
    cadence: Cadence | None = None
    wording_checked: tuple[str, ...] = ()
    ours: bool = False

    @property
    def key(self) -> str:
        return self.id

    @cached_property
    def by_n(self) -> dict[int, Item]:
        return {item.n: item for item in self.items}

    @cached_property
    def worded(self) -> bool:
        """True when every question can be put on a page."""
        return bool(self.items) and all(item.worded for item in self.items)

    def lead_of(self, item: Item) -> str | None:
        """Returns what stands above a question: its own lead, else the instructions; empty or None for nothing."""
        return self.instructions if item.lead is None else item.lead

    @property
    def unscored(self) -> bool:
        """True when nothing in it is added up: its answers are read as they are."""
        return not self.scores

    @property
    def for_client(self) -> bool:
        """False when every score of it stays with the counselor."""
        return self.unscored or any(one.audience != "counselor" for one in self.scores)

    @property
    def entry_only(self) -> bool:
        """True when its numbers are typed in from elsewhere."""
        return not self.items

    @property
    def ready(self) -> bool:
        """True when a practice may use it as it came: nothing to accept, no wording to bring."""
        allowed = self.ours or self.licence.class_ in ("public-domain", "free")
        return self.entry_only or (allowed and self.worded and not self.licence.conditions)

    def score(self, id: str) -> Score | None:
        """Returns the score of this id, else None."""
        return next((score for score in self.scores if score.id == id), None)
