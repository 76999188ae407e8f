"""Another calendar's file: looked at first, then kept as times that are taken, and forgotten again when wished."""

from flask import g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.calendar.actions import forget_import, keep_busy
from practice.calendar.foreign import NotACalendar, read_calendar
from practice.calendar.forms import FileForm, held, tidy
from practice.calendar.queries import imports_of
from practice.calendar.views import bp
from practice.i18n import _

SHOWN = 200  # lines of the look; the rest is counted


@bp.get("/calendar/in")
@gate.counselor(audit=False)
def bring_in():
    return _page(FileForm(formdata=None))


@bp.post("/calendar/in")
@gate.counselor(audit=False)
def bring_in_now():
    """Looking writes nothing; keeping takes what was looked at, in place of what this file brought before."""
    form = FileForm()
    data, source = form.chosen()
    if not data:
        return _not_read(form, _("Choose a file first."))
    try:
        looked = read_calendar(data, today=clock.today(g.practice.zone), zone=g.practice.zone)
    except NotACalendar as problem:
        return _not_read(form, str(problem))
    if request.form.get("do") == "keep" and looked.taken:
        keep_busy(current_user.person_id, source, looked.taken)
        return redirect(url_for("calendar.bring_in", done="kept"), 303)
    return render_template("calendar/looked.html", looked=looked, shown=SHOWN, held=held(data), source=source)


@bp.post("/calendar/in/forget")
@gate.counselor(audit=False)
def forget():
    forget_import(current_user.person_id, tidy(request.form.get("source")))
    return redirect(url_for("calendar.bring_in", done="forgotten"), 303)


def _not_read(form: FileForm, words: str):
    form.held.data = form.source.data = ""
    form.file.errors = [words]
    return _page(form), 422


def _page(form: FileForm) -> str:
    return render_template("calendar/bring_in.html", form=form, imports=imports_of(current_user.person_id), done=request.args.get("done"))
