"""What counselors type about people; the fields other features use for names, words and days."""

from datetime import date
from unicodedata import category

from wtforms import BooleanField, Field, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.utils import unset_value
from wtforms.validators import DataRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from practice.clients.agreements import LEAST_OPTIONS
from practice.clients.dates import PARTS, BadDate, read_date
from practice.config import MAX_TEXT
from practice.i18n import LANGUAGES, _, _l, day
from practice.web import Form

LINE = 300
LANGUAGE_NAMES = {"en": "English", "zh": "中文"}
DATE_FAULTS = {
    "missing": _l("Give the day, the month and the year."),
    "numbers": _l("Write day, month and year as numbers, for instance 3, 11 and 2026."),
    "month": _l("The month is a number from 1 to 12."),
    "day": _l("That month has no such day."),
    "year": _l("Write the year with four numbers, for instance 2026."),
}
REASON_WORDS = {
    "outside-competence": _l("It lies outside what I am trained for"),
    "daily-life": _l("It gets in the way of daily life"),
    "blocks-progress": _l("It keeps our work from going on"),
    "deep-seated": _l("It goes deep and has been there for long"),
    "mood": _l("Their mood has changed markedly"),
    "withdrawal": _l("They draw back from people"),
    "sleep-weight": _l("Sleep or weight has changed"),
    "hopelessness": _l("They speak of having no hope"),
    "anxiety": _l("Signs of strong anxiety"),
    "depression": _l("Signs of depression"),
    "eating": _l("Signs of an eating disorder"),
    "trauma": _l("Signs of post-traumatic stress"),
    "substances": _l("Alcohol or other substances"),
    "suicidal": _l("Thoughts of ending their life"),
    "thought": _l("Thoughts or perceptions others do not share"),
    "violence": _l("Violence or fear at home"),
}


TOO_LONG = _l("That is longer than can be kept here: at most %(max)d characters.")


class Whole(IntegerField):
    """A whole number; anything else is said in words."""

    def process_formdata(self, valuelist):
        typed = (valuelist[0] if valuelist else "").strip()
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 6 else None
        if typed and self.data is None:
            raise ValueError(_("Write a whole number."))


def strip(text: str | None) -> str | None:
    return text.strip() if text else text


def tidy(text: str | None) -> str | None:
    """Line ends as we keep them, nothing else touched."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if text else text


def one_line(_form, field) -> None:
    """A name or an address goes on one line and holds no invisible control characters."""
    if any(category(letter) == "Cc" for letter in field.data or ""):
        raise ValidationError(_("There is a character in it that cannot be shown. Please type it again."))


def line(label, *, required=None, limit: int = LINE, **more) -> StringField:
    """A one-line text; `required` is what to say when it is empty."""
    first = DataRequired(required) if required else Optional()
    return StringField(
        label, filters=[strip], validators=[first, Length(max=limit, message=TOO_LONG), one_line], **more
    )


def words(label, *, required=None, **more) -> TextAreaField:
    """A text of any length up to 100,000 characters."""
    first = DataRequired(required) if required else Optional()
    return TextAreaField(label, filters=[tidy], validators=[first, Length(max=MAX_TEXT, message=TOO_LONG)], **more)


class Pills(RadioField):
    """Radios as pills. Not choosing is None, not the text "None"."""

    def process_formdata(self, valuelist):
        self.data = valuelist[0] if valuelist else None

    def pre_validate(self, form):
        if self.data is not None:
            super().pre_validate(form)


class Ticks(SelectMultipleField):
    """Checkboxes as pills."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DayField(Field):
    """A date typed as three numbers. `earliest` and `latest` may be set by the view before validating."""

    def __init__(self, label=None, *, required: bool = False, **more) -> None:
        super().__init__(label, **more)
        self.required, self.earliest, self.latest = required, None, None
        self.typed: dict[str, str] = dict.fromkeys(PARTS, "")

    def process(self, formdata, data=unset_value, extra_filters=None) -> None:
        super().process(None, data, extra_filters)
        if isinstance(self.data, date):
            self.typed = {part: str(getattr(self.data, part)) for part in PARTS}
        if formdata is not None and any(f"{self.name}-{part}" in formdata for part in PARTS):
            self.typed = {part: formdata.get(f"{self.name}-{part}", "") for part in PARTS}
            self._read()

    def _read(self) -> None:
        self.data = None
        try:
            self.data = read_date(*(self.typed[part] for part in PARTS))
        except BadDate as fault:
            self.process_errors.append(DATE_FAULTS[fault.reason])

    def pre_validate(self, form) -> None:
        if self.data is None:
            if self.required and not self.process_errors:
                raise ValidationError(DATE_FAULTS["missing"])
        elif self.latest and self.data > self.latest:
            raise ValidationError(_("That is later than %(day)s.", day=day(self.latest)))
        elif self.earliest and self.data < self.earliest:
            raise ValidationError(_("That is earlier than %(day)s.", day=day(self.earliest)))


class ClientForm(Form):
    version = Whole(widget=HiddenInput())
    display_name = line(_l("Name"), required=_l("Please give a name."), description=_l("As they write it themselves."))
    preferred_name = line(_l("What to call them"), description=_l("If it is another name."))
    pronouns = line(_l("Pronouns"), limit=80)
    birth_date = DayField(_l("Birth date"))
    language = Pills(_l("Language of their pages"), choices=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES])
    phone = line(_l("Phone"))
    email = line(_l("E-mail"))
    reach_safely = words(
        _l("How to reach them safely"),
        description=_l("When, on which number, who else may pick up, and whether a message may be left."),
    )
    emergency_name = line(_l("Emergency contact: name"))
    emergency_relation = line(_l("Who that is to them"))
    emergency_phone = line(_l("Emergency contact: phone"))
    shared_device = Pills(
        _l("The device they write on"),
        choices=[("no", _l("Only they can open it")), ("yes", _l("Others can open it too"))],
        description=_l("When others can open it, nothing is kept on it. Agree on this together."),
    )
    device_agreed_on = DayField(_l("Agreed on"))

    def values(self) -> dict:
        """What to hand to change_client, apart from the version."""
        return {
            "display_name": self.display_name.data,
            "preferred_name": self.preferred_name.data or None,
            "pronouns": self.pronouns.data or None,
            "birth_date": self.birth_date.data,
            "language": self.language.data or LANGUAGES[0],
            "shared_device": self.shared_device.data != "no",
            "device_agreed_on": self.device_agreed_on.data,
            "contact": {name: self[name].data or "" for name in CONTACT_FIELDS},
        }


CONTACT_FIELDS = ("phone", "email", "reach_safely", "emergency_name", "emergency_relation", "emergency_phone")


class ConsentForm(Form):
    who = Ticks(_l("Who signed"), validators=[DataRequired(_l("Choose who signed."))])
    kind = Pills(_l("What was signed"), validators=[DataRequired(_l("Choose what was signed."))])
    policy = Pills(
        _l("Which records policy"),
        choices=[("limited-secrets", _l("Limited secrets")), ("no-secrets", _l("No secrets"))],
        description=_l("Only for the records policy. Both partners sign the same one."),
    )
    form_version = line(
        _l("Version of the form"),
        required=_l("Give the version that stands on the form."),
        description=_l("As printed on it, for instance 2026-1."),
    )
    given_on = DayField(_l("Signed on"), required=True)

    def validate_policy(self, field) -> None:
        if self.kind.data == "records-policy" and not field.data:
            raise ValidationError(_("Choose which policy was signed."))

    @property
    def chosen_policy(self) -> str | None:
        return self.policy.data if self.kind.data == "records-policy" else None


class WithdrawForm(Form):
    on = DayField(_l("Withdrawn on"), required=True)


class CheckForm(Form):
    client_id = Pills(_l("About whom"), validators=[DataRequired(_l("Choose who this is about."))])
    reasons = Ticks(
        _l("What speaks for another service"),
        choices=list(REASON_WORDS.items()),
        description=_l("Nothing ticked is an answer too."),
    )
    note = words(_l("A note for yourself"))
    on = DayField(_l("Looked at on"), required=True)


class ReferralForm(Form):
    client_id = Pills(_l("For whom"), validators=[DataRequired(_l("Choose who this is for."))])
    reason = words(_l("Why another service"), required=_l("Say why."))
    options = words(
        _l("Services offered"),
        description=_l("One on each line, at least two, so that there is a choice."),
        required=_l("Name at least two services, one on each line."),
    )
    consent_to_share = BooleanField(_l("They agreed that I share what the service needs to know"))
    sent_on = DayField(_l("Sent on"))
    outcome = words(_l("What came of it"))
    follow_up_on = DayField(_l("Ask again on"))

    def validate_options(self, field) -> None:
        if len(self.services) < LEAST_OPTIONS:
            raise ValidationError(_("Name at least two services, one on each line."))

    @property
    def services(self) -> list[str]:
        return [option.strip() for option in (self.options.data or "").split("\n") if option.strip()]

    def values(self) -> dict:
        """What to hand to record_referral or change_referral."""
        return {
            "reason": self.reason.data,
            "options": self.services,
            "consent_to_share": self.consent_to_share.data,
            "sent_on": self.sent_on.data,
            "outcome": self.outcome.data or None,
            "follow_up_on": self.follow_up_on.data,
        }
