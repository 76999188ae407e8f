"""Forms of ladders: the ends in the client's words, and one position with its questions."""

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from practice.i18n import _, _l
from practice.ratings.checks import ENDS, RATING_WORDS, RUNGS, TITLE, WORDS
from practice.ratings.table import question
from practice.web import Form

MOST = _l("Please use at most %(max)d letters.")
RADIOS = 10  # a longer axis is typed
BOTH = "both"  # a couple's ladder: no one person's


class LadderForm(Form):
    """A ladder from 1 to 10, its ends in the words of the person who climbs it."""

    client = RadioField(_l("Whose ladder"), [InputRequired(_l("Choose whose ladder this is."))])
    title = StringField(
        _l("What the ladder is about"), [InputRequired(_l("Give the ladder a name.")), Length(max=TITLE, message=MOST)],
        description=_l("As they would call it: how close I feel to him."))
    low = TextAreaField(
        _l("What 1 means"), [InputRequired(_l("Write what 1 means to them.")), Length(max=ENDS, message=MOST)])
    high = TextAreaField(
        _l("What 10 means"), [InputRequired(_l("Write what 10 means to them.")), Length(max=ENDS, message=MOST)])
    good_enough = StringField(
        _l("Good enough would be"), [Length(max=ENDS, message=MOST)],
        description=_l("Optional: the step they could live well with, in their words."))

    rungs = TextAreaField(
        _l("Signs on the way up"), [Length(max=RUNGS * ENDS, message=MOST)],
        description=_l("Optional, one on each line: how they would notice one step up."))

    def __init__(self, *args, people: list[tuple[str, str]], together: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.client.choices = [*people, (BOTH, _("Both together"))] if together else people

    def whose(self) -> str | None:
        """The client it belongs to; None: both of a couple."""
        return None if self.client.data == BOTH else self.client.data

    def words(self) -> dict[str, str]:
        return {part: getattr(self, part).data or "" for part in ("low", "high", "good_enough")}


class RateForm(Form):
    """One position: a step, "between this one and the next", or no number; the questions are optional."""

    wide = False  # a long axis is typed, so an empty box is not yet an answer
    value = StringField(_l("Where it is now"))
    no_number = BooleanField(_l("They would rather not give a number"))
    between = BooleanField(_l("Between this step and the next"))
    past = TextAreaField(validators=[Length(max=WORDS, message=MOST)])
    keeps_from_lower = TextAreaField(validators=[Length(max=WORDS, message=MOST)])
    first_sign = TextAreaField(validators=[Length(max=WORDS, message=MOST)])
    comment = TextAreaField(validators=[Length(max=WORDS, message=MOST)])

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for part in RATING_WORDS:
            self[part].label.text = question(part)

    def validate_value(self, field) -> None:
        """Something must be chosen, if only that there is no number."""
        declined = self.no_number.data or (field.raw_data and field.raw_data[0] == "" and not self.wide)
        if not declined and not self._number():
            raise ValidationError(_("Choose a step, or say that they would rather not give a number."))

    def _number(self) -> bool:
        typed = (self.value.data or "").strip()
        return typed.removeprefix("-").isascii() and typed.removeprefix("-").isdigit() and len(typed) < 6

    def position(self) -> tuple[int | None, int | None]:
        """(value, value_high) as chosen."""
        if self.no_number.data or not self._number():
            return None, None
        value = int(self.value.data)
        return value, value + 1 if self.between.data else None

    def words(self) -> dict[str, str]:
        return {part: self[part].data or "" for part in RATING_WORDS}
