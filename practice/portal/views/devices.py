"""The one question about a device: is it only yours? Asked once after signing in, changed whenever one likes."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.accounts.views import cookies, devices
from practice.portal.views import bp


@bp.route("/device", methods=["GET", "POST"])
@gate.client(audit=False)
def device():
    """Default no: without an answer, and with every answer but a yes, nothing is kept on the device."""
    onward = cookies.after_sign_in(request.args.get("next"), url_for("portal.home"))
    if request.method == "POST":
        row = devices.say(current_user.person_id, request.form.get("mine") == "yes")
        answer = redirect(onward, 303)
        return answer if row.key else cookies.forgetful(answer)
    row = devices.said(current_user.person_id)
    return render_template("portal/device.html", mine=bool(row and row.only_theirs), asked=row is not None)


def first(client_id: str, onward: str) -> str:
    """Where somebody goes who has just signed in: to the question, while they were never asked it on this device."""
    return onward if devices.said(client_id) else url_for("portal.device", next=onward)
