"""A protocol as the rest of Attune sees it: frozen, with its words, in one language and flavour."""
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    id: str
    words: str


@dataclass(frozen=True)
class Field:
    """One question. `low` and `high` are set for scale, ladder and, where bounded, number."""

    id: str
    kind: str
    label: str
    hint: str = ""
    required: bool = False
    fold: bool = False
    light: bool = False
    options: tuple[Option, ...] = ()
    own: bool = False
    own_words: str = ""
    pick: tuple[int, int] | None = None
    low: int | None = None
    high: int | None = None
    low_words: str = ""
    high_words: str = ""
    unit: str = ""
    add: str = ""
    of: tuple["Field", ...] = ()
    from_exercise: str | None = None
    when_only: str | None = None
    gate: str | None = None

    def words_of(self, option: str) -> str:
        """Returns the words of an option id; an own word is returned as it is."""
        return next((item.words for item in self.options if item.id == option), option)


@dataclass(frozen=True)
class Safety:
    """What must hold before an exercise may be opened."""

    both_consent: bool = False
    felt_safe: str | None = None
    screening: bool = False
    partner_directed: bool = False
    credential: str | None = None
    scope: tuple[str, ...] | None = None
    leaving_allowed: bool = False

    @property
    def gated(self) -> bool:
        """True when the safety gate (clinical.md D.4) stands before it."""
        return bool(self.both_consent or self.felt_safe or self.screening or self.partner_directed)


@dataclass(frozen=True)
class Exercise:
    """What a phase offers. `first_day` and `last_day` count from the course's start (day 1)."""

    id: str
    phase: str
    title: str
    client_title: str
    intro: str
    counselor: str
    safety_words: str
    frequency: str
    first_day: int
    last_day: int
    respondent: str
    default: bool
    again: bool
    light: bool
    fields: tuple[Field, ...]
    safety: Safety
    span: int = 1
    span_range: tuple[int, int] | None = None
    repeats: str | None = None
    flavours: tuple[str, ...] = ()
    ours: bool = False
    modality: tuple[str, ...] = ()
    entry: str = "page"
    no_moment: bool = False
    no_moment_words: tuple[str, str] = ("", "")  # label and hint of "how did you get through"; "" = our own words
    distress_after: bool = False
    carries_from: str | None = None
    measure: str | None = None
    every_field: tuple[Field, ...] = field(default=(), repr=False)

    def with_light(self, light: bool) -> "Exercise":
        """Returns the light version (its light fields only) or the full one."""
        return replace(self, light=light, fields=light_fields(self.every_field) if light else self.every_field)

    def behind_gate(self, is_open: bool) -> "Exercise":
        """Returns the exercise without the fields that need a clear screening, unless the gate is open."""
        kept = tuple(item for item in self.fields if is_open or item.gate is None)
        return replace(self, fields=kept)

    @property
    def after(self) -> str | None:
        """Returns the exercise this one follows (`after:<id>`), else None."""
        return self.frequency.removeprefix("after:") if self.frequency.startswith("after:") else None

    @property
    def assignable(self) -> bool:
        """False for in-session templates: never sent, never in the portal."""
        return self.respondent != "counselor"

    def ask(self, id: str) -> Field:
        """Returns a field by id. Raises LookupError."""
        return _find(self.fields, id)


@dataclass(frozen=True)
class Phase:
    """A stage with its recommended window in the first cycle."""

    id: str
    title: str
    client_title: str
    first_day: int
    last_day: int
    open_ended: bool
    purpose: str
    mechanisms: tuple[str, ...]
    readiness: tuple[Option, ...]
    questions: tuple[Option, ...]
    look_for: tuple[str, ...]
    safety: str
    sentence: str
    exercises: tuple[Exercise, ...]
    article_title: str = ""


@dataclass(frozen=True)
class Card:
    """An education card."""

    id: str
    title: str
    body: str


@dataclass(frozen=True)
class Case:
    """A fictional vignette."""

    name: str
    title: str
    body: str
    flavours: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    credential: str | None = None


@dataclass(frozen=True)
class Flavour:
    """A variant of the protocol."""

    id: str
    title: str
    summary: str
    joint_step: str
    article: str | None
    scope: tuple[str, ...]
    credential: str | None


@dataclass(frozen=True)
class Protocol:
    """A published course of work. Without a flavour it offers the exercises of all its flavours."""

    key: str
    version: str
    languages: tuple[str, ...]
    lang: str
    flavour: str | None
    days: int
    audience: tuple[str, ...]
    scope: tuple[str, ...]
    source: Mapping[str, str]
    title: str
    summary: str
    client_title: str
    mechanisms: Mapping[str, Card]
    stance: tuple[str, ...]
    cautions: tuple[str, ...]
    faq: tuple[tuple[str, str], ...]
    cases: tuple[Case, ...]
    flavours: tuple[Flavour, ...]
    phases: tuple[Phase, ...]
    again: Callable[[str | None, str], "Protocol"] = field(repr=False, compare=False)

    def for_flavour(self, flavour: str | None, lang: str = "en") -> "Protocol":
        """Returns the protocol as one flavour has it; a language it does not speak falls back to its first.

        Raises LookupError for an unknown flavour.
        """
        if flavour is not None:
            _find(self.flavours, flavour)
        return self.again(flavour, lang)

    def phase(self, id: str) -> Phase:
        """Returns a phase by id. Raises LookupError."""
        return _find(self.phases, id)

    def all_exercises(self) -> Iterator[Exercise]:
        """Yields every exercise of every phase, those that come again included."""
        return (exercise for phase in self.phases for exercise in phase.exercises)

    def exercise(self, id: str, flavour: str | None = None, phase: str | None = None) -> Exercise:
        """Returns an exercise by id: where it is defined, or as the given phase offers it. Raises LookupError."""
        if flavour is not None and flavour != self.flavour:
            return self.for_flavour(flavour, self.lang).exercise(id, phase=phase)
        offered = self.phase(phase).exercises if phase else self.all_exercises()
        return _find(offered, id)


def light_fields(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Returns the fields of the light version; all of them where none is marked."""
    return tuple(item for item in fields if item.light) or fields


def _find(things, id):
    for thing in things:
        if thing.id == id:
            return thing
    raise LookupError(id)
