"""What people type to sign in, to be added as a colleague, and to change what is their own."""

import re
import unicodedata
from datetime import date

from babel import Locale
from flask import g
from sqlalchemy import select
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from practice import clock
from practice.accounts import passphrases
from practice.accounts.actions import add_counselor, record_credential
from practice.accounts.models import Counselor
from practice.db import db
from practice.i18n import LANGUAGES, _, _l
from practice.web import Form

LOGIN = re.compile(r"[^\s/\\<>\"']{2,60}")


def clean(text: str | None) -> str:
    """Returns the text without ends, NUL and control characters (no name or login holds any), in one Unicode form."""
    return "".join(sign for sign in passphrases.normal(text or "") if unicodedata.category(sign) not in ("Cc", "Cs")).strip()


def Line(label, missing, longest: int = 200, **more) -> StringField:  # noqa: N802 - reads like a field
    words = _l("Please keep this under %(count)s characters.", count=longest)
    return StringField(label, [InputRequired(missing), Length(max=longest, message=words)], filters=[clean], **more)


class Day(DateField):
    """A date; what cannot be read as one is explained, not guessed."""

    def process_formdata(self, valuelist):
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write the date as year-month-day, such as 2026-11-24.")) from error


class Ticks(SelectMultipleField):
    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()


def good_login(_form, field) -> None:
    if field.data and not LOGIN.fullmatch(field.data):
        raise ValidationError(_("Use 2 to 60 letters, digits, dots or dashes, without spaces."))


def free_login(form, field) -> None:
    """A counselor's sign-in name belongs to one person only."""
    good_login(form, field)
    wanted = passphrases.normal(field.data or "").strip().lower()
    if db.session.scalar(select(Counselor.id).where(Counselor.login == wanted)):
        raise ValidationError(_("Somebody here has this sign-in name already. Please choose another."))


class Strong:
    """Long enough and not made of names; `about` tells which of the form's fields hold names."""

    def __init__(self, *about: str) -> None:
        self.about = about

    def __call__(self, form, field) -> None:
        names = [form[name].data or "" for name in self.about if name in form] + list(getattr(form, "names", ()))
        fault = passphrases.too_weak(field.data or "", about=tuple(names))
        if fault:
            raise StopValidation(weak_words(fault))


def weak_words(fault: str) -> str:
    """Words for a code of passphrases.too_weak."""
    return {
        "short": _("Please use at least %(count)s characters. Four words in a row are easy to keep in mind.",
                   count=passphrases.SHORTEST),
        "long": _("Please use at most %(count)s characters.", count=passphrases.LONGEST),
        "plain": _("This one is easy to guess. Four words that do not belong together are better."),
        "about": _("This is mostly a name. Please add words that others would not guess."),
    }[fault]  # fmt: skip


def same_again(form, field) -> None:
    if form.passphrase.data != field.data:
        raise ValidationError(_("The two do not match. Please type both once more."))


def past_day(_form, field) -> None:
    if field.data and field.data > _today():
        raise ValidationError(_("This day lies ahead. When was it granted?"))


def with_kind(form, field) -> None:
    """The day is asked only together with a qualification."""
    if not any(field.raw_data or ()):
        field.errors = []
        raise StopValidation(_("Please give the day it was granted.") if form.kind.data else None)


def _today() -> date:
    settings = g.get("practice")
    return clock.today(settings.zone if settings else "UTC")


ROLES = [("owner", _l("Owner: looks after the practice")), ("counselor", _l("Counselor: works with clients")),
         ("supervisor", _l("Supervisor: reads what named colleagues lead"))]  # fmt: skip
SCOPES = [("therapist", _l("Therapy")), ("guidance", _l("Guidance"))]
KINDS = [("trauma", _l("Trauma work")), ("emdr", _l("EMDR")), ("parts", _l("Parts work"))]
THEMES = [("auto", _l("As the device")), ("light", _l("Light")), ("dark", _l("Dark"))]
SCOPE_HINT = _l("Guidance keeps to the guidance versions of the protocols and to referral where they end.")


class SignInForm(Form):
    login = StringField(_l("Sign-in name"), [InputRequired(_l("Please type your sign-in name."))], filters=[clean])
    passphrase = PasswordField(_l("Passphrase"), [InputRequired(_l("Please type your passphrase."))])


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


class ThemeForm(Form):
    theme = RadioField(_l("Light or dark"), choices=THEMES)


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


class FirstPerson:
    """The questions about the first person of a practice, mixed into the set-up form by its view."""

    names: tuple[str, ...] = ()
    person = Line(_l("Your name"), _l("Please type your name."))
    login = StringField(_l("Sign-in name"), [InputRequired(_l("Please choose a sign-in name.")), free_login],
                        filters=[clean], description=_l("Only for signing in. Capital letters make no difference."))  # fmt: skip
    passphrase = PasswordField(_l("Passphrase"), [Strong("person", "login", "name")], description=_l(
        "At least 15 characters. Four words in a row are easy to keep in mind."))  # fmt: skip
    again = PasswordField(_l("Passphrase once more"), [same_again])
    works_with_clients = BooleanField(_l("I also work with clients here"), default=True)
    scope = RadioField(_l("Scope of work"), choices=SCOPES, default="therapist", description=SCOPE_HINT)
    kind = SelectField(_l("Further qualification"), choices=[("", _l("None to note")), *KINDS], description=_l(
        "Trauma content opens only with a dated qualification. It can be added later."))  # fmt: skip
    title = StringField(_l("What it is called"), filters=[clean])
    granted_on = Day(_l("Granted on"), [with_kind, past_day])

    def validate_title(self, field) -> None:
        if self.kind.data and not field.data:
            raise ValidationError(_("Please type what the qualification is called."))

    def add_person(self, practice_id: str) -> Counselor:
        """Owner, and counselor unless they only look after the practice; with their qualification if one was given."""
        roles = ["owner", "counselor"] if self.works_with_clients.data else ["owner"]
        person = add_counselor(practice_id, name=self.person.data, login=self.login.data, roles=roles,
                               passphrase=self.passphrase.data, scope=self.scope.data)  # fmt: skip
        if self.kind.data:
            record_credential(person, self.kind.data, self.title.data, self.granted_on.data, by=person.id)
        return person


class CodeForm(Form):
    code = StringField(_l("The six digits"), [InputRequired(_l("Please type the six digits you were told."))],
                       filters=[lambda text: re.sub(r"\D", "", text or "")])  # fmt: skip


class OwnWayForm(Form):
    """A client's own sign-in name and passphrase: their own words or the four offered ones."""

    names: tuple[str, ...] = ()
    login = StringField(_l("A sign-in name for you"), [InputRequired(_l("Please choose a name to sign in with.")), good_login],
                        filters=[clean], description=_l("It need not be your own name."))  # fmt: skip
    way = RadioField(_l("Passphrase"), choices=[("offered", _l("Take these four words")), ("own", _l("Choose my own"))],
                     default="offered")  # fmt: skip
    offered = HiddenField()
    passphrase = PasswordField(_l("My own passphrase"), description=_l("At least 15 characters."))
    again = PasswordField(_l("My own passphrase once more"))

    def validate_offered(self, field) -> None:
        words = (field.data or "").split("-")
        if len(words) != 4 or not set(words) <= set(passphrases.WORDS):
            field.data = passphrases.suggested()
            raise ValidationError(_("Please look at the four words again; they are new."))

    def validate_passphrase(self, field) -> None:
        if self.way.data == "own":
            Strong("login")(self, field)

    def validate_again(self, field) -> None:
        if self.way.data == "own":
            same_again(self, field)

    @property
    def chosen(self) -> str:
        return self.passphrase.data if self.way.data == "own" else self.offered.data
