"""Pausing and resuming: every date that moves is shown, old and new, before anything is written.

Homework lies on a floor above; create_app may hand in app.extensions["homework-dates"] = (listed, slide):
listed(episode_id) -> [(title, opens_on, until, client_id)], slide(episode_id, days, since=, client_id=).
"""

from datetime import date

from flask import abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.episodes import actions, plan
from practice.episodes.forms import PauseForm, ResumeForm
from practice.episodes.models import Pause
from practice.episodes.queries import current_course, sessions_of
from practice.episodes.schedule import Place, Rest, counted, day_number, open_windows
from practice.episodes.state import rests_of
from practice.episodes.views import bp, led, names, today, whom
from practice.episodes.words import day_words, span_words
from practice.i18n import _

NO_HOMEWORK = (lambda episode_id: [], None)


@bp.get("/episodes/<id:episode_id>/pause")
@gate.counselor()
def pause(episode_id: str):
    form = _pause_form(episode_id, formdata=None, data={"since": today(), "who": "both"})
    return _pause_page(episode_id, form)


@bp.post("/episodes/<id:episode_id>/pause")
@gate.counselor()
def pause_now(episode_id: str):
    episode, _people = led(episode_id)
    form = _pause_form(episode_id)
    form.until.latest = today()
    if not form.validate():
        return _pause_page(episode_id, form), 422
    who = None if form.who.data == "both" else form.who.data
    rest_of = Rest(form.since.data, form.until.data)
    if request.form.get("confirm") != _seen(who, rest_of):
        return _pause_page(episode_id, form, _preview(episode_id, who, rest_of))
    try:
        rest = actions.pause(
            episode, since=form.since.data, by=current_user.person_id, client_id=who, reason=form.reason.data or None
        )
    except (actions.BadRest, actions.EpisodeEnded):
        form.who.errors = [_("A rest goes on already, or the episode has ended.")]
        return _pause_page(episode_id, form), 422
    if form.until.data:
        actions.resume(rest, until=form.until.data, by=current_user.person_id, slide=_homework()[1])
    return redirect(url_for("episodes.phases", episode_id=episode_id))


@bp.get("/pauses/<id:pause_id>/resume")
@gate.counselor()
def resume(pause_id: str):
    row = door.find(Pause, pause_id)
    return _resume_page(row, ResumeForm(formdata=None, data={"until": max(today(), row.since)}))


@bp.post("/pauses/<id:pause_id>/resume")
@gate.counselor()
def resume_now(pause_id: str):
    row = door.find(Pause, pause_id)
    form = ResumeForm()
    form.until.earliest, form.until.latest = row.since, max(today(), row.since)
    if not form.validate():
        return _resume_page(row, form), 422
    rest_of = Rest(row.since, form.until.data)
    if request.form.get("confirm") != _seen(row.client_id, rest_of):
        return _resume_page(row, form, _preview(row.episode_id, row.client_id, rest_of, row))
    if row.until is None:
        actions.resume(row, until=form.until.data, by=current_user.person_id, slide=_homework()[1])
    return redirect(url_for("episodes.phases", episode_id=row.episode_id))


def _homework():
    return current_app.extensions.get("homework-dates", NO_HOMEWORK)


def _pause_form(episode_id: str, **more) -> PauseForm:
    _episode, people = led(episode_id)
    form = PauseForm(**more)
    form.who.choices = whom(people, _("Both"))
    if len(people) == 1:
        form.who.choices = [("both", people[0].called)]
    return form


def _preview(episode_id: str, who: str | None, rest: Rest, row: Pause | None = None) -> dict:
    """Every open date before and after the rest: the day, the recommended windows, homework, sessions within it."""
    days = (rest.until - rest.since).days if rest.until else None
    homework = [
        plan.Move(title, (first, last), plan.slid(first, last, rest.since, days or 0))
        for title, first, last, client_id in _homework()[0](episode_id)
        if who in (None, client_id)
    ]
    return {
        "days": days,
        "seen": _seen(who, rest),
        "course": _course_rows(episode_id, who, rest, row),
        "homework": _rows(homework),
        "sessions": [s for s in sessions_of(episode_id) if _within(s, who, rest)],
    }


def _seen(who: str | None, rest: Rest) -> str:
    """What a preview was about: dates changed after it was shown are shown again, not written."""
    return f"{who or 'both'} {rest.since} {rest.until or 'open'}"


def _within(session, who: str | None, rest: Rest) -> bool:
    """A session that stands planned in the days of a rest; nobody moves it but the counselor."""
    theirs = who is None or session.client_id == who
    day = clock.local(session.starts_at, g.practice.zone).date()
    return theirs and session.cancelled_at is None and rest.since <= day < (rest.until or date.max)


def _rows(moves: list[plan.Move]) -> list[tuple[str, str, str]]:
    return [(move.what, span_words(move.old), span_words(move.new)) for move in moves]


def _course_rows(episode_id: str, who: str | None, rest: Rest, row: Pause | None) -> list[tuple[str, str, str]]:
    """The day and each phase's recommended dates; empty when days are not counted."""
    view = current_course(episode_id)
    if view is None or view.course.pace != "days":
        return []
    known = rests_of(episode_id, who)
    others = [other for other in known if row is None or other != Rest(row.since, row.until)]
    before, after = counted(view.course.started_on, known), counted(view.course.started_on, [*others, rest])
    phases, titles = view.protocol.phases, {phase.id: phase.title for phase in view.protocol.phases}
    was, will = (
        day_words(Place(day_number(count.day_one, today(), count.paused_since), view.protocol.days, None, None))
        for count in (before, after)
    )
    start = view.course.started_on
    moves = plan.moves(open_windows(phases, start, known), open_windows(phases, start, [*others, rest]), titles)
    return [(_("Today"), was, will), *(_rows(moves) if rest.until else _waiting(moves, rest.since))]


def _waiting(moves: list[plan.Move], since: date) -> list[tuple[str, str, str]]:
    """While nobody knows how long a rest lasts, what lies after its first day waits with it."""
    return [
        (move.what, span_words(move.old), _("waits") if move.old[1] >= since else span_words(move.old))
        for move in moves
    ]


def _pause_page(episode_id: str, form: PauseForm, preview: dict | None = None) -> str:
    episode, people = led(episode_id)
    return render_template("episodes/pause.html", episode=episode, people=people, form=form, preview=preview)


def _resume_page(row: Pause, form: ResumeForm, preview: dict | None = None) -> str:
    episode, people = led(row.episode_id)
    if row.until is not None:
        abort(404)
    return render_template(
        "episodes/resume.html",
        episode=episode,
        people=people,
        form=form,
        preview=preview,
        row=row,
        who=names(people).get(row.client_id),
    )
