"""The form of a report's plan. Ticks are ids of words; which of them exist is decided when the report is made."""

from wtforms import DateField, HiddenField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from practice.config import MAX_TEXT
from practice.i18n import _, _l
from practice.reports.choices import APPENDICES, MOST_QUOTES, Choices
from practice.web import Form

TOO_LONG = _l("This is longer than 100,000 characters. Please split it.")
NO_DAY = _l("Give the day, such as 2026-11-24.")


def _text(label, hint=""):
    return TextAreaField(label, description=hint, validators=[Length(max=MAX_TEXT, message=TOO_LONG)])


def _ticks(label):
    return SelectMultipleField(label, validate_choice=False)


class PlanForm(Form):
    since = DateField(_l("From"), validators=[DataRequired(NO_DAY)])
    until = DateField(_l("To"), validators=[DataRequired(NO_DAY)])
    read_on = DateField(_l("Read with the client on"), validators=[Optional()],
                        description=_l("Leave it empty and a line is printed to fill in by hand."))  # fmt: skip
    quotes = _ticks(_l("What is different now"))
    helps = _ticks(_l("What helps"))
    hard = _ticks(_l("What is still hard"))
    appendices = _ticks(_l("What follows the first page"))
    measures = _ticks(_l("Measures"))
    helps_words = _text(_l("What else helps"), _l("One line each. In your words, and printed as yours."))
    hard_words = _text(_l("What else is hard"), _l("One line each, as they put it."))
    hope = _text(_l("The hope they named together"), _l("Only what both said with both in the room."))
    next_steps = _text(_l("Next steps"), _l("One line each. The first three stand on the first page."))
    paragraphs = _text(_l("Your own paragraphs"), _l("A blank line begins a new paragraph."))
    ladder = StringField(_l("The ladder on the first page"))
    version = IntegerField(widget=HiddenInput(), default=0)
    do = HiddenField()

    def validate_quotes(self, field) -> None:
        if len(field.data or ()) > MOST_QUOTES:
            raise ValidationError(_("Tick at most three, so that each is read."))

    def validate_until(self, field) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_("The last day lies before the first."))

    def chosen(self) -> Choices:
        """What was ticked and written."""
        return Choices(
            quotes=tuple(self.quotes.data or ()), helps=tuple(self.helps.data or ()), hard=tuple(self.hard.data or ()),
            helps_words=self.helps_words.data or "", hard_words=self.hard_words.data or "", hope=self.hope.data or "",
            next_steps=self.next_steps.data or "", paragraphs=self.paragraphs.data or "", ladder=self.ladder.data or "",
            measures=tuple(self.measures.data or ()),
            appendices=tuple(part for part in APPENDICES if part in (self.appendices.data or ())),
            read_on=self.read_on.data)  # fmt: skip

    def show(self, choices: Choices) -> None:
        """Fill in what was kept."""
        for name in ("helps_words", "hard_words", "hope", "next_steps", "paragraphs", "ladder", "read_on"):
            self[name].data = getattr(choices, name)
        for name in ("quotes", "helps", "hard", "measures", "appendices"):
            self[name].data = list(getattr(choices, name))
