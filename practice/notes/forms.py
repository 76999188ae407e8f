"""Forms of contacts, later words and requests for a change."""

from datetime import UTC, date, datetime, time

from flask import g
from wtforms import RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation, ValidationError

from practice import clock
from practice.accounts.forms.fields import Day
from practice.i18n import _, _l
from practice.web import Form

CONTACT_KINDS = [
    ("call", _l("Call")), ("message", _l("Message")), ("letter", _l("Letter")),
    ("no-show", _l("After a missed session")), ("third-party", _l("With somebody else")),
]  # fmt: skip
ADDENDUM_KINDS = [
    ("addendum", _l("Something to add")), ("correction", _l("Something to correct")), ("late-entry", _l("Written late")),
    ("retraction", _l("Taken back")),
]  # fmt: skip
ANSWERS = [("accepted", _l("Yes, it will be put right")), ("declined", _l("No, it stays as it is")),
           ("more-time", _l("It needs up to 30 days more"))]  # fmt: skip
TOO_LONG = _l("This is longer than 100,000 characters. Please split it.")
_short_enough = Length(max=100_000, message=TOO_LONG)


def plain(text: str | None) -> str:
    """Line ends as one kind; NUL and lone surrogates cannot be stored and carry no words."""
    bare = (text or "").replace("\r\n", "\n").replace("\x00", "")
    return bare.encode("utf-8", "ignore").decode("utf-8").strip()


def not_ahead(_form, field) -> None:
    if field.data and field.data > clock.today(g.practice.zone):
        raise ValidationError(_("This day lies ahead. Nothing is written down before it happened."))


def asked_for(kind: str, words):
    """A field that only this kind of addition asks for."""

    def check(form, field) -> None:
        if form.kind.data != kind:
            field.errors = []
            raise StopValidation()
        if not field.data and not field.errors:
            raise StopValidation(words)

    return check


class ContactForm(Form):
    kind = RadioField(_l("What was it?"), choices=CONTACT_KINDS, default="call",
                      validators=[DataRequired(_l("Choose what it was."))])  # fmt: skip
    happened_on = Day(_l("When?"), validators=[DataRequired(_l("Give the day, such as 2026-11-24.")), not_ahead])
    with_whom = StringField(_l("With whom?"), filters=[plain],
                            validators=[Length(max=300, message=_l("Keep this under 300 characters."))])  # fmt: skip
    line = TextAreaField(_l("What happened, in a line or two"), filters=[plain],
                         validators=[DataRequired(_l("Write a line.")), _short_enough])  # fmt: skip


class AddendumForm(Form):
    """Later words to a signed note. A correction quotes what it corrects; a late entry says when it happened."""

    kind = RadioField(_l("What kind of addition?"), choices=ADDENDUM_KINDS, default="addendum")
    passage = TextAreaField(_l("The passage it is about"), filters=[plain], description=_l(
        "Copy it from the note. It is quoted above your words."),
        validators=[asked_for("correction", _l("Copy the passage that you correct.")), _short_enough])  # fmt: skip
    happened_on = Day(_l("On which day did it happen?"), validators=[
        asked_for("late-entry", _l("Give the day, such as 2026-11-24.")), not_ahead])  # fmt: skip
    happened_time = TimeField(_l("At what time, about?"), validators=[
        asked_for("late-entry", _l("Give a time, such as 16:30."))])  # fmt: skip
    body = TextAreaField(_l("What you want to add"), filters=[plain],
                         validators=[DataRequired(_l("Write what you want to add.")), _short_enough])  # fmt: skip

    def validate_happened_time(self, field) -> None:
        day = self.happened_on.data
        if self.kind.data != "late-entry" or not isinstance(day, date) or not isinstance(field.data, time):
            return
        if clock.local(self._moment(), g.practice.zone).time().replace(second=0) != field.data.replace(second=0):
            raise ValidationError(_("The clocks went forward in that hour: this time was left out. Please choose another."))
        if self._moment() > clock.now():
            raise ValidationError(_("This time lies ahead. Nothing is written down before it happened."))

    def _moment(self) -> datetime:
        return clock.at(self.happened_on.data, self.happened_time.data.hour, self.happened_time.data.minute, g.practice.zone)

    @property
    def happened_at(self) -> datetime | None:
        """When what a late entry tells happened (UTC); None for every other kind."""
        return self._moment().astimezone(UTC) if self.kind.data == "late-entry" else None


class AskedForm(Form):
    """What a client says is not right in their record, told in the room."""

    client_id = RadioField(_l("Who asks?"), validators=[InputRequired(_l("Choose who asks."))])
    words = TextAreaField(_l("What they say is not right, in their words"), filters=[plain],
                          validators=[DataRequired(_l("Write down what they say.")), _short_enough])  # fmt: skip


class AnswerForm(Form):
    step = RadioField(_l("Will it be put right?"), choices=ANSWERS, validators=[InputRequired(_l("Choose an answer."))])
    words = TextAreaField(_l("Why, in words they will read"), filters=[plain],
                          validators=[DataRequired(_l("Write why, in a line or two.")), _short_enough])  # fmt: skip
    note_id = SelectField(_l("The note that was corrected"), validators=[Optional()],
                          description=_l("If it is in a note: write the correction there first, then choose the note here."))  # fmt: skip
