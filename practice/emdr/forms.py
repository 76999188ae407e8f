"""The two forms of the record."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from practice.emdr.words import MOST, SET, TARGET, labels
from practice.i18n import _, _l
from practice.web import Form

LONG = Length(max=MOST, message=_l("Please use at most %(max)d letters."))


class TargetForm(Form):
    """A memory to work on, in the client's words."""

    client = RadioField(_l("Whose memory"), [InputRequired(_l("Choose whose memory this is."))])
    memory = StringField(validators=[LONG])
    image = TextAreaField(validators=[LONG])
    negative = StringField(validators=[LONG])
    positive = StringField(validators=[LONG])
    emotion = StringField(validators=[LONG])
    body = StringField(validators=[LONG])

    def __init__(self, *args, people: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.client.choices = people
        _label(self, TARGET)

    def words(self) -> dict[str, str]:
        return {part: self[part].data or "" for part in TARGET}


class SetForm(Form):
    """What was said after one set: two numbers, each may be left out, and words."""

    n = HiddenField()
    sud = StringField()
    voc = StringField()
    notices = TextAreaField(validators=[LONG])
    body = StringField(validators=[LONG])

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _label(self, ("sud", "voc", *SET))

    def number(self, name: str) -> int | None:
        """The whole number typed or chosen; None for none. Anything else complains at the field."""
        typed = (self[name].data or "").strip()
        if not typed:
            return None
        if typed.isascii() and typed.isdigit() and len(typed) < 4:
            return int(typed)
        self[name].errors = [*self[name].errors, _("Please give a whole number, or leave it out.")]
        return None

    def words(self) -> dict[str, str]:
        return {part: self[part].data or "" for part in SET}


def _label(form: Form, parts: tuple[str, ...]) -> None:
    said = labels()
    for part in parts:
        form[part].label.text = said[part]
