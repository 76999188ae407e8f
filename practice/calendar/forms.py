"""What counselors type about their own time, and the file of another calendar."""

import base64
import binascii

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField
from wtforms.validators import ValidationError

from practice.calendar.hours import BadHours, Span, read_hours
from practice.clients.forms import line
from practice.i18n import _l
from practice.web import Form

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FAULTS = {
    "shape": _l("Write from when to when, for instance 9-12:30, 14-18."),
    "order": _l("It would end before it begins. Write the earlier time first."),
    "overlap": _l("Two of these times overlap."),
    "many": _l("At most four times in a day."),
}


def _hours(_form, field) -> None:
    try:
        read_hours(field.data or "")
    except BadHours as fault:
        raise ValidationError(FAULTS[fault.reason]) from None


def _day(label):
    found = line(label, limit=120)
    found.kwargs["validators"] = [*found.kwargs["validators"], _hours]
    return found


class HoursForm(Form):
    monday = _day(_l("Monday"))
    tuesday = _day(_l("Tuesday"))
    wednesday = _day(_l("Wednesday"))
    thursday = _day(_l("Thursday"))
    friday = _day(_l("Friday"))
    saturday = _day(_l("Saturday"))
    sunday = _day(_l("Sunday"))

    def week(self) -> dict[int, list[Span]]:
        return {number: read_hours(self[name].data or "") for number, name in enumerate(DAYS)}


class FeedForm(Form):
    names = BooleanField(_l("With the first letters of the name instead of “Appointment”"))
    homework = BooleanField(_l("With the days until which homework was agreed"))


class FileForm(Form):
    """A file is chosen, looked at, and kept. `held` carries it from the look to the keeping, `source` its name."""

    file = FileField(_l("The file"), description=_l("An .ics file, as calendars export it. At most 1 MB."))
    held = HiddenField()
    source = HiddenField()

    def chosen(self) -> tuple[bytes, str]:
        """(what the file holds, its name); empty when there is none."""
        if self.file.data:
            return self.file.data.read(), tidy(self.file.data.filename)
        try:
            return base64.b64decode((self.held.data or "").encode("ascii"), validate=True), tidy(self.source.data)
        except (binascii.Error, UnicodeEncodeError):
            return b"", ""


def held(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def tidy(name: str | None) -> str:
    """A file's name on one line; every file has one."""
    return "".join(letter for letter in name or "" if letter.isprintable()).strip()[:120] or "calendar.ics"
