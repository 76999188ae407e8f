"""What people type to sign in, to be added as a colleague, and to change what is their own."""

from practice.accounts.forms.entering import CodeForm, FirstPerson, OwnWayForm, SignInForm
from practice.accounts.forms.working import (
    ColleagueForm,
    CredentialForm,
    KeysForm,
    LanguageForm,
    MailForm,
    PassphraseForm,
    RolesForm,
    SuperviseeForm,
    ThemeForm,
)

__all__ = [
    "CodeForm", "ColleagueForm", "CredentialForm", "FirstPerson", "KeysForm", "LanguageForm", "MailForm", "OwnWayForm", "PassphraseForm",
    "RolesForm", "SignInForm", "SuperviseeForm", "ThemeForm",
]  # fmt: skip
