"""The week and the day: what is planned, when one works, what is taken elsewhere. Every week and day has its address."""

from datetime import timedelta

from flask import abort, g, render_template, request
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.calendar.queries import days_of, hours_of
from practice.calendar.views import bp
from practice.calendar.weeks import read_day, read_week, week_of


@bp.get("/calendar")
@gate.counselor()
def show():
    today = clock.today(g.practice.zone)
    asked = request.args.get("week")
    week = read_week(asked) if asked else week_of(today)
    if week is None:
        abort(404)
    days = days_of(current_user.person_id, week.days, g.practice.zone, today)
    return render_template("calendar/week.html", week=week, days=days, now=week_of(today), today=today,
                           hours=bool(hours_of(current_user.person_id)))  # fmt: skip


@bp.get("/calendar/<day>")
@gate.counselor()
def one_day(day: str):
    found, today = read_day(day) or abort(404), clock.today(g.practice.zone)
    view = days_of(current_user.person_id, [found], g.practice.zone, today)[0]
    return render_template("calendar/day.html", view=view, week=week_of(found), today=today,
                           before=found - timedelta(days=1), after=found + timedelta(days=1))  # fmt: skip
