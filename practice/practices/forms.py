"""What a practice is asked at set-up, and may change after."""

import re
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from babel import Locale
from flask import current_app
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms import Form as Rows
from wtforms.validators import InputRequired, Length, NumberRange, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from practice.i18n import LANGUAGES, _, _l
from practice.web import Form

LINE, TEXT, CONTACTS = 300, 20_000, 20
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
USUAL_DAYS = 7  # of waiting for a second name
EXIT = "https://www.wikipedia.org/"


def clean(text: str | None) -> str:
    """Returns the text with plain line ends, without NUL, control characters and ends."""
    return UNSEEN.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


def _short(label, missing=None, **more) -> StringField:
    checks = [InputRequired(missing)] if missing else []
    return StringField(label, [*checks, _at_most(LINE)], filters=[clean], **more)


def _long(label, missing, **more) -> TextAreaField:
    return TextAreaField(label, [InputRequired(missing), _at_most(TEXT)], filters=[clean], **more)


def _at_most(count: int) -> Length:
    return Length(max=count, message=_l("Please keep this under %(count)s characters.", count=count))


class Contact(Rows):
    """One crisis contact; a row left empty is left out."""

    name = _short(_l("Who answers"))
    number = _short(_l("Number"))
    hours = _short(_l("When"))

    @property
    def empty(self) -> bool:
        return not (self.name.data or self.number.data or self.hours.data)

    def validate_name(self, field) -> None:
        if not self.empty and not field.data:
            raise ValidationError(_("Please say who answers."))

    def validate_number(self, field) -> None:
        if not self.empty and not re.search(r"\d\D*\d", field.data or ""):
            raise ValidationError(_("Please type the number to call."))


class ContactRows(FieldList):
    """Rows by plain numbers only: the library would stumble over other digits in a field's name."""

    def _extract_indices(self, prefix, formdata):
        found = (re.match(rf"{prefix}-([0-9]{{1,4}})-", key) for key in formdata)
        return {int(hit[1]) for hit in found if hit}


class Languages(SelectMultipleField):
    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()


def _language_choices() -> list[tuple[str, str]]:
    return [(code, Locale.parse(code).get_display_name(code).capitalize()) for code in LANGUAGES]


class SettingsForm(Form):
    """All settings of a practice. `settings` gives them back by the column names of Practice."""

    name = _short(_l("Name of the practice"), _l("Please type the name of the practice."))
    zone = _short(_l("Time zone"), _l("Please choose a time zone."), description=_l("Such as Europe/Berlin."))
    languages = Languages(_l("Languages"), [InputRequired(_l("Please choose at least one language."))],
                          choices=_language_choices, default=["en"])  # fmt: skip
    letterhead = _long(_l("Letterhead"), _l("Please type what stands on top of printed reports."), description=_l(
        "Name, address and telephone, as printed on top of reports."))  # fmt: skip
    crisis_contacts = ContactRows(FormField(Contact), min_entries=1, max_entries=CONTACTS)
    monitored_words = _long(_l("What clients read about who reads along"), _l("Please tell clients when you read what they send."),
                            description=_l("Stands at the foot of every page a client sees."),
                            default=_l("We read what you send before we next meet."))  # fmt: skip
    flag_answerer = _short(_l("Who answers when somebody asks for help"), _l("Please name who answers."))
    flag_hours = _short(_l("And when"), _l("Please say when."), description=_l("Such as Monday to Friday, 9 to 17."))
    flag_wait_hours = IntegerField(_l("Hours until the supervisor is told"), [
        Optional(), NumberRange(1, 72, _l("Please give a number of hours from 1 to 72."))], default=4,
        description=_l("When nobody has looked at a flag for so long."))  # fmt: skip
    exit_url = _short(_l("Where “Leave quickly” goes"), _l("Please give the address of a neutral page."), default=EXIT,
                      description=_l("A page nobody wonders about: weather, an encyclopedia."))  # fmt: skip
    retention = _long(_l("Which records are kept, and how long"), _l("Please say how long records are kept."), description=_l(
        "In your own words, as your law and your association ask."))  # fmt: skip
    retention_years = IntegerField(_l("Years after the last meeting"), [
        InputRequired(_l("Please give the number of years.")),
        NumberRange(1, 100, _l("Please give a number of years from 1 to 100."))], default=10)  # fmt: skip

    def validate_zone(self, field) -> None:
        if field.data not in available_timezones():
            raise ValidationError(_("This time zone is not known. Please choose one from the list."))

    def validate_crisis_contacts(self, field) -> None:
        if all(row.form.empty for row in field):
            raise StopValidation(_("Please give at least one crisis contact. Without one no client page opens."))

    def validate_exit_url(self, field) -> None:
        try:
            place = urlsplit(field.data)
            host = place.hostname or ""
        except ValueError:
            host = ""
        if "." not in host or place.scheme not in ("https", "http") or re.search(r"[\s\"'<>]", field.data):
            raise ValidationError(_("Please give a whole address, such as https://www.wikipedia.org/"))

    def change_rows(self, wish: str) -> None:
        """`add`, or `remove-2`: the buttons of the contact rows when no script runs."""
        rows, found = self.crisis_contacts, re.fullmatch(r"remove-([0-9]{1,4})", wish)
        if found and int(found[1]) < len(rows):
            rows.pop_entry(int(found[1]))
        if not len(rows) or (wish == "add" and len(rows) < CONTACTS):
            rows.append_entry()

    def validate(self, extra_validators=None) -> bool:
        fine = super().validate(extra_validators)
        # Rows without complaints would stand as empty lines in the summary.
        self.crisis_contacts.errors = [error for error in self.crisis_contacts.errors if error]
        return fine

    @property
    def settings(self) -> dict:
        names = ("name", "zone", "languages", "letterhead", "monitored_words", "flag_answerer", "flag_hours",
                 "flag_wait_hours", "exit_url", "retention", "retention_years")  # fmt: skip
        contacts = [{key: row.form[key].data for key in ("name", "number", "hours")}
                    for row in self.crisis_contacts if not row.form.empty]  # fmt: skip
        return {name: self[name].data for name in names} | {"crisis_contacts": contacts}


class SetUpForm(SettingsForm):
    """At set-up there is one person: do flags go to them?"""

    flags_to_me = BooleanField(_l("Flags go to me until I name somebody else"), default=True, description=_l(
        "A flag is something a person must look at, such as an answer about wanting to die. Only with somebody named can forms "
        "with such questions be sent home."))  # fmt: skip


class Names(SelectField):
    """A colleague, or "" for nobody."""

    def process_data(self, value) -> None:
        super().process_data(value or "")


class Layouts(SelectField):
    """How notes are laid out. A form that does not ask leaves it as it is: None."""

    def process_data(self, value) -> None:
        self.data = value

    def process_formdata(self, valuelist) -> None:
        self.data = valuelist[0] if valuelist else None


class ChangeForm(SettingsForm):
    """Later flags are given to colleagues by name: `people` are (id, name) of whoever can sign in and sees clients."""

    flag_named_id = Names(_l("Flags go to"), description=_l(
        "A flag is something a person must look at. Whoever leads the work sees it too. With nobody named, no form with a risk "
        "question can be sent home. Whoever signs in with a mail address also gets a line by mail: please open Attune."))  # fmt: skip
    flag_backup_id = Names(_l("And to, as backup"))

    cosign_wait_days = IntegerField(_l("Days until what waits for a second name stands on the supervisor’s Today"), [
        Optional(), NumberRange(1, 90, _l("Please give a number of days from 1 to 90."))], default=USUAL_DAYS,
        description=_l("For colleagues who work under supervision."))  # fmt: skip

    note_format = Layouts(_l("How notes are laid out"), validate_choice=False, description=_l(
        "A counselor, and every client or couple, can have another layout. Meetings of both partners have one of their own."))  # fmt: skip

    def __init__(self, *args, people: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.note_format.choices = current_app.extensions["note-formats"]()
        self.flag_named_id.choices = [("", _("Nobody yet")), *people]
        self.flag_backup_id.choices = [("", _("Nobody")), *people]

    def validate_note_format(self, field) -> None:
        if field.data is not None and field.data not in dict(field.choices):
            raise ValidationError(_("This layout is not known. Please choose one from the list."))

    def validate_flag_backup_id(self, field) -> None:
        if field.data and field.data == self.flag_named_id.data:
            raise ValidationError(_("Please name somebody else as backup."))

    @property
    def settings(self) -> dict:
        named = {name: self[name].data or None for name in ("flag_named_id", "flag_backup_id")}
        layout = {"note_format": self.note_format.data} if self.note_format.data else {}
        return super().settings | named | layout | {"cosign_wait_days": self.cosign_wait_days.data or USUAL_DAYS}
