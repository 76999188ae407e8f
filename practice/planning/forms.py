"""What is typed when something of the protocol was left out or changed."""

from wtforms import TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from practice.clients.forms import Ticks, tidy
from practice.i18n import _, _l
from practice.web import Form

MOST = 4_000


class WhyForm(Form):
    """One reason for all that is ticked. The words may stay empty: that something was left out is told by the tick."""

    exercises = Ticks(_l("What it is about"))
    words = TextAreaField(_l("Why"), filters=[tidy], description=_l("Optional, in a few words. Only counselors read this."),
                          validators=[Optional(), Length(max=MOST, message=_l("Please use at most %(max)d letters."))])  # fmt: skip

    def validate_exercises(self, field) -> None:
        if not field.data:
            raise ValidationError(_("Tick what it is about, or go back: nothing has to be said here."))
