"""Giving an exercise: to whom, how often, from when; and answering an entry."""

from datetime import date

from wtforms import DateField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from practice.i18n import _, _l
from practice.protocols.codecs import clean
from practice.web import Form

EACH = "each"
MOST = _l("Please use at most %(max)d letters.")


class GiveForm(Form):
    """One exercise for one participant, for each of them, or for both together with one who writes."""

    exercise = RadioField(_l("Exercise"), [InputRequired(_l("Choose an exercise."))])
    who = RadioField(_l("For whom"), [Optional()])
    scribe = RadioField(_l("Who writes, when it is done together"), [Optional()])
    frequency = RadioField(_l("How often"), [Optional()], choices=[
        ("", _l("As the protocol suggests")), ("once", _l("Once")), ("daily", _l("Every day")),
        ("weekly", _l("Every week")), ("days", _l("Every few days"))])  # fmt: skip
    every = IntegerField(_l("Every how many days"), [Optional(), NumberRange(1, 60, _l("Write a number from 1 to 60."))],
                         description=_l("Only for “every few days”."))  # fmt: skip
    length = RadioField(_l("Length"), [Optional()], choices=[
        ("", _l("As the protocol suggests")), ("light", _l("The short version")), ("whole", _l("The whole exercise"))])  # fmt: skip
    opens_on = DateField(_l("From"), [InputRequired(_l("Write the first day."))])
    until = DateField(_l("Until"), [Optional()], description=_l("Optional. What is asked once stays open until it is answered."))
    message = StringField(_l("A line from you"), [Length(max=1_000, message=MOST)], filters=[clean],
                          description=_l("Optional. It stands above the exercise."))  # fmt: skip
    confirmed = HiddenField()

    def __init__(self, *args, exercises: list[tuple[str, str]], people: list[tuple[str, str]], together: set[str],
                 **kwargs) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.together = together
        self.exercise.choices = exercises
        self.who.choices = people + ([(EACH, _("Both, each on their own"))] if len(people) > 1 else [])
        self.scribe.choices = people

    def validate_until(self, field) -> None:
        first, last = self.opens_on.data, field.data
        if isinstance(first, date) and isinstance(last, date) and last < first:
            raise ValidationError(_("The last day lies after the first."))

    def validate(self, extra_validators=None) -> bool:
        """What is done together is for both; everything else names somebody."""
        fine = super().validate(extra_validators)
        if not self.who.data and self.exercise.data not in self.together:
            self.who.errors = [_("Choose for whom it is.")]
            return False
        return fine

    def people(self, all_of_them: list[str]) -> list[str]:
        return all_of_them if self.who.data == EACH else [self.who.data]


class ChangeForm(Form):
    """A new agreement of the same exercise: how often, how long it runs, which version."""

    frequency = RadioField(_l("How often"), choices=[
        ("once", _l("Once")), ("daily", _l("Every day")), ("weekly", _l("Every week")), ("days", _l("Every few days"))])
    every = IntegerField(_l("Every how many days"), [Optional(), NumberRange(1, 60, _l("Write a number from 1 to 60."))],
                         description=_l("Only for “every few days”."))  # fmt: skip
    length = RadioField(_l("Length"), choices=[("light", _l("The short version")), ("whole", _l("The whole exercise"))])
    until = DateField(_l("Until"), [Optional()], description=_l("Optional. What is asked once stays open until it is answered."))
    message = StringField(_l("A line from you"), [Length(max=1_000, message=MOST)], filters=[clean],
                          description=_l("Optional. It stands above the exercise."))  # fmt: skip

    def __init__(self, *args, first: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def validate_until(self, field) -> None:
        if isinstance(field.data, date) and field.data < self.first:
            raise ValidationError(_("The last day lies before it begins."))


class CommentForm(Form):
    """What the counselor answers; the client sees it."""

    body = TextAreaField(_l("Your answer"), [DataRequired(_l("Write a word or two first.")), Length(max=20_000, message=MOST)],
                         filters=[clean],
                         description=_l("The client sees this beside their words."))  # fmt: skip
