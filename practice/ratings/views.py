"""Ladders on the counselor's side: make one in the client's words, rate in session, read it over time."""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import charts, clock
from practice.access import door, gate
from practice.clients.models import Client
from practice.episodes.models import Episode, TherapySession
from practice.episodes.queries import participants
from practice.i18n import day_time
from practice.ratings import actions, chart, movement, queries, table
from practice.ratings.checks import BadLadder, BadRating
from practice.ratings.forms import RADIOS, LadderForm, RateForm
from practice.ratings.models import Ladder
from practice.safety.queries import works_on

bp = Blueprint("ratings", __name__)
bp.add_app_template_filter(table.month_words, "month")


@bp.route("/episodes/<id:episode_id>/ladders/new", methods=["GET", "POST"])
@gate.counselor()
def new_ladder(episode_id: str):
    episode = door.find(Episode, episode_id)
    _writable(episode_id)
    people = [(part.client_id, part.shown_as) for part in participants(episode_id) if part.ends_at is None]
    form = LadderForm(people=people, together=episode.kind == "couple" and len(people) == 2)
    if request.method == "POST" and form.validate():
        try:
            made = actions.make_ladder(
                episode_id, form.whose(), title=form.title.data, words=form.words(), rungs=_rungs(form),
                by=current_user.person_id)
            return redirect(url_for("ratings.ladder", ladder_id=made.id))
        except BadLadder as problem:
            _complain(form, problem.words)
    page = render_template("ratings/new.html", form=form, episode=episode, people=people)
    return page, 422 if form.errors else 200


@bp.get("/ladders/<id:ladder_id>")
@gate.counselor()
def ladder(ladder_id: str):
    return _page(door.find(Ladder, ladder_id), RateForm(formdata=None))


@bp.post("/ladders/<id:ladder_id>/rate")
@gate.counselor()
def rate(ladder_id: str):
    found, form = door.find(Ladder, ladder_id), RateForm()
    _writable(found.episode_id)
    form.wide = _wide(found)
    if form.validate():
        value, value_high = form.position()
        try:
            session_id = _session(found)
            if not queries.said_just_now(found.id, value, value_high, form.words(), session_id):
                actions.rate(found, value=value, value_high=value_high, source="session", by=current_user.person_id,
                             words=form.words(), session_id=session_id)  # fmt: skip
            return redirect(url_for("ratings.ladder", ladder_id=ladder_id))
        except BadRating as problem:
            _complain(form, problem.words)
    return _page(found, form), 422


def _page(found: Ladder, form: RateForm):
    zone = g.practice.zone
    points = queries.points(found.id)
    months = table.months([point.at for point in points], zone, request.args.get("month", ""))
    shown = [point for point in points if months is None or table.month_of(point.at, zone) == months.shown][::-1]
    given = chart.numbers(points, zone)
    return render_template(
        "ratings/ladder.html", ladder=found, form=form,
        person=door.find(Client, found.client_id) if found.client_id else None,  # a ladder of both has no one person
        chart=queries.chart_of(found.id, zone=zone, today=clock.today(zone), found=points),
        moved=movement.moved(given, found.low, found.high),
        research=movement.research(given, queries.course_began(found.episode_id)),
        last=points[-1] if points else None, months=months,
        rows=[charts.Row(day_time(point.at), point.said, table.one_line(point.words)) for point in shown],
        told=[(point, said) for point in shown if (said := table.told(point.words))],
        writable=works_on(found.episode_id) and found.ended_at is None, wide=_wide(found),
        chosen=_chosen(form), session=request.values.get("session", ""))  # fmt: skip


def _rungs(form: LadderForm) -> list[str]:
    """What was typed, and what was ticked of this person's own words; nobody's words reach the ladder of another."""
    return [*(form.rungs.data or "").split("\n"), *request.form.getlist(f"rung-{form.client.data}")]


def _chosen(form: RateForm):
    """For the scale: None while nothing is chosen, "" when no number was wanted."""
    return form.value.data if form.value.raw_data else None


def _wide(found: Ladder) -> bool:
    return found.high - found.low > RADIOS


def _session(found: Ladder) -> str | None:
    """The meeting this was said in, when the page was opened from one of this room."""
    wanted = request.form.get("session", "")
    if len(wanted) != 32 or set(wanted) - set("0123456789abcdef"):
        return None
    held = door.find(TherapySession, wanted)
    fits = held.episode_id == found.episode_id and held.client_id in (None, found.client_id)
    return held.id if fits else None


def _complain(form, words: dict[str, str]) -> None:
    for name, sentence in words.items():
        field = form[name] if name in form else form[next(iter(form._fields))]
        field.errors = [*field.errors, sentence]


def _writable(episode_id: str) -> None:
    if not works_on(episode_id):
        abort(404)
