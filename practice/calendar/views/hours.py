"""When one works: one line for each day of the week."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.calendar.actions import set_hours
from practice.calendar.forms import DAYS, HoursForm
from practice.calendar.hours import written
from practice.calendar.queries import hours_of
from practice.calendar.views import bp


@bp.get("/calendar/hours")
@gate.counselor(audit=False)
def hours():
    known = {DAYS[weekday]: written(spans) for weekday, spans in hours_of(current_user.person_id).items()}
    return render_template("calendar/hours.html", form=HoursForm(formdata=None, data=known), done=request.args.get("done"))


@bp.post("/calendar/hours")
@gate.counselor(audit=False)
def set_working_hours():
    form = HoursForm()
    if not form.validate():
        return render_template("calendar/hours.html", form=form, done=None), 422
    set_hours(current_user.person_id, form.week())
    return redirect(url_for("calendar.hours", done="kept"), 303)
