"""Planning a session, changing it, cancelling it, noting who came."""

from datetime import datetime, timedelta

from flask import current_app, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.episodes import actions
from practice.episodes.forms import AttendanceForm, SessionForm
from practice.episodes.models import TherapySession
from practice.episodes.queries import attendance_of, of_series, planned_already, sessions_of, with_notes
from practice.episodes.rhythm import moved
from practice.episodes.views import bp, led, names, opened, today, whom
from practice.episodes.views.asking import WHICH, Asked, agreed, settled
from practice.i18n import _, day

EARLIEST, LATEST = timedelta(days=10 * 366), timedelta(days=3 * 366)  # a year typed wrongly is caught
FOLLOWING = "following"


@bp.get("/episodes/<id:episode_id>/sessions/new")
@gate.counselor()
def plan_session(episode_id: str):
    last = next(iter(sessions_of(episode_id, limit=1)), None)
    known = {"minutes": last.minutes if last else 50, "place": last.place if last else ""}
    return _plan_page(episode_id, _form(episode_id, formdata=None, data={**known, **same_time(last), **_asked_day()}))


@bp.post("/episodes/<id:episode_id>/sessions/new")
@gate.counselor()
def plan_it(episode_id: str):
    form, asked = _form(episode_id), Asked()
    if not form.validate():
        return _plan_page(episode_id, form), 422
    starts_at, asked = settled(form)
    if starts_at is not None and planned_already(episode_id, chosen(form), starts_at, form.minutes.data):
        return redirect(url_for("record.show", episode_id=episode_id))  # pressed twice: it is there, and it is one
    if starts_at is None or not agreed(asked, [starts_at], form.minutes.data):
        return _plan_page(episode_id, form, asked), 422
    try:
        actions.plan_session(
            episode_id,
            chosen(form),
            starts_at=starts_at,
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
    """Another time or place for this one, or (series) for all of its series that follow and have not been."""
    row = door.find(TherapySession, session_id)
    form, asked = _change_form(row), Asked()
    if form.validate():
        starts_at, asked = settled(form)
        rows = _moved(row, form, starts_at) if starts_at else {}
        if rows and agreed(asked, rows.values(), form.minutes.data, [one.id for one in rows]):
            _change(row, form, rows)
            return redirect(url_for("episodes.session", session_id=session_id, done="changed"))
    return _session_page(row, form, _came(row, formdata=None), asked), 422


def _moved(row: TherapySession, form: SessionForm, starts_at: datetime) -> dict[TherapySession, datetime]:
    """{session: its new beginning}; {} with words at the form when one of them would have to be asked about."""
    if request.form.get("which") != FOLLOWING or row.series_id is None:
        return {row: starts_at}
    zone = g.practice.zone
    rows = {one.id: one for one in _following(row)} | {row.id: row}
    days = [(one.id, clock.local(one.starts_at, zone).date()) for one in rows.values()]
    by = form.on.data - clock.local(row.starts_at, zone).date()
    turns = dict(moved(days, by, form.at, zone))
    unclear = [turn.day for session_id, turn in turns.items() if turn.asked and session_id != row.id]
    if unclear:
        form.clock.errors = [_("The clocks change at that time on %(days)s. Move those before that day, then that one by itself.",
                               days=", ".join(day(one) for one in unclear))]  # fmt: skip
        return {}
    return {rows[session_id]: starts_at if session_id == row.id else turn.starts_at for session_id, turn in turns.items()}


def _change(row: TherapySession, form: SessionForm, rows: dict[TherapySession, datetime]) -> None:
    minutes, place = form.minutes.data, form.place.data or None
    if len(rows) == 1:
        actions.change_session(row, starts_at=rows[row], minutes=minutes, place=place)
    else:
        actions.change_following(rows, at_wall=form.at, minutes=minutes, place=place)


@bp.post("/sessions/<id:session_id>/series/end")
@gate.counselor()
def end_series(session_id: str):
    """What of the series still lies ahead from this session on is cancelled, unless it has a note."""
    row = door.find(TherapySession, session_id)
    if row.series_id is not None:
        actions.end_series(row, noted=with_notes(one.id for one in of_series(row.series_id)))
    return redirect(url_for("episodes.session", session_id=session_id, done="series-ended"))


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


def prepared(form: SessionForm, people) -> SessionForm:
    """With the people of the episode to choose from, and the days between which a session can lie."""
    form.who.choices = whom(people, _("Both together"))
    form.on.earliest, form.on.latest = today() - EARLIEST, today() + LATEST
    return form


def chosen(form: SessionForm) -> str | None:
    return None if form.who.data == "both" else form.who.data


def _form(episode_id: str, **more) -> SessionForm:
    _episode, people = opened(episode_id)
    return prepared(SessionForm(**more), people)


def _change_form(row: TherapySession, **more) -> SessionForm:
    form = _form(row.episode_id, **more)
    del form.who
    return form


def same_time(last) -> dict:
    """A week after the last one, at the same time: most meetings follow a rhythm."""
    if last is None:
        return {"clock": ""}
    local = clock.local(last.starts_at, g.practice.zone)
    return {"clock": f"{local:%H:%M}", "on": max(local.date() + timedelta(weeks=1), today())}


def _asked_day() -> dict:
    """The day the calendar was open at, when it is one."""
    try:
        return {"on": datetime.strptime(request.args.get("on", ""), "%Y-%m-%d").date()}
    except ValueError:
        return {}


def _known(row: TherapySession) -> dict:
    local = clock.local(row.starts_at, g.practice.zone)
    return {"on": local.date(), "clock": f"{local:%H:%M}", "minutes": row.minutes, "place": row.place or ""}


def _following(row: TherapySession) -> list[TherapySession]:
    """This session and what of its series can still be changed or cancelled together with it."""
    return actions.following(row, noted=with_notes(one.id for one in of_series(row.series_id)) - {row.id})


def _came(row: TherapySession, **more) -> AttendanceForm:
    _episode, people = opened(row.episode_id)
    present = [(p.client_id, p.called) for p in people if row.client_id in (None, p.client_id)]
    known = {f"came_{client_id}": status for client_id, status in attendance_of([row.id])[row.id].items()}
    return AttendanceForm.of(present, data=known, **more)


def _plan_page(episode_id: str, form: SessionForm, asked: Asked | None = None) -> str:
    episode, people = led(episode_id)
    return render_template("episodes/plan_session.html", episode=episode, people=people, form=form, asked=asked or Asked(),
                           which=WHICH)  # fmt: skip


def _session_page(row: TherapySession, form: SessionForm, came: AttendanceForm, asked: Asked | None = None) -> str:
    episode, people = opened(row.episode_id)
    series = actions.series_of(row) if row.series_id else None
    return render_template(
        "episodes/session.html",
        row=row,
        episode=episode,
        people=people,
        form=form,
        came=came,
        asked=asked or Asked(),
        which=WHICH,
        series=series,
        following=[one for one in _following(row) if one.id != row.id] if series else [],
        invitations=[one for told in current_app.extensions.get("invitations", ()) for one in told(row, people)],
        names=names(people),
        done=_done().get(request.args.get("done", "")),
        begun=row.starts_at <= clock.now(),
    )


def _done() -> dict[str, str]:
    return {
        "changed": _("Changed."),
        "came": _("Noted."),
        "cancelled": _("Cancelled. It stays in the list, marked so."),
        "series-ended": _("The series has ended. What lay ahead is cancelled and stays in the list, marked so."),
        "on-its-way": _("It is on its way."),
        "not-sent": _("Nothing was sent. Look at what stands beside the name."),
    }
