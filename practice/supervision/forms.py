"""What is typed for supervision, and for a leave."""

from datetime import datetime, time

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from practice import clock
from practice.clients.forms import DayField
from practice.cosigning.words import LONGEST, cleaned
from practice.i18n import _, _l
from practice.web import Form

MOST = _l("Please use at most %(max)d letters.")


class WordsForm(Form):
    """Some words that are needed: a question, what to look at again, an answer, what came of a talk."""

    words = TextAreaField(_l("In your words"), [Length(max=LONGEST, message=MOST)])
    about = SelectField(_l("About whom"), [Optional()])

    def __init__(self, *args, label: str, people: tuple[tuple[str, str], ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.words.label.text = label
        self.about.choices = [("", _("The two of them together")), *people] if len(people) > 1 else [("", "")]

    def validate_words(self, field) -> None:
        if not cleaned(field.data):
            raise ValidationError(_("Say it in a few words."))


class LendForm(Form):
    """Who stands in, from when to when, in the practice's own time."""

    to = SelectField(_l("Who stands in"), [InputRequired(_l("Choose a colleague."))])
    first = DayField(_l("From"), required=True)
    first_clock = StringField(_l("From what time"), description=_l("Hour and minute, like 14:30."))
    last = DayField(_l("Until"), required=True)
    last_clock = StringField(_l("Until what time"), description=_l("It ends on that minute, also on a page that is open then."))
    reason = StringField(_l("Why"), [Length(max=300, message=MOST)], description=_l("Optional. Only counselors read this."))

    def __init__(self, *args, colleagues: list[tuple[str, str]], zone: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.to.choices = [("", _("Choose a colleague")), *colleagues]

    def validate_first_clock(self, field) -> None:
        _read(field)

    def validate_last_clock(self, field) -> None:
        _read(field)
        if self.first.data and self.last.data and self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError(_("It ends after it begins."))

    @property
    def starts_at(self) -> datetime | None:
        return self._moment(self.first, self.first_clock)

    @property
    def ends_at(self) -> datetime | None:
        return self._moment(self.last, self.last_clock)

    def _moment(self, day: DayField, typed: StringField) -> datetime | None:
        at = wall_time(typed.data)
        return clock.at(day.data, at.hour, at.minute, self.zone) if day.data and at else None


def _read(field) -> None:
    if wall_time(field.data) is None:
        raise ValidationError(_("Write the time as hour and minute, for instance 14:30."))


def wall_time(typed: str | None) -> time | None:
    """A time of the day as hour and minute; None for anything else."""
    hour, _colon, minute = (typed or "").strip().replace(".", ":").partition(":")
    if not all(part.isascii() and part.isdigit() and len(part) <= 2 for part in (hour, minute)) or len(minute) != 2:
        return None
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None
