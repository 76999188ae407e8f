"""Coming in: signing in, the first person of a practice, and a client's own way in after an invitation."""

import re

from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, ValidationError

from practice.accounts import passphrases
from practice.accounts.actions import add_counselor, record_credential
from practice.accounts.forms.fields import (
    KINDS,
    SCOPE_HINT,
    SCOPES,
    Day,
    Line,
    Strong,
    clean,
    free_login,
    good_login,
    past_day,
    same_again,
    with_kind,
)
from practice.accounts.models import Counselor
from practice.i18n import _, _l
from practice.web import Form


class SignInForm(Form):
    login = StringField(_l("Sign-in name"), [InputRequired(_l("Please type your sign-in name."))], filters=[clean])
    passphrase = PasswordField(_l("Passphrase"), [InputRequired(_l("Please type your passphrase."))])


class FirstPerson:
    """The questions about the first person of a practice, mixed into the set-up form by its view."""

    names: tuple[str, ...] = ()
    person = Line(_l("Your name"), _l("Please type your name."))
    login = StringField(_l("Sign-in name"), [InputRequired(_l("Please choose a sign-in name.")), free_login],
                        filters=[clean], description=_l("Only for signing in. Capital letters make no difference."))
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
