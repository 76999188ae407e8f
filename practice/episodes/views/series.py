"""A series of sessions: typed once, looked at day by day, then kept."""

from datetime import datetime

from flask import g, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.episodes import actions
from practice.episodes.forms import SeriesForm
from practice.episodes.queries import planned_already, sessions_of
from practice.episodes.rhythm import Turn, days, overlapping, turns
from practice.episodes.views import bp, led, opened
from practice.episodes.views.asking import in_the_way
from practice.episodes.views.meetings import chosen, prepared, same_time
from practice.episodes.words import asked_words, choice_words, clash_words, rhythm_words
from practice.i18n import _

USUAL = {"every": 1, "times": 10}


@bp.get("/episodes/<id:episode_id>/series/new")
@gate.counselor()
def plan_series(episode_id: str):
    last = next(iter(sessions_of(episode_id, limit=1)), None)
    known = {"minutes": last.minutes if last else 50, "place": last.place if last else "", **USUAL}
    _episode, people = opened(episode_id)
    return _form_page(episode_id, prepared(SeriesForm(formdata=None, data={**known, **same_time(last)}), people))


@bp.post("/episodes/<id:episode_id>/series/new")
@gate.counselor()
def plan_series_now(episode_id: str):
    """First the list of what would be made; kept only from that list. Changing a word shows the list anew."""
    _episode, people = led(episode_id)
    form = prepared(SeriesForm(), people)
    if not form.validate() or request.form.get("do") == "back":
        return _form_page(episode_id, form), 422 if form.errors else 200
    found = _turns(form)
    if request.form.get("do") != "keep":
        return _list_page(episode_id, form, found, looked=False)
    starts, open_questions = _kept(found)
    if open_questions or not starts:
        form.clock.errors = [_("Choose at least one day.")] if not open_questions else [
            asked_words(turn.day, twice=turn.twice) for turn in open_questions]  # fmt: skip
        return _list_page(episode_id, form, found, looked=True), 422
    new = [one for one in starts if not planned_already(episode_id, chosen(form), one, form.minutes.data)]
    if not new:  # pressed twice: they are there, and each is one
        return redirect(url_for("record.show", episode_id=episode_id), 303)
    try:
        actions.plan_series(episode_id, chosen(form), starts=new, at_wall=form.at, zone=g.practice.zone,
                            every=form.every.data, by=current_user.person_id, minutes=form.minutes.data,
                            place=form.place.data or None)  # fmt: skip
    except actions.SharedRoomFrozen:
        form.who.errors = [_("One of them has left. Plan with the other alone.")]
        return _form_page(episode_id, form), 422
    return redirect(url_for("record.show", episode_id=episode_id), 303)


def _turns(form: SeriesForm) -> list[tuple[Turn, list[str]]]:
    """Every day of the series with sentences about what it would fall upon."""
    found = turns(days(form.on.data, form.every.data, form.times.data), form.at, g.practice.zone)
    minutes, zone = form.minutes.data, g.practice.zone
    taken = in_the_way([moment for turn in found for moment in turn.choices], minutes)
    return [(turn, [clash_words(one, zone) for one in _clashes(turn, minutes, taken)]) for turn in found]


def _clashes(turn: Turn, minutes: int, taken) -> list:
    return list(dict.fromkeys(one for moment in turn.choices for one in overlapping(moment, minutes, taken)))


def _kept(found: list[tuple[Turn, list[str]]]) -> tuple[list[datetime], list[Turn]]:
    """The moments of the days that are ticked, and those days whose time is still to be chosen."""
    starts, unanswered, ticked = [], [], set(request.form.getlist("take"))
    for turn, _clash in found:
        if turn.day.isoformat() not in ticked:
            continue
        said = request.form.get(f"moment-{turn.day.isoformat()}", "")
        moment = turn.starts_at or next((one for one in turn.choices if one.isoformat() == said), None)
        starts.append(moment) if moment else unanswered.append(turn)
    return starts, unanswered


def _form_page(episode_id: str, form: SeriesForm) -> str:
    episode, people = led(episode_id)
    return render_template("episodes/plan_series.html", episode=episode, people=people, form=form)


def _list_page(episode_id: str, form: SeriesForm, found: list[tuple[Turn, list[str]]], *, looked: bool) -> str:
    episode, people = led(episode_id)
    zone, said = g.practice.zone, request.form
    lines = [{
        "turn": turn, "key": turn.day.isoformat(), "clashes": clashes,
        "taken": turn.day.isoformat() in said.getlist("take") if looked else True,
        "why": asked_words(turn.day, twice=turn.twice) if turn.asked else "",
        "choices": [(one.isoformat(), choice_words(one, zone, twice=turn.twice)) for one in turn.choices],
        "chosen": said.get(f"moment-{turn.day.isoformat()}"),
    } for turn, clashes in found]  # fmt: skip
    return render_template("episodes/series_days.html", episode=episode, people=people, form=form, lines=lines,
                           rhythm=rhythm_words(form.every.data))  # fmt: skip
