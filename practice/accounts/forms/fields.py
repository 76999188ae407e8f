"""What the forms of this feature share: fields, and what makes a name, a day or a passphrase good enough."""

import re
import unicodedata
from datetime import date

from flask import g
from sqlalchemy import select
from wtforms import DateField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from practice import clock
from practice.accounts import passphrases
from practice.accounts.models import Counselor
from practice.db import db
from practice.i18n import _, _l

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
SCOPE_HINT = _l("Guidance keeps to the guidance versions of the protocols and to referral where they end.")
