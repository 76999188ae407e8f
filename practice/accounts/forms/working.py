"""What is one's own, and what an owner decides about colleagues."""

from babel import Locale
from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Optional, ValidationError

from practice import mail
from practice.accounts.forms.fields import (
    KINDS,
    ROLES,
    SCOPE_HINT,
    SCOPES,
    Day,
    Line,
    Strong,
    Ticks,
    clean,
    free_login,
    past_day,
    same_again,
)
from practice.i18n import LANGUAGES, _, _l
from practice.web import Form

THEMES = [("auto", _l("As the device")), ("light", _l("Light")), ("dark", _l("Dark"))]


class PassphraseForm(Form):
    """A new passphrase of one's own. `about`: names it should not consist of."""

    old = PasswordField(_l("Present passphrase"), [InputRequired(_l("Please type the one you use now."))])
    passphrase = PasswordField(_l("New passphrase"), [Strong()], description=_l("At least 15 characters."))
    again = PasswordField(_l("New passphrase once more"), [same_again])

    def __init__(self, *args, about: tuple[str, ...] = (), **more) -> None:
        super().__init__(*args, **more)
        self.names = about


class LanguageForm(Form):
    language = RadioField(_l("Language"), choices=lambda: languages())


def languages() -> list[tuple[str, str]]:
    """Languages the screens speak, each by its own name."""
    return [(code, Locale.parse(code).get_display_name(code).capitalize()) for code in LANGUAGES]


class MailForm(Form):
    email = StringField(_l("Your mail address"), filters=[lambda typed: (typed or "").strip()], description=_l(
        "Only for one line that says “please open Attune”, when a flag waits for you. Leave it empty for no mail."))  # fmt: skip

    def validate_email(self, field) -> None:
        if field.data and not mail.is_address(field.data):
            raise ValidationError(_("This does not look like a mail address, such as name@example.org."))


class ThemeForm(Form):
    theme = RadioField(_l("Light or dark"), choices=THEMES)


class KeysForm(Form):
    keys = RadioField(_l("Single keys"), choices=[("on", _l("On")), ("off", _l("Off"))], description=_l(
        "j and k go through the lists of a page, n opens the note, / the search. There is always another way."))  # fmt: skip


class RolesForm(Form):
    roles = Ticks(_l("Roles"), [InputRequired(_l("Please choose at least one role."))], choices=ROLES)
    scope = RadioField(_l("Scope of work"), choices=SCOPES, default="therapist", description=SCOPE_HINT)


class ColleagueForm(RolesForm):
    name = Line(_l("Name"), _l("Please type the name."))
    login = StringField(_l("Sign-in name"), [InputRequired(_l("Please choose a sign-in name.")), free_login],
                        filters=[clean])  # fmt: skip


class CredentialForm(Form):
    kind = RadioField(_l("What it opens"), [InputRequired(_l("Please choose one."))], choices=KINDS)
    title = Line(_l("Qualification"), _l("Please type what it is called."))
    granted_on = Day(_l("Granted on"), [InputRequired(_l("Please give the day.")), past_day])
    expires_on = Day(_l("Valid until"), [Optional()], description=_l("Leave empty if it does not run out."))


class SuperviseeForm(Form):
    supervisee = SelectField(_l("Colleague"), [InputRequired(_l("Please choose a colleague."))])
    cosigns = BooleanField(_l("They work under supervision"), description=_l(
        "Notes, reports, ends and the closing of flags wait for the supervisor’s name as well. Flags go to both at once."))  # fmt: skip
