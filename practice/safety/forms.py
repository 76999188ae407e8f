"""Forms of safety: what a person says about a flag, and what was asked alone."""

from wtforms import DateField, HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from practice import clock
from practice.i18n import _, _l, zone
from practice.safety import crisis, words
from practice.safety.checklists import checklist, ticked_words
from practice.web import Form

LONG = Length(max=words.WORDS_LIMIT, message=_l("Please use at most %(max)d letters."))


class Ticks(SelectMultipleField):
    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()


class StepForm(Form):
    """What was done about a flag; for a child and for violence with a list to tick off (checklists.py)."""

    thought_of = Ticks(_l("What you thought of"))
    words = TextAreaField(_l("What you did and decided"), [LONG])

    def __init__(self, *args, kind: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.thought_of.choices = checklist(kind)

    @property
    def said(self) -> str:
        """The ticked points and the words, as the record keeps them."""
        return ticked_words(self.kind, self.thought_of.data or [], self.words.data)

    def validate_words(self, field) -> None:
        if not words.cleaned(field.data):
            raise ValidationError(_("Say in a few words what you did. It stays with the flag."))


class FlagForm(Form):
    """A flag raised by hand."""

    client = RadioField(_l("About whom"), [InputRequired(_l("Choose whom this is about."))])
    kind = RadioField(_l("What it is about"), [InputRequired(_l("Choose what it is about."))])
    urgency = RadioField(_l("When somebody should look"), [InputRequired(_l("Choose when somebody should look."))])
    words = TextAreaField(_l("What you saw or heard"), [LONG], description=_l("Their words where you can. Optional."))

    def __init__(self, *args, people: list[tuple[str, str]], about: str | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if about and self.client.data not in dict(people):
            self.client.data = about
        self.client.choices = people
        self.kind.choices = [(code, words.kind(code)) for code in words.KINDS]
        self.urgency.choices = [(code, words.urgency(code)) for code in words.URGENCIES]
        if len(people) == 1 and not self.client.data:
            self.client.data = people[0][0]


class ScreeningForm(Form):
    """One person was asked alone and in person."""

    done_on = DateField(_l("Day of the conversation"), [InputRequired(_l("Choose the day you talked."))])
    outcome = RadioField(_l("What came of it"), [InputRequired(_l("Choose what came of it."))])
    words = TextAreaField(
        _l("For the record"), [LONG],
        description=_l("Optional. Stays on the counselor’s side and is never shown to either partner."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [(code, words.outcome(code)) for code in words.OUTCOMES]

    def validate_done_on(self, field) -> None:
        if field.data and field.data > clock.today(zone()):
            raise ValidationError(_("This day has not come yet."))


class StandInForm(Form):
    """Why somebody opens for a day what is not on their caseload."""

    reason = TextAreaField(_l("Why you open it"), [Length(max=500, message=_l("Please use at most %(max)d letters."))], description=_l(
        "Whom you tried to reach, and when. No names of clients: this stands where others can read it."))  # fmt: skip

    def validate_reason(self, field) -> None:
        if not words.cleaned(field.data):
            raise ValidationError(_("Say in a few words why. It stays with the flag."))


class CrisisPlanForm(Form):
    """The six parts of a crisis plan, and the day to look at it again."""

    signs, alone, places = TextAreaField(), TextAreaField(), TextAreaField()
    people, professionals, safer = TextAreaField(), TextAreaField(), TextAreaField()
    review_on = DateField(_l("Look at it again on"), [Optional()])
    seen = HiddenField()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for part in crisis.PARTS:
            self[part].label.text, self[part].description = crisis.title(part), crisis.hint(part)

    @property
    def said(self) -> dict[str, str]:
        return {part: self[part].data or "" for part in crisis.PARTS}

    def validate(self, extra_validators=None) -> bool:
        fine = super().validate(extra_validators)
        for part in crisis.PARTS:
            if crisis.too_long(self[part].data or ""):
                self[part].errors = [_("Please shorten this to %(lines)s lines and %(letters)s letters: the plan fits on one page.",
                                       lines=crisis.MOST_LINES, letters=crisis.LONGEST)]  # fmt: skip
                fine = False
        if fine and not crisis.tidied(self.said):
            self.signs.errors, fine = [_("Write at least one line anywhere.")], False
        return fine
