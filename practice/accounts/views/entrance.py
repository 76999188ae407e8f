"""Signing in and out for people who work here. Security-critical: one answer for every kind of wrong."""

from math import ceil

from flask import g, render_template, request, url_for
from flask_login import current_user
from werkzeug.utils import redirect

from practice import clock
from practice.access import gate
from practice.accounts.actions import SignInRefused, TooManyTries, check_passphrase, end_sign_in
from practice.accounts.forms import SignInForm
from practice.accounts.views import bp, cookies
from practice.i18n import _, ngettext


@bp.route("/sign-in", methods=["GET", "POST"])
@gate.public("nobody is signed in yet")
def sign_in():
    if g.practice is None:
        return render_template("practices/waiting.html")
    form = SignInForm()
    status = 200
    if form.validate_on_submit():
        found, status = try_to_sign_in("counselor", form)
        if found:
            cookies.start("counselor", *found)
            return redirect(cookies.after_sign_in(request.args.get("next"), url_for("today.show")), 303)
    elif form.is_submitted():
        status = 422
    return render_template("accounts/sign_in.html", form=form, done=request.args.get("done")), status


def try_to_sign_in(kind: str, form: SignInForm) -> tuple[tuple[str, str, str] | None, int]:
    """((login id, practice id, person id), 200), or (None, status) with the words put on the form."""
    try:
        return check_passphrase(kind, form.login.data, form.passphrase.data, request.remote_addr or ""), 200
    except SignInRefused:
        form.form_errors = [_("This name and passphrase do not go together. Please try again.")]
        return None, 422
    except TooManyTries as refused:
        form.form_errors = [wait_words(refused)]
        return None, 429


def wait_words(refused: TooManyTries) -> str:
    minutes = max(1, ceil((refused.until - clock.now()).total_seconds() / 60))
    return ngettext("Too many tries. Wait a minute, then try again.",
                    "Too many tries. Wait %(num)d minutes, then try again.", minutes)  # fmt: skip


@bp.post("/sign-out")
@gate.counselor(audit=False)
def sign_out():
    end_sign_in(current_user.get_id())
    return cookies.gone(url_for("accounts.sign_in", done="out"))
