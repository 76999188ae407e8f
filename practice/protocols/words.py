"""The shape of en.yaml (and its sister languages): all words of a protocol under the ids of protocol.yaml."""
from typing import Annotated

from pydantic import Field

from practice.protocols.definition import Credential, Scope, Slug, Strict

Text = Annotated[str, Field(min_length=1, max_length=8000)]


class FieldWords(Strict):
    """Words of one question."""

    label: Text
    hint: str = ""
    options: dict[str, Text] = {}
    low: str = Field("", description="What the low end means.")
    high: str = Field("", description="What the high end means.")
    unit: str = Field("", description="What a number counts, such as minutes.")
    add: str = Field("", description="Words on the button that adds one more.")
    own: str = Field("", description="Words above the line for an own answer.")
    fields: "dict[str, FieldWords]" = {}


class ExerciseWords(Strict):
    """Words of one exercise: some for the counselor, some for the client."""

    title: Text
    client_title: str = ""
    intro: str = ""
    counselor: str = ""
    safety: str = ""
    fields: dict[str, FieldWords] = {}


class OverlayWords(Strict):
    """Words of one exercise that read differently in one flavour."""

    title: str = ""
    client_title: str = ""
    intro: str = ""
    counselor: str = ""
    safety: str = ""


class PhaseOverlayWords(Strict):
    """Words of one phase that read differently, or are added, in one flavour."""

    title: str = ""
    purpose: str = ""
    safety: str = ""
    sentence: str = ""
    look_for: list[Text] = []
    questions: dict[str, Text] = {}


class FlavourWords(Strict):
    """Words of one flavour."""

    title: Text
    summary: Text
    joint_step: str = ""
    exercises: dict[str, OverlayWords] = {}
    phases: dict[str, PhaseOverlayWords] = {}


class PhaseWords(Strict):
    """Words of one phase."""

    title: Text
    article_title: str = Field("", description="What the article calls the phase, where ours differs.")
    client_title: Text
    purpose: Text
    look_for: list[Text] = []
    safety: str = ""
    sentence: str = ""
    questions: dict[str, Text] = {}


class CardWords(Strict):
    """An education card."""

    title: Text
    body: Text


class FaqWords(Strict):
    """A question counselors ask, and an answer."""

    q: Text
    a: Text


class CaseWords(Strict):
    """A fictional vignette; shown only in the flavours and to the counselors it names."""

    name: Text
    title: Text
    body: Text
    flavours: list[Slug] = []
    scope: list[Scope] = []
    credential: Credential | None = None


class ProtocolWords(Strict):
    """A whole en.yaml."""

    title: Text
    summary: Text
    client_title: Text
    mechanisms: dict[str, CardWords] = {}
    readiness: dict[str, Text] = {}
    stance: list[Text] = []
    cautions: list[Text] = []
    faq: list[FaqWords] = []
    cases: list[CaseWords] = []
    flavours: dict[str, FlavourWords] = {}
    phases: dict[str, PhaseWords]
    exercises: dict[str, ExerciseWords]
