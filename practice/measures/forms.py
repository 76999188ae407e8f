"""Forms of measures: what is agreed, why something is struck, what a number kept by itself is."""

from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from practice.i18n import _, _l
from practice.measures.numbers import Numbers
from practice.measures.refused import Refused
from practice.measures.schedule import MOST_DAYS
from practice.measures.typed import TARGET
from practice.protocols.codecs import clean
from practice.web import Form

WHY = 1000
NAME, LINE = 120, 500
ENDS = 100_000
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


def _line(label, missing, most=LINE, **more) -> StringField:
    return StringField(label, [InputRequired(missing), Length(max=most, message=MOST)], filters=[_on_one_line], **more)


def _on_one_line(text: str | None) -> str:
    return " ".join(clean(text).split())


def _end(label) -> IntegerField:
    reach = NumberRange(-ENDS, ENDS, _l("Please give a whole number."))
    return IntegerField(label, [InputRequired(_l("Please give a whole number.")), reach])


class NumbersForm(Form):
    """A form given elsewhere, of which only a number is kept here."""

    title = _line(_l("Name of the form"), _l("Write what the form is called."), NAME)
    about = _line(_l("What it asks about"), _l("Write in a few words what it asks about."))
    low = _end(_l("The lowest number there is"))
    high = _end(_l("The highest number there is"))
    better = RadioField(_l("Which direction is better"), [InputRequired(_l("Choose the direction; every picture says it."))], choices=(
        ("higher", _l("Higher is better")), ("lower", _l("Lower is better")), ("neither", _l("Neither is better"))))  # fmt: skip
    holder = _line(_l("Whose form it is"), _l("Name its authors or who holds the rights."),
                   description=_l("Stands beneath every picture of it."))  # fmt: skip
    source = _line(_l("Where the numbers are explained"), _l("Name the manual or article."),
                   description=_l("A manual or an article, with its page."))  # fmt: skip
    basis = _line(_l("On what ground your practice uses it"), _l("Write on what ground your practice uses it."),
                  description=_l("For example: bought on paper, with a licence of a certain day."))  # fmt: skip

    def validate_high(self, field) -> None:
        if self.low.data is not None and field.data is not None and field.data <= self.low.data:
            raise ValidationError(_("The highest number lies above the lowest."))

    def told(self) -> Numbers:
        names = ("title", "about", "low", "high", "better", "holder", "source")
        return Numbers(**{name: getattr(self, name).data for name in names})
