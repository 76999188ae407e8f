"""Answers to an exercise: from a posted form, checked on sending, and back to words for reading pages and paper.

Answers are one JSON object `{field id: answer}`. Beside the fields of the protocol it may hold `no_moment` ("yes"),
`no_moment_how` (words) and `distress_after` (0-10 or None).
"""
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from practice.i18n import _
from practice.protocols.codecs import as_date
from practice.protocols.groups import CODECS, Rows
from practice.protocols.protocol import Exercise, Field, Option

Answers = dict[str, object]
DRAWN = "today_is"  # the form's hidden field with the day it was drawn


@dataclass(frozen=True)
class Shown:
    """One answer as words: `lines` always; `rows` too for repeating groups, each a tuple of (label, lines)."""

    id: str
    label: str
    kind: str
    lines: tuple[str, ...]
    rows: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = ()

    @property
    def value(self) -> str:
        """Returns the lines as one plain text."""
        return "\n".join(self.lines)


def field_name(id: str) -> str:
    """Returns the name of a field in a form."""
    return f"q_{id}"


def implied(exercise: Exercise) -> tuple[Field, ...]:
    """Returns the questions Attune adds itself: "no such moment" with its follow-up, and distress afterwards."""
    added: list[Field] = []
    if exercise.no_moment:
        label, hint = exercise.no_moment_words
        added.append(Field("no_moment", "yes_no", _("No such moment today")))
        added.append(Field("no_moment_how", "text", label or _("How did you get through?"), hint))
    if exercise.distress_after:
        label = _("How stirred up are you right now, after writing this?")
        words = {"low_words": _("calm"), "high_words": _("as stirred up as I can be")}
        added.append(Field("distress_after", "scale", label, low=0, high=10, **words))
    return tuple(added)


def asked(exercise: Exercise) -> tuple[Field, ...]:
    """Returns every question of the form, those Attune adds included."""
    return (*exercise.fields, *implied(exercise))


def blank(exercise: Exercise) -> Answers:
    """Returns empty answers. Scales are left out: None there means "I'd rather not give a number"."""
    return {field.id: CODECS[field.kind].blank(field) for field in asked(exercise) if field.kind != "scale"}


def parse(exercise: Exercise, formdata: Mapping, today: date | None = None) -> Answers:
    """Returns the answers in a posted form, tolerant: nothing is refused, what was typed stays.

    Questions nothing was posted for are left out. `today` is what "today" means; by default the day the form was
    drawn, which it carries.
    """
    day = today or as_date(formdata.get(DRAWN))
    found: Answers = {}
    for field in asked(exercise):
        name = field_name(field.id)
        if any(key == name or key.startswith(f"{name}-") for key in formdata):
            found[field.id] = CODECS[field.kind].parse(field, formdata, name, day)
    return found


def no_moment(answers: Mapping) -> bool:
    """True when the client answered that there was no such moment: a whole answer."""
    return answers.get("no_moment") == "yes"


def is_empty(exercise: Exercise, answers: Mapping) -> bool:
    """True when nothing at all was answered."""
    return not any(_answered(field, answers) for field in asked(exercise) if field.id != "distress_after")


def validate(exercise: Exercise, answers: Mapping) -> dict[str, str]:
    """Returns what to mend before sending, in words by field id; empty when the answers can be sent."""
    found: dict[str, str] = {}
    for field in asked(exercise):
        codec, answer = CODECS[field.kind], answers.get(field.id)
        problem = None if answer is None else codec.fault(field, answer)
        if not problem and field.required and not no_moment(answers) and not _answered(field, answers):
            problem = _("Please answer this one before you send. A few words are enough.")
        if problem:
            found[field.id] = problem
    if not found and is_empty(exercise, answers):
        first = next(iter(asked(exercise)), None)
        return {first.id: _("There is nothing here to send yet. A few words are enough.")} if first else {}
    return found


def _answered(field: Field, answers: Mapping) -> bool:
    if field.kind == "scale":
        return field.id in answers
    return field.id in answers and not CODECS[field.kind].empty(answers[field.id])


def labels(exercise: Exercise) -> dict:
    """Returns the words the client saw, as JSON: frozen with an entry, and enough to show it without the protocol."""
    return {"exercise": exercise.id, "title": exercise.client_title,
            "fields": [_label(field) for field in asked(exercise)]}


@dataclass(frozen=True)
class Asked:
    """The questions an entry answers, read back from its frozen `labels`."""

    fields: tuple[Field, ...]


@lru_cache(maxsize=1024)
def asked_then(labels: str) -> Asked:
    """Returns the questions in the frozen labels (JSON text) of an entry.

    Kept, since every moment of a log brings the same: they are the protocol's words and nobody's own.
    """
    return Asked(tuple(_field(told) for told in json.loads(labels).get("fields", ())))


def show(exercise: Exercise | Mapping | Asked, answers: Mapping, refs: Mapping[str, str] | None = None) -> list[Shown]:
    """Returns what was answered, in the order asked, in the words the client saw.

    `exercise` is an Exercise, or the frozen `labels` of an entry, as they lie there or read by `asked_then`. `refs`
    gives words for `{"ref": id}` answers.
    """
    if isinstance(exercise, Asked):
        return [_shown(field, answers[field.id], refs or {}) for field in exercise.fields if _answered(field, answers)]
    seen = exercise if isinstance(exercise, Mapping) else labels(exercise)
    shown = []
    for told in seen.get("fields", ()):
        if told["id"] in answers and _answered(field := _field(told), answers):
            shown.append(_shown(field, answers[field.id], refs or {}))
    return shown


def _shown(field: Field, answer: object, refs: Mapping[str, str]) -> Shown:
    codec = CODECS[field.kind]
    rows = codec.pairs(field, answer) if isinstance(codec, Rows) else []
    if isinstance(answer, Mapping) and answer.get("ref") in refs:
        lines: tuple[str, ...] = (refs[answer["ref"]],)
    else:
        lines = codec.show(field, answer)
    return Shown(field.id, field.label, field.kind, lines, tuple(tuple(row) for row in rows))


def _label(field: Field) -> dict:
    told: dict = {"id": field.id, "kind": field.kind, "label": field.label}
    if field.options:
        told["options"] = {option.id: option.words for option in field.options}
    if field.of:
        told["of"] = [_label(sub) for sub in field.of]
    for key in ("low", "high", "low_words", "high_words", "unit"):
        if getattr(field, key) not in (None, ""):
            told[key] = getattr(field, key)
    return told


def _field(told: Mapping) -> Field:
    extra = {key: told[key] for key in ("low", "high", "low_words", "high_words", "unit") if key in told}
    return Field(
        id=told["id"], kind=told["kind"], label=told["label"], own=True,
        options=tuple(Option(id, words) for id, words in told.get("options", {}).items()),
        of=tuple(_field(sub) for sub in told.get("of", ())), **extra,
    )
