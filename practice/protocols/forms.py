"""A form from its definition: one builder per question kind (house.md 6).

Works without JavaScript: everything is rendered from the answers, and the buttons inside re-render (presses.py).
"""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from practice import clock
from practice.i18n import zone
from practice.protocols import presses
from practice.protocols.answers import Answers, asked, field_name, implied, validate
from practice.protocols.protocol import Exercise, Field
from practice.protocols.questions import BUILDERS, LadderSeen, Moment, Question, Setting

__all__ = ["ExerciseForm", "LadderSeen", "Moment", "Question", "build_form", "is_press"]


@dataclass(frozen=True)
class ExerciseForm:
    """An exercise ready to be shown: `open_fields`, then `folded`, then what Attune adds itself."""

    exercise: Exercise
    answers: Answers
    fields: tuple[Question, ...]
    no_moment: Question | None = None
    no_moment_how: Question | None = None
    distress_after: Question | None = None
    press: presses.Press | None = None
    today: date | None = None

    @property
    def open_fields(self) -> list[Question]:
        return [question for question in self.fields if not question.field.fold]

    @property
    def folded(self) -> list[Question]:
        return [question for question in self.fields if question.field.fold]

    @property
    def errors(self) -> dict[str, list[str]]:
        """Returns what to mend by form name, for the summary on top."""
        return {question.name: [question.error] for question in self.every() if question.error}

    def every(self) -> list[Question]:
        """Returns all questions, those Attune adds included."""
        added = (self.no_moment, self.no_moment_how, self.distress_after)
        return [*self.fields, *(question for question in added if question)]

    def __getitem__(self, name: str) -> Question:
        return next(question for question in self.every() if question.name == name)


def is_press(formdata: Mapping) -> bool:
    """True when a button inside the form was pressed: show the form again, do not send."""
    return presses.pressed(formdata) is not None


def build_form(
    exercise: Exercise, answers: Mapping | None = None, *, formdata: Mapping | None = None,
    errors: Mapping[str, str] | None = None, today: date | None = None, partner_open: bool = False,
    ladders: Mapping[str, LadderSeen] | None = None, moments: Mapping[str, Sequence[Moment]] | None = None,
) -> ExerciseForm:
    """Returns the form of an exercise, filled from stored `answers` or from what was just posted (`formdata`).

    `errors`: words by field id, from `validate`. `today` (default: the practice's day) is what "today" means.
    `partner_open`: the safety gate is open, so fields with `gate: partner` are asked too.
    `ladders`: what the client's ladder looks like, by field id. `moments`: entries to choose from, by field id.
    """
    offered = exercise.behind_gate(partner_open)
    day = today or clock.today(zone())
    press = presses.pressed(formdata) if formdata is not None else None
    given = presses.after(exercise, formdata, press, day) if formdata is not None else dict(answers or {})
    setting = Setting(day, dict(ladders or {}), {id: tuple(some) for id, some in (moments or {}).items()})
    built = {
        item.id: replace(_build(item, given, setting), error=(errors or {}).get(item.id)) for item in asked(offered)
    }
    extra = {item.id: built.pop(item.id) for item in implied(offered)}
    return ExerciseForm(offered, given, tuple(built.values()), press=press, today=day, **extra)


def checked_form(exercise: Exercise, answers: Mapping, **settings) -> ExerciseForm:
    """Returns the form with everything there is to mend said at its field; see `build_form` for the settings."""
    return build_form(exercise, answers, errors=validate(exercise, answers), **settings)


def _build(item: Field, given: Mapping, setting: Setting) -> Question:
    builder: Callable = BUILDERS[item.kind]
    missing = object()
    answer = given.get(item.id, missing)
    return builder(item, field_name(item.id), None if answer is missing else answer, setting, answer is not missing)
