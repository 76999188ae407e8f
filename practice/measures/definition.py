"""The shape of an instrument file, format 1. Every number that claims something has a `source` beside it."""

from typing import Annotated, Literal

from pydantic import Field

from practice.protocols.definition import Scope, Strict

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
ScoreId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Word = Annotated[str, Field(min_length=1, max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=4_000)]
Lead = Annotated[str, Field(max_length=4_000)]
Number = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]
Positive = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
ItemNumber = Annotated[int, Field(ge=1, le=500)]
Days = Annotated[int, Field(ge=0, le=3650)]
Urgency = Literal["urgent", "review"]
Use = Literal["everyone", "meeting", "relationship", "safety", "frightening", "kept"]


class PointDefinition(Strict):
    """One answer that can be given, with the words that stand at it."""

    value: Number
    label: Words | None = None
    code: Word | None = Field(None, description="LOINC answer code.")


class ScaleDefinition(Strict):
    """The answers items share. poles: the words left and right come from the item."""

    render: Literal["choices", "poles", "yes-no"]
    points: Annotated[list[PointDefinition], Field(min_length=2, max_length=101)]


class AskedWhenDefinition(Strict):
    """Asked only once a score lies above a number."""

    score: ScoreId
    above: Number


class ItemDefinition(Strict):
    """One question; the order of the list is the order of giving. kind text: own words, which belong to no score."""

    n: ItemNumber
    kind: Literal["choice", "text"] = Field("choice", description="choice: on a scale. text: own words; no scale, no score.")
    text: Words | None = None
    lead: Lead | None = Field(None, description="Stands above it in place of the instructions; empty: it needs none.")
    scale: ScoreId | None = Field(None, description="Every item but one of kind text has one.")
    left: Words | None = None
    right: Words | None = None
    reverse: bool = Field(False, description="Reversed in every score it belongs to.")
    scored: bool = Field(True, description="false: asked, but never part of a score or of what is missing.")
    code: Word | None = Field(None, description="LOINC code of the item.")
    asked_when: AskedWhenDefinition | None = None


class MissingDefinition(Strict):
    """What happens when an answer is missing: refuse, unless the instrument itself states a rule."""

    rule: Literal["refuse", "prorate"] = "refuse"
    at_most_missing: Annotated[int, Field(ge=1, le=100)] | None = None
    never_missing: list[ItemNumber] = []
    source: Words | None = None


class BandDefinition(Strict):
    """A named range, both ends included."""

    low: Number
    high: Number
    label: Words
    source: Words


class CutoffDefinition(Strict):
    """A boundary, and what lying on one side of it means."""

    at: Number
    side: Literal["at-or-above", "above", "at-or-below", "below"]
    means: Words
    source: Words


class NormDefinition(Strict):
    """Mean and spread in a sample."""

    group: Literal["functional", "clinical"]
    sample: Words
    n: Annotated[int, Field(ge=1)] | None = None
    mean: Number
    sd: Positive
    source: Words


class ReliabilityDefinition(Strict):
    """alpha: within one occasion. retest: across `interval_days`."""

    type: Literal["alpha", "retest"]
    value: Annotated[float, Field(ge=0, le=1)]
    interval_days: Days | None = None
    sample: Words | None = None
    source: Words


class ChangeDefinition(Strict):
    """A published criterion of change, in points."""

    kind: Literal["reliable", "response", "meaningful"]
    points: Positive
    confidence: Annotated[float, Field(ge=50, le=99.9)] | None = None
    source: Words


class ScoreDefinition(Strict):
    """One number made from items: a total or a subscale."""

    id: ScoreId
    title: Words
    items: list[ItemNumber] = []
    reverse: list[ItemNumber] = Field([], description="Reversed in this score, beside the items' own `reverse`.")
    how: Literal["sum", "mean"] = "sum"
    times: Annotated[float, Field(gt=0, le=1_000)] = 1
    low: Number
    high: Number
    better: Literal["lower", "higher", "neither"]
    decimals: Annotated[int, Field(ge=0, le=4)] = 0
    key_source: Words
    missing: MissingDefinition = MissingDefinition()
    bands: list[BandDefinition] = []
    cutoffs: list[CutoffDefinition] = []
    norms: list[NormDefinition] = []
    reliability: list[ReliabilityDefinition] = []
    change: list[ChangeDefinition] = []
    code: Word | None = Field(None, description="LOINC code of the score.")
    audience: Literal["all", "counselor"] = Field("all", description="counselor: never released to clients.")


class GateDefinition(Strict):
    """One answer after which the rest need not be given."""

    item: ItemNumber
    equals: Number
    gives: dict[ScoreId, Number]


class LoincDefinition(Strict):
    """Where the LOINC codes of this file were read."""

    panel: Word | None = None
    source: Words


class RiskDefinition(Strict):
    """An answer a human must look at, from a value on; `blank`: how soon when it was left out."""

    item: ItemNumber
    from_: Number = Field(alias="from")
    kind: Literal["suicide", "self-harm", "violence"]
    urgency: Urgency
    blank: Urgency | None = None
    source: Words


class AudienceDefinition(Strict):
    """Who answers, and how it may be given."""

    respondent: Literal["client", "counselor"] = "client"
    solo_only: bool = Field(False, description="Never on a shared device, never e-mailed, never in a shared export.")
    min_age: Annotated[int, Field(ge=0, le=120)] = 18
    scopes: Annotated[list[Scope], Field(min_length=1)] = ["therapist", "guidance"]
    remote: bool = Field(True, description="false: in session or on paper only.")
    min_meetings: Annotated[int, Field(ge=0, le=20)] = Field(0, description="Meetings before it may go to the portal.")
    per_relationship: bool = Field(False, description="Asks about one relationship, named when it is given.")


class CadenceDefinition(Strict):
    """How many days should lie between two occasions."""

    min_days: Days
    source: Words


class LicenceDefinition(Strict):
    """The holder's terms, word for word, and what is printed beside the instrument."""

    class_: Literal["public-domain", "free", "conditional", "noncommercial", "score-entry-only"] = Field(alias="class")
    holder: Words
    statement: Words | None = None
    source: Words | None = None
    read_on: Annotated[str, Field(min_length=10, max_length=10)] | None = None
    attribution: Words
    conditions: Words | None = Field(None, description="What an administrator accepts before it is used.")


class MeasureDefinition(Strict):
    """A whole instrument file."""

    format: Literal[1]
    id: Key
    version: Word
    title: Words
    full_title: Words | None = None
    language: Word
    use: Use = Field("kept", description="Where it is found. kept: for research, or of a practice's own.")
    about: Words
    period: Words | None = None
    instructions: Words | None = None
    wording: Literal["shipped", "installed", "none"]
    scales: dict[ScoreId, ScaleDefinition] = {}
    items: Annotated[list[ItemDefinition], Field(max_length=500)] = []
    scores: Annotated[list[ScoreDefinition], Field(max_length=40, description="An empty list: it is not scored.")]
    gate: GateDefinition | None = None
    pattern: Key | None = None
    loinc: LoincDefinition | None = None
    risk: list[RiskDefinition] = []
    audience: AudienceDefinition = AudienceDefinition()
    cadence: CadenceDefinition | None = None
    licence: LicenceDefinition
    wording_checked: list[Words] = []
    ours: bool = Field(False, description="Our own text: nothing to compare it with.")
