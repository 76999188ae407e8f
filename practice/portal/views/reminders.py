"""Reminders by e-mail: only for who asks for them, turned off at any time."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from practice import mail
from practice.access import gate
from practice.homework.actions import NotPossible, wish, wish_none
from practice.homework.queries.due import wish_of
from practice.homework.reminding import hours_make_sense
from practice.i18n import _
from practice.portal.views import bp

USUAL = (9, 20)


@bp.get("/reminders")
@gate.client()
def reminders():
    return _page()


@bp.post("/reminders", endpoint="set_reminders")
@gate.client(audit=False)
def set_reminders():
    """On with an address and two hours, or off: then the address is forgotten."""
    if request.form.get("do") == "off":
        wish_none(current_user.person_id)
        return redirect(url_for("portal.reminders", done="off"), 303)
    email = request.form.get("email", "").strip()
    first, last = _hour("from_hour"), _hour("to_hour")
    try:
        wish(current_user.person_id, email=email, from_hour=first, to_hour=last)
    except NotPossible:
        return _page(_errors(email, first, last)), 422
    return redirect(url_for("portal.reminders", done="on"), 303)


def _hour(name: str) -> int:
    typed = request.form.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else -1


def _errors(email: str, first: int, last: int) -> dict[str, str]:
    found = {}
    if not mail.is_address(email):
        found["email"] = _("Write one e-mail address, such as name@example.org.")
    if not hours_make_sense(first, last):
        found["to_hour"] = _("Choose a later hour, at least two hours after the first.")
    return found


def _page(errors: dict | None = None):
    found = wish_of(current_user.person_id)
    wanted = found is not None and found.wanted
    typed = request.form if request.method == "POST" else {}
    return render_template(
        "portal/reminders.html", possible=mail.settings() is not None, wanted=wanted, errors=errors or {},
        done=request.args.get("done"), email=typed.get("email", found.email if wanted else ""),
        from_hour=typed.get("from_hour", found.from_hour if wanted else USUAL[0]),
        to_hour=typed.get("to_hour", found.to_hour if wanted else USUAL[1]))  # fmt: skip
