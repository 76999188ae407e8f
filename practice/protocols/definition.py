"""The shape of protocol.yaml, format 1: structure and ids, no prose (house.md 5)."""
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(-[a-z0-9_]+)*$", max_length=80)]
FieldId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=400)]
Day = Annotated[int, Field(ge=1, le=3650)]
Window = Annotated[list[Day], Field(min_length=2, max_length=2)]
Pick = Annotated[list[Annotated[int, Field(ge=0, le=100)]], Field(min_length=2, max_length=2)]
Bound = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]

Scope = Literal["therapist", "guidance"]
Credential = Literal["trauma", "emdr", "parts"]
Respondent = Literal["each", "together", "counselor"]
Modality = Literal["thoughts", "regulation", "emotion", "body", "parts", "memories", "coherence"]
Kind = Literal[
    "text", "line", "when", "choice", "choices", "yes_no", "scale", "ladder", "number", "list", "rows", "rank",
    "entries",
]
Frequency = Annotated[
    str, Field(pattern=r"^(once|once-per-cycle|daily|weekly|per-plan|after:[a-z][a-z0-9_]*(-[a-z0-9_]+)*)$")
]


class Strict(BaseModel):
    """Unknown keys are faults and nothing is converted on the quiet."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


class SourceDefinition(Strict):
    """Where the protocol was published."""

    article: Words
    citation: Words
    licence: Words


class SafetyDefinition(Strict):
    """What must hold before an exercise may be opened."""

    both_consent: bool = Field(False, description="Both partners must have agreed.")
    felt_safe: Literal["sufficiently", "safe"] | None = Field(None, description="Each asked alone within 24 hours.")
    screening: bool = Field(False, description="Each person's individual screening must be clear.")
    partner_directed: bool = Field(False, description="Touches the partner: the gate holds in individual work too.")
    credential: Credential | None = Field(None, description="The counselor needs this recorded credential.")
    scope: list[Scope] | None = Field(None, description="Counselor scopes that may use it.")
    leaving_allowed: bool = Field(False, description='Always prints "Leaving is always allowed."')


class FieldDefinition(Strict):
    """One question of an exercise."""

    id: FieldId
    kind: Kind
    fold: bool = Field(False, description="Folded away, never dropped.")
    required: bool = Field(False, description="What makes an entry an entry: at most one or two per exercise.")
    options: list[FieldId] | None = None
    own: bool = Field(False, description="Own words may be added.")
    pick: Pick | None = Field(None, description="How many are expected: [least, most]. A hint, not a gate.")
    low: Bound | None = None
    high: Bound | None = None
    of: "list[FieldDefinition] | None" = None
    from_: Slug | None = Field(None, alias="from", description="Exercise whose earlier entries are chosen from.")
    when_only: Literal["date", "datetime"] | None = None
    gate: Literal["partner"] | None = Field(None, description="Offered only behind the partner safety gate.")
    light: bool = Field(False, description="Part of the light version of the exercise.")


class ExerciseDefinition(Strict):
    """One exercise, defined in the first phase where it appears; `again: true` offers it once more."""

    id: Slug
    again: bool = False
    frequency: Frequency | None = None
    days: Window | None = None
    span: Annotated[int, Field(ge=1, le=366)] | None = None
    span_range: Window | None = None
    repeats: Literal["added-to", "kept-current", "by-agreement"] | None = None
    respondent: Respondent | None = None
    default: bool | None = None
    light: bool | None = Field(None, description="In this phase only the light fields are asked.")
    flavours: list[Slug] | None = None
    ours: bool = False
    modality: list[Modality] = []
    entry: Literal["page", "log"] = "page"
    no_moment: bool = False
    distress_after: bool = False
    safety: SafetyDefinition | None = None
    carries_from: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_]*)?$")] | None = None
    measure: Slug | None = None
    fields: list[FieldDefinition] | None = None


class PhaseDefinition(Strict):
    """A stage with its recommended window, in days from the course's start (first cycle only)."""

    id: Slug
    days: Window
    open_ended: bool = False
    mechanisms: list[Slug] = []
    readiness: list[Slug] = []
    questions: list[Slug] = []
    exercises: list[ExerciseDefinition] = []


class OverlayDefinition(Strict):
    """Keys of one exercise replaced in one flavour, and field ids left out."""

    omits: list[FieldId] = []
    safety: SafetyDefinition | None = None
    frequency: Frequency | None = None
    respondent: Respondent | None = None
    days: Window | None = None
    span: Annotated[int, Field(ge=1, le=366)] | None = None
    default: bool | None = None
    modality: list[Modality] | None = None
    distress_after: bool | None = None


class FlavourDefinition(Strict):
    """A variant of the protocol."""

    id: Slug
    article: Words | None = None
    scope: list[Scope] | None = None
    credential: Credential | None = None
    hides: list[Slug] = []
    overlay: dict[Slug, OverlayDefinition] = {}


class ProtocolDefinition(Strict):
    """A whole protocol.yaml."""

    format: Literal[1]
    id: Slug
    version: Annotated[str, Field(pattern=r"^[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$")]
    languages: Annotated[list[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]], Field(min_length=1)]
    days: Day
    audience: list[Literal["individual", "couple"]]
    scope: list[Scope] = ["therapist", "guidance"]
    source: SourceDefinition
    mechanisms: list[Slug] = []
    flavours: list[FlavourDefinition] = []
    phases: Annotated[list[PhaseDefinition], Field(min_length=1)]
