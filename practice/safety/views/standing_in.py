"""For whoever was told of a flag and has no assignment: that it waits, whom to speak to, and opening it for a day."""

from flask import abort, redirect, render_template, url_for
from flask_login import current_user

from practice.access import gate
from practice.safety import actions, queries
from practice.safety.forms import StandInForm
from practice.safety.views import bp

# Running the practice is not reading records: who owns it and counsels nobody learns whom to speak to, and no more.
CLINICAL = ("counselor", "supervisor")


@bp.get("/flags/<id:flag_id>/told")
@gate.counselor()
def told(flag_id: str):
    """No name, no kind, no words of anybody: only that something waits, and with whom."""
    return _page(flag_id, StandInForm(formdata=None))


@bp.post("/flags/<id:flag_id>/told")
@gate.counselor(*CLINICAL)
def stand_in(flag_id: str):
    form = StandInForm()
    if not form.validate():
        return _page(flag_id, form), 422
    try:
        actions.stand_in(flag_id, reason=form.reason.data, by=current_user.person_id)
    except actions.NotTold:
        abort(404)
    return redirect(url_for("safety.flag", flag_id=flag_id))


def _page(flag_id: str, form: StandInForm):
    found = queries.told_me(flag_id, current_user.person_id) or abort(404)
    return render_template("safety/told.html", told=found, form=form, flag_id=flag_id, may=bool(current_user.roles & set(CLINICAL)))
