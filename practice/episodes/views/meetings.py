"""Planning a session, changing it, cancelling it, noting who came."""

from datetime import datetime, timedelta

from flask import g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.episodes import actions
from practice.episodes.forms import AttendanceForm, SessionForm
from practice.episodes.models import TherapySession
from practice.episodes.queries import attendance_of, sessions_of
from practice.episodes.views import bp, led, names, opened, today, whom
from practice.i18n import _

LATEST = timedelta(days=3 * 366)  # nobody plans further ahead; a year typed wrongly is caught


@bp.get("/episodes/<id:episode_id>/sessions/new")
@gate.counselor()
def plan_session(episode_id: str):
    last = next(iter(sessions_of(episode_id, limit=1)), None)
    known = {"minutes": last.minutes if last else 50, "place": last.place if last else ""}
    return _plan_page(episode_id, _form(episode_id, formdata=None, data={**known, **_same_time(last)}))


@bp.post("/episodes/<id:episode_id>/sessions/new")
@gate.counselor()
def plan_it(episode_id: str):
    form = _form(episode_id)
    if not form.validate():
        return _plan_page(episode_id, form), 422
    try:
        actions.plan_session(
            episode_id,
            None if form.who.data == "both" else form.who.data,
            starts_at=_moment(form),
            by=current_user.person_id,
            minutes=form.minutes.data,
            place=form.place.data or None,
        )
    except actions.SharedRoomFrozen:
        form.who.errors = [_("One of them has left. Plan with the other alone.")]
        return _plan_page(episode_id, form), 422
    return redirect(url_for("record.show", episode_id=episode_id))


@bp.get("/sessions/<id:session_id>")
@gate.counselor()
def session(session_id: str):
    row = door.find(TherapySession, session_id)
    return _session_page(row, _change_form(row, formdata=None, data=_known(row)), _came(row, formdata=None))


@bp.post("/sessions/<id:session_id>")
@gate.counselor()
def change_session(session_id: str):
    row = door.find(TherapySession, session_id)
    form = _change_form(row)
    if not form.validate():
        return _session_page(row, form, _came(row, formdata=None)), 422
    actions.change_session(row, starts_at=_moment(form), minutes=form.minutes.data, place=form.place.data or None)
    return redirect(url_for("episodes.session", session_id=session_id, done="changed"))


@bp.post("/sessions/<id:session_id>/attendance")
@gate.counselor()
def attendance(session_id: str):
    row = door.find(TherapySession, session_id)
    form = _came(row)
    if not form.validate() or not form.statuses():
        return _session_page(row, _change_form(row, formdata=None, data=_known(row)), form), 422
    actions.record_attendance(row, form.statuses(), by=current_user.person_id)
    return redirect(url_for("episodes.session", session_id=session_id, done="came"))


@bp.post("/sessions/<id:session_id>/cancel")
@gate.counselor()
def cancel(session_id: str):
    row = door.find(TherapySession, session_id)
    actions.cancel_session(row, by=current_user.person_id)
    return redirect(url_for("episodes.session", session_id=session_id, done="cancelled"))


def _form(episode_id: str, **more) -> SessionForm:
    _episode, people = opened(episode_id)
    form = SessionForm(**more)
    form.who.choices = whom(people, _("Both together"))
    form.on.latest = today() + LATEST
    return form


def _change_form(row: TherapySession, **more) -> SessionForm:
    form = _form(row.episode_id, **more)
    del form.who
    return form


def _same_time(last) -> dict:
    """A week after the last one, at the same time: most meetings follow a rhythm."""
    if last is None:
        return {"clock": ""}
    local = clock.local(last.starts_at, g.practice.zone)
    return {"clock": f"{local:%H:%M}", "on": max(local.date() + timedelta(weeks=1), today())}


def _known(row: TherapySession) -> dict:
    local = clock.local(row.starts_at, g.practice.zone)
    return {"on": local.date(), "clock": f"{local:%H:%M}", "minutes": row.minutes, "place": row.place or ""}


def _moment(form: SessionForm) -> datetime:
    return clock.at(form.on.data, form.at.hour, form.at.minute, g.practice.zone)


def _came(row: TherapySession, **more) -> AttendanceForm:
    _episode, people = opened(row.episode_id)
    present = [(p.client_id, p.called) for p in people if row.client_id in (None, p.client_id)]
    known = {f"came_{client_id}": status for client_id, status in attendance_of([row.id])[row.id].items()}
    return AttendanceForm.of(present, data=known, **more)


def _plan_page(episode_id: str, form: SessionForm) -> str:
    episode, people = led(episode_id)
    return render_template("episodes/plan_session.html", episode=episode, people=people, form=form)


def _session_page(row: TherapySession, form: SessionForm, came: AttendanceForm) -> str:
    episode, people = opened(row.episode_id)
    done = {
        "changed": _("Changed."),
        "came": _("Noted."),
        "cancelled": _("Cancelled. It stays in the list, marked so."),
    }
    return render_template(
        "episodes/session.html",
        row=row,
        episode=episode,
        people=people,
        form=form,
        came=came,
        names=names(people),
        done=done.get(request.args.get("done", "")),
        begun=row.starts_at <= clock.now(),
    )
