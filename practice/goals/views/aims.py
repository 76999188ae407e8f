"""Goals on the counselor's side: all of an episode, a new one, one with its story and its ladder."""

from flask import g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.goals import actions, queries
from practice.goals.forms import NO_LADDER, GoalForm, LadderPart, StepForm, WordsForm
from practice.goals.models import Goal
from practice.goals.views import bp, complain, opened, whose, writable
from practice.goals.words import SHARED, STATUSES, STEPS, BadGoal, room_of
from practice.i18n import _
from practice.ratings.actions import make_ladder
from practice.ratings.checks import BadLadder
from practice.ratings.queries import chart_of
from practice.safety.queries import counselor_names, works_on

REVIEW_AFTER = 28  # days; four weeks, to be changed on the page


@bp.get("/episodes/<id:episode_id>/goals")
@gate.counselor()
def goals(episode_id: str):
    """Every goal of the episode, room by room."""
    episode, people = opened(episode_id)
    found = queries.goals_of(episode_id)
    rooms = [(person.called, person.client_id) for person in people]
    if len(people) > 1:
        rooms.append((_("Both together"), None))
    return render_template(
        "goals/index.html", episode=episode, people=people, rooms=rooms, goals=found, statuses=STATUSES,
        ladders={ladder.id: ladder for ladder in queries.ladders_in(episode_id)}, today=clock.today(g.practice.zone),
        writable=works_on(episode_id) and bool(queries.room_choices(people)))  # fmt: skip


@bp.route("/episodes/<id:episode_id>/goals/new", methods=["GET", "POST"])
@gate.counselor()
def new_goal(episode_id: str):
    episode, people = opened(episode_id)
    writable(episode_id)
    rooms = queries.room_choices(people)
    form = GoalForm(data={"review_every": REVIEW_AFTER, "ladder": NO_LADDER, "room": request.args.get("room")})
    form.room.choices = rooms
    form.offer(_ladder_choices(episode_id, {room_of(key) for key, _words in rooms}, dict(rooms)))
    if request.method == "POST" and form.validate():
        room = room_of(form.room.data)
        try:
            row = actions.set_goal(
                episode_id, room, goal=form.goal.data, sign=form.sign.data or "", review_every=form.review_every.data,
                ladder_id=_ladder(form, episode_id, room), by=current_user.person_id)  # fmt: skip
            return redirect(url_for("goals.goal", goal_id=row.id), 303)
        except (BadGoal, BadLadder) as problem:
            complain(form, problem.words)
    page = render_template("goals/new.html", episode=episode, people=people, form=form, rooms=rooms)
    return page, 422 if form.errors else 200


@bp.get("/goals/<id:goal_id>")
@gate.counselor()
def goal(goal_id: str):
    return _page(door.find(Goal, goal_id))


@bp.post("/goals/<id:goal_id>/steps")
@gate.counselor()
def step(goal_id: str):
    """How it stands from now on."""
    found, form = door.find(Goal, goal_id), StepForm()
    writable(found.episode_id)
    if form.validate():
        try:
            actions.take_step(found, form.status.data, words=form.said.data or "", review_every=form.review_every.data,
                              seen=_seen(form), by=current_user.person_id)  # fmt: skip
            return redirect(url_for("goals.goal", goal_id=goal_id), 303)
        except BadGoal as problem:
            complain(form, problem.words)
        except actions.ChangedMeanwhile:
            return _page(found, step=form, meanwhile=True), 409
    return _page(found, step=form), 422


@bp.post("/goals/<id:goal_id>/words")
@gate.counselor()
def reword(goal_id: str):
    """The goal in other words; the old ones stay in its story."""
    found, form = door.find(Goal, goal_id), WordsForm()
    writable(found.episode_id)
    if form.validate():
        try:
            actions.reword(found, words=form.goal.data, sign=form.sign.data or "", seen=_seen(form), by=current_user.person_id)
            return redirect(url_for("goals.goal", goal_id=goal_id), 303)
        except BadGoal as problem:
            complain(form, problem.words)
        except actions.ChangedMeanwhile:
            return _page(found, words=form, meanwhile=True), 409
    return _page(found, words=form), 422


@bp.post("/goals/<id:goal_id>/ladder")
@gate.counselor()
def give_ladder(goal_id: str):
    """Another ladder, a new one, or none."""
    found = door.find(Goal, goal_id)
    writable(found.episode_id)
    form = _ladder_form(found)
    if form.validate():
        try:
            actions.give_ladder(found, _ladder(form, found.episode_id, found.client_id), by=current_user.person_id)
            return redirect(url_for("goals.goal", goal_id=goal_id), 303)
        except (BadGoal, BadLadder) as problem:
            complain(form, problem.words)
    return _page(found, ladder=form), 422


def _page(found: Goal, *, step: StepForm | None = None, words: WordsForm | None = None, ladder: LadderPart | None = None,
          meanwhile: bool = False):  # fmt: skip
    row, (episode, people), zone = queries.row_of(found.id), opened(found.episode_id), g.practice.zone
    seen = str(len(row.steps))
    forms = {
        "step": step or StepForm(formdata=None, data={"seen": seen, "review_every": row.review_every}),
        "words": words or WordsForm(formdata=None, data={"seen": seen, "goal": row.goal, "sign": row.sign}),
        "ladder": ladder or _ladder_form(found, formdata=None),
    }
    for form in (step, words) if meanwhile else ():
        if form is not None:
            form.seen.raw_data, form.seen.data = None, seen
    return render_template(
        "goals/show.html", goal=row, episode=episode, people=people, whose=whose(people, row.client_id), forms=forms,
        said=STEPS, statuses=STATUSES, names=counselor_names(), today=clock.today(zone), meanwhile=meanwhile,
        writable=works_on(row.episode_id),
        chart=chart_of(row.ladder_id, zone=zone, today=clock.today(zone)) if row.ladder_id else None,
        on_ladder=next((one for one in queries.ladders_in(row.episode_id) if one.id == row.ladder_id), None))  # fmt: skip


def _seen(form) -> int | None:
    typed = form.seen.data or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None


def _ladder_form(found: Goal, **more) -> LadderPart:
    form = LadderPart(data={"ladder": found.ladder_id or NO_LADDER}, **more)
    form.offer(_ladder_choices(found.episode_id, {found.client_id}, {}))
    return form


def _ladder_choices(episode_id: str, rooms: set[str | None], called: dict[str, str]) -> list[tuple[str, str]]:
    """Ladders of these rooms that go on; with more than one room each says whose it is."""
    found = [ladder for ladder in queries.ladders_in(episode_id) if ladder.client_id in rooms]
    if len(rooms) == 1:
        return [(ladder.id, ladder.title) for ladder in found]
    return [(ladder.id, f"{called.get(ladder.client_id or SHARED, '')}: {ladder.title}") for ladder in found]


def _ladder(form: LadderPart, episode_id: str, room: str | None) -> str | None:
    """The ladder that was chosen, made first where a new one is wanted. Raises BadGoal or BadLadder."""
    if not form.wants_new:
        return form.ladder_id
    ends = {"low": form.low.data or "", "high": form.high.data or ""}
    missing = {"low": _("Write what 1 means to them."), "high": _("Write what 10 means to them.")}
    if wrong := {part: sentence for part, sentence in missing.items() if not ends[part].strip()}:
        raise BadGoal(wrong | ({} if form.title.data else {"title": _("Give the ladder a name.")}))
    return make_ladder(episode_id, room, title=form.title.data or "", words=ends, by=current_user.person_id).id
