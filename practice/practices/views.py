"""Setting up the practice, once; its settings after."""

from zoneinfo import available_timezones

from flask import Blueprint, abort, current_app, g, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.utils import redirect

from practice.access import gate
from practice.db import db
from practice.i18n import _
from practice.practices import setting_up
from practice.practices.actions import change_settings
from practice.practices.actions import set_up as set_up_practice
from practice.practices.forms import ChangeForm, SettingsForm, SetUpForm
from practice.practices.models import Practice

bp = Blueprint("practices", __name__)
# The list offers places; older names such as US/Eastern are taken when typed.
AREAS = {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


@bp.route("/setup/<token>", methods=["GET", "POST"])
@gate.public("nobody can sign in before set-up; the token on the console is the key, and dies with its use")
def set_up(token: str):
    folder = current_app.config["DATA_DIR"]
    if g.practice is not None or not setting_up.fits(folder, token):
        abort(404)
    form = type("SetUpForm", (current_app.extensions["first-person"], SetUpForm), {})()
    if rows := request.form.get("rows"):
        form.change_rows(rows)
        return _page("practices/set_up.html", form)
    if not form.validate_on_submit():
        if form.is_submitted():
            _ask_passphrase_again(form)
        return _page("practices/set_up.html", form, 422 if form.is_submitted() else 200)
    practice = set_up_practice(form.settings)
    person = form.add_person(practice.id)
    if form.flags_to_me.data and form.works_with_clients.data:
        practice.flag_named_id = person.id
    db.session.flush()
    if not setting_up.use_up(folder):
        abort(404)
    return redirect(url_for("accounts.sign_in", done="set-up"), 303)


def _ask_passphrase_again(form) -> None:
    """A passphrase is never sent back to the page; the page says so instead of leaving an empty field unexplained."""
    if form.errors and not form.passphrase.errors and not form.again.errors:
        form.passphrase.errors = [_("Please type the passphrase once more; we do not send it back to the page.")]


def _page(template: str, form: SettingsForm, status: int = 200):
    zones = sorted(name for name in available_timezones() if name.split("/")[0] in AREAS and "/" in name)
    return render_template(template, form=form, zones=[*zones, "UTC"], done=request.args.get("done")), status


@bp.route("/settings", methods=["GET", "POST"])
@gate.counselor("owner", audit=False)
def settings():
    practice = db.session.scalars(select(Practice).where(Practice.id == current_user.practice_id)).one()
    people = current_app.extensions["who-answers"](practice.id)
    form = ChangeForm(obj=practice, people=people)
    if rows := request.form.get("rows"):
        form.change_rows(rows)
        return _page("practices/settings.html", form)
    if form.validate_on_submit():
        change_settings(practice, form.settings)
        return redirect(url_for("practices.settings", done="saved"), 303)
    return _page("practices/settings.html", form, 422 if form.is_submitted() else 200)
