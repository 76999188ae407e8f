"""Forms of safety: what a person says about a flag, and what was asked alone."""

from wtforms import DateField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from practice import clock
from practice.i18n import _, _l, zone
from practice.safety import words
from practice.web import Form

LONG = Length(max=words.WORDS_LIMIT, message=_l("Please use at most %(max)d letters."))


class StepForm(Form):
    """What was done about a flag."""

    words = TextAreaField(_l("What you did and decided"), [LONG])

    def validate_words(self, field) -> None:
        if not words.cleaned(field.data):
            raise ValidationError(_("Say in a few words what you did. It stays with the flag."))


class FlagForm(Form):
    """A flag raised by hand."""

    client = RadioField(_l("About whom"), [InputRequired(_l("Choose whom this is about."))])
    kind = RadioField(_l("What it is about"), [InputRequired(_l("Choose what it is about."))])
    urgency = RadioField(_l("When somebody should look"), [InputRequired(_l("Choose when somebody should look."))])
    words = TextAreaField(_l("What you saw or heard"), [LONG], description=_l("Their words where you can. Optional."))

    def __init__(self, *args, people: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
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
