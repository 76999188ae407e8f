"""What is typed about goals and phase agreements."""

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from practice.clients.forms import DayField, Pills, Whole, line, tidy
from practice.goals import agreement
from practice.goals.words import LONGEST_WAIT, MOST, STATUSES
from practice.i18n import _l
from practice.ratings.checks import ENDS, TITLE
from practice.web import Form

LONG = _l("Please use at most %(max)d letters.")
EVERY = _l("Between 1 and %(max)d days, or leave it empty.")
NO_LADDER, NEW_LADDER = "none", "new"


def text(label, limit: int = MOST, *, required=None, **more) -> TextAreaField:
    first = DataRequired(required) if required else Optional()
    return TextAreaField(label, filters=[tidy], validators=[first, Length(max=limit, message=LONG)], **more)


def every(**more) -> Whole:
    return Whole(_l("Look at it again after so many days"), validators=[Optional(), NumberRange(1, LONGEST_WAIT, EVERY)],
                 description=_l("Leave it empty and no day is set."), **more)  # fmt: skip


class LadderPart(Form):
    """The ladder a goal is seen on: one there is, a new one, or none."""

    ladder = Pills(_l("The ladder it is seen on"))
    title = line(_l("What the new ladder is about"), limit=TITLE)
    low = StringField(_l("What 1 means"), [Optional(), Length(max=ENDS, message=LONG)])
    high = StringField(_l("What 10 means"), [Optional(), Length(max=ENDS, message=LONG)])

    def offer(self, ladders: list[tuple[str, str]]) -> None:
        """`ladders`: (id, words) of those that go on."""
        self.ladder.choices = [*ladders, (NEW_LADDER, _l("A new one")), (NO_LADDER, _l("None for now"))]

    @property
    def ladder_id(self) -> str | None:
        """The id of a ladder there is; None for a new one or none."""
        return self.ladder.data if self.ladder.data not in (None, NO_LADDER, NEW_LADDER) else None

    @property
    def wants_new(self) -> bool:
        return self.ladder.data == NEW_LADDER


class GoalForm(LadderPart):
    """A goal in the words of whoever it belongs to."""

    room = Pills(_l("Whose goal"), validators=[DataRequired(_l("Choose whose goal this is."))])
    goal = text(_l("Where they want to get"), required=_l("Write where they want to get, as they say it."))
    sign = text(_l("What they would notice first"), description=_l("Optional: the first small sign that it has begun."))
    review_every = every()


class StepForm(Form):
    """How a goal stands, and what was said with it."""

    status = Pills(_l("How it stands"), choices=[*STATUSES.items(), ("reviewed", _l("We looked at it; it stays as it is"))],
                   validators=[DataRequired(_l("Choose how it stands."))])  # fmt: skip
    said = text(_l("What was said"), description=_l("Optional, in their words."))
    review_every = every()
    seen = HiddenField()


class WordsForm(Form):
    """The goal in other words."""

    goal = text(_l("In other words"), required=_l("Write where they want to get, as they say it."))
    sign = text(_l("What they would notice first"))
    seen = HiddenField()


class AgreementForm(Form):
    """A phase agreement before it is kept."""

    purpose = text(_l("What this part is for"), agreement.MOST,
                   description=_l("Taken from the protocol. Say it as you would say it to them."))  # fmt: skip
    goals = text(_l("Where they want to get"), agreement.MOST, description=_l("One on each line, in their words."))
    we_do = text(_l("What you do"), agreement.MOST, description=_l("It stands there as “What I do”."))
    you_do = text(_l("What they do"), agreement.MOST)
    exercises = text(_l("What there is to try"), agreement.MOST, description=_l("One on each line. None of it is a duty."))
    stop = text(_l("Stopping"), agreement.MOST)

    def typed(self) -> dict[str, str]:
        return {part: self[part].data or "" for part in agreement.PARTS}


class PaperForm(Form):
    """A name that was put on paper."""

    who = Pills(_l("Whose name"), validators=[DataRequired(_l("Choose whose name it is."))])
    on = DayField(_l("The day beside it"), required=True)
