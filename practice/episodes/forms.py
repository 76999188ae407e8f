"""What counselors type when they lead an episode."""

from datetime import time

from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from practice.clients.forms import DayField, Pills, Whole, line, words
from practice.episodes.rhythm import MOST
from practice.episodes.words import ATTENDANCE, PACES, REASONS
from practice.i18n import _, _l
from practice.web import Form


class PersonForm(Form):
    """One person to take on: somebody new, or somebody already known."""

    known = SelectField(_l("Somebody you know already"), validators=[Optional()])
    display_name = line(_l("Name"), description=_l("As they write it themselves."))
    preferred_name = line(_l("What to call them"), description=_l("If it is another name."))
    pronouns = line(_l("Pronouns"), limit=80)
    shown_as = line(_l("What their partner sees of them"), description=_l("Usually the first name."), limit=80)

    def validate(self, extra_validators=None) -> bool:
        fine = super().validate(extra_validators)
        if not self.known.data and not self.display_name.data:
            self.display_name.errors = [*self.display_name.errors, _("Please give a name.")]
            return False
        return fine

    def person(self) -> dict:
        """What take_on_client and take_on_couple want."""
        if self.known.data:
            return {"client_id": self.known.data}
        return {
            "display_name": self.display_name.data,
            "preferred_name": self.preferred_name.data or None,
            "pronouns": self.pronouns.data or None,
        }


class OpeningForm(Form):
    opened_on = DayField(_l("With you since"), required=True)


class IntakeForm(Form):
    version = Whole(widget=HiddenInput(), validators=[Optional()])
    best_hope = words(
        _l("Their best hope"), description=_l("In their own words: what would be different if this helped?")
    )
    presenting_concern = words(_l("What brings them"))
    background = words(_l("What is good to know"), description=_l("People, work, health, what has helped before."))
    taken_on = DayField(_l("Asked on"), required=True)

    def values(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in INTAKE_WORDS}


INTAKE_WORDS = ("best_hope", "presenting_concern", "background")


class BeginForm(Form):
    started_on = DayField(_l("Day 1"), required=True, description=_l("If the work began before Attune, that day."))
    pace = Pills(_l("How to pace it"), choices=list(PACES.items()), validators=[DataRequired(_l("Choose a pace."))])
    first_phase = Pills(
        _l("Begin in"),
        validators=[DataRequired(_l("Choose where to begin."))],
        description=_l("Earlier ones are noted as done before Attune."),
    )
    entered_on = DayField(_l("In that phase since"), description=_l("Leave empty for day 1."))
    unsigned = BooleanField(_l("I begin before the agreement to counselling is recorded"))

    def validate_unsigned(self, field) -> None:
        if not field.data:
            raise ValidationError(_("No agreement is recorded yet. Record it first, or tick that you begin without it."))

    def validate_entered_on(self, field) -> None:
        if field.data and self.started_on.data and field.data < self.started_on.data:
            raise ValidationError(_("That is before day 1."))


class EnterForm(Form):
    who = Pills(_l("Who goes on"), validators=[DataRequired(_l("Choose who."))])
    on = DayField(_l("From which day"), required=True)
    words = words(
        _l("Your judgement"), description=_l("What speaks for it, what to keep in mind. Only counselors read this.")
    )


class SkipForm(Form):
    on = DayField(_l("On which day"), required=True)
    reason = words(_l("Why this phase is left out"), required=_l("Say why, in a few words."))


class PauseForm(Form):
    who = Pills(_l("Who rests"), validators=[DataRequired(_l("Choose who."))])
    since = DayField(_l("First day that does not count"), required=True)
    until = DayField(_l("Work went on again on"), description=_l("Leave empty while the rest goes on."))
    reason = words(_l("Why"), description=_l("Only counselors read this."))

    def validate_until(self, field) -> None:
        if field.data and self.since.data and field.data <= self.since.data:
            raise ValidationError(_("Work goes on after the rest began."))


class ResumeForm(Form):
    until = DayField(_l("First day that counts again"), required=True)


class DischargeForm(Form):
    who = Pills(_l("For whom it ends"), validators=[DataRequired(_l("Choose for whom."))])
    on = DayField(_l("Last day"), required=True)
    reason = Pills(
        _l("How it came to an end"),
        choices=list(REASONS.items()),
        validators=[DataRequired(_l("Choose what fits best."))],
    )
    words = words(_l("What you want to keep about it"))


class SessionForm(Form):
    who = Pills(_l("With whom"), validators=[DataRequired(_l("Choose with whom."))])
    on = DayField(_l("Day"), required=True)
    clock = line(
        _l("Time"),
        required=_l("Give a time, for instance 14:30."),
        description=_l("Hour and minute, like 14:30."),
        limit=20,
    )
    minutes = Whole(
        _l("Minutes"),
        validators=[DataRequired(_l("How many minutes?")), NumberRange(5, 480, _l("Between 5 and 480 minutes."))],
    )
    place = line(_l("Where, or a link"), description=_l("A place, or the address of a video call."))

    def validate_clock(self, field) -> None:
        if self.at is None:
            raise ValidationError(_("Write the time as hour and minute, for instance 14:30."))

    @property
    def at(self) -> time | None:
        hour, _colon, minute = (self.clock.data or "").replace(".", ":").partition(":")
        if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit() and len(minute) == 2):
            return None
        return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


class SeriesForm(SessionForm):
    every = Whole(
        _l("Every how many weeks"),
        validators=[DataRequired(_l("Every how many weeks?")), NumberRange(1, 12, _l("Between 1 and 12 weeks."))],
    )
    times = Whole(
        _l("How many sessions"),
        validators=[DataRequired(_l("How many sessions?")), NumberRange(2, MOST, _l("Between 2 and 52 sessions."))],
    )


class AttendanceForm(Form):
    """One row of pills per participant, named by their id; built by the view."""

    @classmethod
    def of(cls, people: list[tuple[str, str]], **more) -> "AttendanceForm":
        fields = {f"came_{client_id}": Pills(name, choices=list(ATTENDANCE.items())) for client_id, name in people}
        return type("AttendanceOfSession", (cls,), fields)(**more)

    def statuses(self) -> dict[str, str]:
        return {
            field.name.removeprefix("came_"): field.data for field in self if field.name[:5] == "came_" and field.data
        }
