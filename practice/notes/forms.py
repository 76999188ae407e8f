"""Forms of contacts and additions."""

from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from practice.i18n import _l
from practice.web import Form

CONTACT_KINDS = [
    ("call", _l("Call")), ("message", _l("Message")), ("letter", _l("Letter")),
    ("no-show", _l("After a missed session")), ("third-party", _l("With somebody else")),
]  # fmt: skip
ADDENDUM_KINDS = [
    ("addendum", _l("Something to add")), ("correction", _l("Something to correct")), ("late-entry", _l("Written late")),
]  # fmt: skip
TOO_LONG = _l("This is longer than 100,000 characters. Please split it.")


class ContactForm(Form):
    kind = RadioField(_l("What was it?"), choices=CONTACT_KINDS, default="call",
                      validators=[DataRequired(_l("Choose what it was."))])  # fmt: skip
    happened_on = DateField(_l("When?"), validators=[DataRequired(_l("Give the day, such as 2026-11-24."))])
    with_whom = StringField(_l("With whom?"), validators=[Length(max=300, message=_l("Keep this under 300 characters."))])
    line = TextAreaField(_l("What happened, in a line or two"),
                         validators=[DataRequired(_l("Write a line.")), Length(max=100_000, message=TOO_LONG)])  # fmt: skip


class AddendumForm(Form):
    kind = RadioField(_l("What kind of addition?"), choices=ADDENDUM_KINDS, default="addendum")
    body = TextAreaField(_l("What you want to add"),
                         validators=[DataRequired(_l("Write what you want to add.")), Length(max=100_000, message=TOO_LONG)])  # fmt: skip
