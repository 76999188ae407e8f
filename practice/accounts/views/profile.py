"""What is one's own: passphrase, signed-in browsers, language, light or dark."""

from flask import current_app, g, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.utils import redirect

from practice.access import gate
from practice.accounts.actions import (
    SignInRefused,
    TooManyTries,
    change_passphrase,
    check_passphrase,
    end_all_sign_ins,
)
from practice.accounts.forms import KeysForm, LanguageForm, MailForm, PassphraseForm, ThemeForm
from practice.accounts.models import Counselor
from practice.accounts.passphrases import digest
from practice.accounts.queries import credentials_of, open_sign_ins
from practice.accounts.views import bp, cookies
from practice.accounts.views.entrance import wait_words
from practice.audit.actions import record
from practice.db import db
from practice.i18n import _
from practice.web import keys, theme

YEAR = 365 * 24 * 3600


def _me() -> Counselor:
    return db.session.scalars(select(Counselor).where(Counselor.id == current_user.person_id)).one()


@bp.get("/profile")
@gate.counselor(audit=False)
def profile():
    return _page()


def _page(passphrase: PassphraseForm | None = None, status: int = 200, address: MailForm | None = None):
    me = _me()
    return render_template(
        "accounts/profile.html", me=me, credentials=credentials_of(me.id), done=request.args.get("done"),
        browsers=[(row, row.handle_hash == digest(current_user.handle)) for row in open_sign_ins(me.id)],
        passphrase=passphrase or PassphraseForm(formdata=None), language=LanguageForm(formdata=None, language=me.language),
        look=ThemeForm(formdata=None, theme=theme()),
        keyboard=KeysForm(formdata=None, keys="on" if keys() else "off"), address=address or MailForm(formdata=None, email=me.email),
    ), status  # fmt: skip


@bp.post("/profile/passphrase")
@gate.counselor(audit=False)
def new_passphrase():
    form = PassphraseForm(about=(current_user.name, g.practice.name))
    login = _me().login
    db.session.rollback()  # the old one is hashed and compared without holding up anybody's writing
    if not (form.validate() and _fits(form, login)):
        return _page(form, 422)
    me = _me()
    change_passphrase(me, form.passphrase.data)
    cookies.start("counselor", me.id, me.practice_id, me.id)
    return redirect(url_for("accounts.profile", done="passphrase"), 303)


def _fits(form: PassphraseForm, login: str) -> bool:
    try:
        check_passphrase("counselor", login, form.old.data, request.remote_addr or "")
    except SignInRefused:
        form.old.errors = [_("This is not your present passphrase.")]
    except TooManyTries as refused:
        form.old.errors = [wait_words(refused)]
    return not form.errors


@bp.post("/profile/sign-out-everywhere")
@gate.counselor(audit=False)
def sign_out_everywhere():
    end_all_sign_ins(current_user.person_id)
    return cookies.gone(url_for("accounts.sign_in", done="out"))


@bp.post("/profile/language")
@gate.counselor(audit=False)
def language():
    form = LanguageForm()
    if form.validate():
        me = _me()
        me.language = form.language.data
        record("change_language", me)
    return redirect(url_for("accounts.profile", done="language"), 303)


@bp.post("/profile/mail")
@gate.counselor(audit=False)
def mail_address():
    """Where "please open Attune" goes, or nowhere."""
    form = MailForm()
    if not form.validate():
        return _page(status=422, address=form)
    me = _me()
    me.email = form.email.data or None
    record("change_mail_address", me)
    return redirect(url_for("accounts.profile", done="mail"), 303)


@bp.post("/profile/theme")
@gate.counselor(audit=False)
def change_theme():
    return _remembered(ThemeForm().theme)


@bp.post("/profile/keys")
@gate.counselor(audit=False)
def change_keys():
    return _remembered(KeysForm().keys)


def _remembered(field):
    """What belongs to a browser, not to a person, is kept in a cookie of its own."""
    response = redirect(url_for("accounts.profile", done="look"), 303)
    if field.data in dict(field.choices):
        response.set_cookie(field.name, field.data, max_age=YEAR, httponly=True, samesite="Lax",
                            secure=current_app.config["SECURE"])  # fmt: skip
    return response
