"""Forms of measures: what is agreed, why something is struck."""

from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from practice.i18n import _, _l
from practice.measures.refused import Refused
from practice.measures.schedule import MOST_DAYS
from practice.measures.typed import TARGET
from practice.web import Form

WHY = 1000
MOST = _l("Please use at most %(max)d letters.")
WAYS = (("session", _l("In session")), ("portal", _l("At home")), ("paper", _l("On paper")))
RHYTHMS = (
    ("once", _l("Once")), ("days", _l("Every so many days")), ("sessions", _l("At each meeting")),
    ("phase", _l("On entering a phase")), ("day", _l("On one day of the course")),
)  # fmt: skip
# Where the words of a refusal are shown.
PLACES = {"days": "every_days", "too-soon": "every_days", "phase": "phase", "target": "target", "rhythm": "rhythm"}


class AgreeForm(Form):
    """How an instrument is given, how often, about whom."""

    way = RadioField(_l("How"), [InputRequired(_l("Choose how it is given."))], choices=WAYS)
    rhythm = RadioField(_l("How often"), [InputRequired(_l("Choose how often."))], choices=RHYTHMS)
    every_days = IntegerField(
        _l("Days"), [Optional()], description=_l("Between two times; or which day of the course."))
    phase = SelectField(_l("Phase"), validate_choice=False)
    target = StringField(
        _l("Which relationship"), [Length(max=TARGET, message=MOST)],
        description=_l("As this person would say it: my mother, Robin."))
    starts_on = DateField(_l("From"), [Optional()])

    def __init__(self, *args, phases: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.phase.choices = [("", _("No phase")), *phases.items()]

    def validate_every_days(self, field) -> None:
        if self.rhythm.data in ("days", "day") and not (field.data and 1 <= field.data <= MOST_DAYS):
            raise ValidationError(_("Write a number of days, at most %(most)s.", most=MOST_DAYS))

    def validate_phase(self, field) -> None:
        if self.rhythm.data == "phase" and not (field.data and field.data in dict(field.choices)):
            raise ValidationError(_("Choose the phase."))

    def days(self) -> int | None:
        return self.every_days.data if self.rhythm.data in ("days", "day") else None

    def complain(self, problem: Refused) -> None:
        """What stands against it, said where it can be changed."""
        field = self[PLACES.get(problem.code, "way")]
        field.errors = [*field.errors, problem.words]


class StrikeForm(Form):
    """Why an occasion does not count."""

    why = TextAreaField(
        _l("Why it does not count"),
        [InputRequired(_l("Say in a few words why. It stays with the record.")), Length(max=WHY, message=MOST)],
        description=_l("Typed wrongly, another person’s sheet. Flags it raised stay."))
