"""The phases: where everybody is, entering one, returning, leaving one out. Nothing moves by itself."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.episodes import plan
from practice.episodes.actions import CannotMove, enter_phase, skip_phase
from practice.episodes.forms import EnterForm, SkipForm
from practice.episodes.queries import CourseView, current_course, path_of, reasons_of, rests
from practice.episodes.queries.course import place_today
from practice.episodes.schedule import Window, open_windows, recommended
from practice.episodes.state import rests_of
from practice.episodes.views import bp, led, names, opened, today, whom
from practice.episodes.words import HOW, READY, place_words, span_words
from practice.i18n import _
from practice.protocols.protocol import Phase


@bp.get("/episodes/<id:episode_id>/phases")
@gate.counselor()
def phases(episode_id: str):
    episode, people = opened(episode_id)
    view = current_course(episode_id)
    if view is None:
        return redirect(url_for("episodes.begin", episode_id=episode_id))
    here = [person for person in people if not person.ended] or people
    paths = [_path(view, episode_id, person.client_id) for person in here]
    return render_template(
        "episodes/phases.html",
        episode=episode,
        people=people,
        here=here,
        view=view,
        paths=paths,
        together=len({tuple((step["title"], step["state"]) for step in path["items"]) for path in paths}) == 1,
        rows=_rows(view, episode_id, names(people), [person.client_id for person in here]),
        rests=rests(episode_id),
        names=names(people),
        resting=[rest for rest in rests(episode_id) if rest.until is None],
        left=next((phase for phase in view.protocol.phases if phase.id == request.args.get("left")), None),
    )


def _path(view: CourseView, episode_id: str, client_id: str) -> dict:
    """One participant's place in words, the path, and what the days recommend when it is another phase."""
    place = place_today(view, episode_id, client_id, today())
    hint = recommended(view.protocol.phases, place.day) if place.day is not None else None
    apart = hint is not None and place.phase is not None and hint + 1 != place.phase and not place.resting
    return {
        "words": place_words(place),
        "hint": view.protocol.phases[hint].title if apart else None,
        "items": [
            {"title": view.protocol.phase(step.phase_id).title, "state": step.state, "note": ""}
            for step in path_of(view, client_id)
        ],
    }


def _windows(view: CourseView, episode_id: str, client_id: str | None) -> list[Window]:
    return open_windows(view.protocol.phases, view.course.started_on, rests_of(episode_id, client_id))


def _way(view: CourseView, phase_id: str, here: list[str]) -> str | None:
    """`return` when somebody is past this phase, `enter` when not; None when everybody is in it."""
    at = [plan.current_stay(view.stays, client_id) for client_id in here]
    if all(stay is not None and stay.phase_id == phase_id for stay in at):
        return None
    past = any(stay is not None and view.number(stay.phase_id) > view.number(phase_id) for stay in at)
    return "return" if past else "enter"


def _rows(view: CourseView, episode_id: str, called: dict[str, str], here: list[str]) -> list[dict]:
    """Each phase with its recommended dates and every stay in it."""
    reasons = reasons_of(episode_id)
    windows = _windows(view, episode_id, None)
    by_days = view.course.pace == "days"
    return [
        {
            "phase": phase,
            "dates": span_words((window.first, window.last)) if by_days else None,
            "beyond": window.open_ended,
            "way": _way(view, phase.id, here),
            "stays": [_stay(stay, called, reasons) for stay in view.stays if stay.phase_id == phase.id],
        }
        for phase, window in zip(view.protocol.phases, windows, strict=True)
    ]


def _stay(stay: plan.Stay, called: dict[str, str], reasons: dict) -> dict:
    said = reasons.get(stay.id, [])
    return {
        "how": HOW[stay.how],
        "who": called.get(stay.client_id),
        "cycle": stay.cycle,
        "open": stay.left_on is None,
        "dates": span_words((stay.entered_on, stay.left_on)),
        "words": next((row.words for row in said if row.words), None),
        "readiness": [(called.get(row.client_id), row.readiness) for row in said if row.readiness],
    }


@bp.get("/episodes/<id:episode_id>/phases/<phase_id>")
@gate.counselor()
def enter(episode_id: str, phase_id: str):
    return _enter_page(
        episode_id, phase_id, _enter_form(episode_id, formdata=None, data={"on": today(), "who": "both"})
    )


@bp.post("/episodes/<id:episode_id>/phases/<phase_id>")
@gate.counselor()
def enter_now(episode_id: str, phase_id: str):
    view, phase = _phase(episode_id, phase_id)
    form = _enter_form(episode_id)
    form.on.earliest, form.on.latest = view.course.started_on, today()
    if not form.validate():
        return _enter_page(episode_id, phase_id, form), 422
    who = None if form.who.data == "both" else form.who.data
    left = view.current(who)
    try:
        enter_phase(
            view.course,
            phase.id,
            on=form.on.data,
            by=current_user.person_id,
            client_id=who,
            readiness=_answers(episode_id, phase, who),
            words=form.words.data or None,
        )
    except CannotMove:
        form.who.errors = [_("They are in this phase already.")]
        return _enter_page(episode_id, phase_id, form), 422
    return redirect(url_for("episodes.phases", episode_id=episode_id, left=left.phase_id if left else None))


@bp.get("/episodes/<id:episode_id>/phases/<phase_id>/skip")
@gate.counselor()
def skip(episode_id: str, phase_id: str):
    return _skip_page(episode_id, phase_id, SkipForm(formdata=None, data={"on": today()}))


@bp.post("/episodes/<id:episode_id>/phases/<phase_id>/skip")
@gate.counselor()
def skip_now(episode_id: str, phase_id: str):
    view, phase = _phase(episode_id, phase_id)
    form = SkipForm()
    form.on.earliest, form.on.latest = view.course.started_on, today()
    if not form.validate():
        return _skip_page(episode_id, phase_id, form), 422
    try:
        skip_phase(view.course, phase.id, on=form.on.data, by=current_user.person_id, reason=form.reason.data)
    except CannotMove:
        form.reason.errors = [_("They are in this phase now. Enter another one to leave it.")]
        return _skip_page(episode_id, phase_id, form), 422
    return redirect(url_for("episodes.phases", episode_id=episode_id))


def _phase(episode_id: str, phase_id: str) -> tuple[CourseView, Phase]:
    led(episode_id)
    view = current_course(episode_id) or abort(404)
    return view, next((phase for phase in view.protocol.phases if phase.id == phase_id), None) or abort(404)


def _enter_form(episode_id: str, **more) -> EnterForm:
    _episode, people = led(episode_id)
    form = EnterForm(**more)
    form.who.choices = whom(people, _("Both"))
    if len(form.who.choices) == 1:  # one person: everybody's path is theirs
        form.who.choices = [("both", form.who.choices[0][1])]
    return form


def _answers(episode_id: str, phase: Phase, who: str | None) -> dict[str, dict[str, str]]:
    """{client id: {question: yes, no or not asked}} as typed."""
    _episode, people = led(episode_id)
    asked = [person.client_id for person in people if not person.ended and who in (None, person.client_id)]
    typed = {
        person: {option.id: request.form.get(f"ready-{person}-{option.id}", "not asked") for option in phase.readiness}
        for person in asked
    }
    return {
        person: {key: said if said in READY else "not asked" for key, said in answers.items()}
        for person, answers in typed.items()
    }


def _enter_page(episode_id: str, phase_id: str, form: EnterForm) -> str:
    view, phase = _phase(episode_id, phase_id)
    episode, people = led(episode_id)
    here = [person for person in people if not person.ended]
    return render_template(
        "episodes/enter.html",
        episode=episode,
        people=people,
        here=here,
        view=view,
        phase=phase,
        form=form,
        number=view.number(phase.id),
        ready=list(READY.items()),
        typed=request.form,
        moves=[(person.called, *_before_and_after(view, episode_id, person.client_id, phase)) for person in here],
    )


def _before_and_after(view: CourseView, episode_id: str, client_id: str, phase: Phase) -> tuple[dict | None, dict]:
    """What would change for one participant: phase, cycle and recommended dates, before and after."""
    windows = {w.phase_id: w for w in _windows(view, episode_id, client_id)}
    now, order = plan.current_stay(view.stays, client_id), [item.id for item in view.protocol.phases]

    def told(phase_id: str, cycle: int) -> dict:
        dates = span_words((windows[phase_id].first, windows[phase_id].last))
        return {
            "title": view.protocol.phase(phase_id).title,
            "number": view.number(phase_id),
            "cycle": cycle,
            "dates": dates if view.course.pace == "days" and cycle == 1 else None,
        }

    after = told(phase.id, plan.cycle_of(order, plan.stays_of(view.stays, client_id), phase.id, client_id))
    return (told(now.phase_id, now.cycle) if now else None), after


def _skip_page(episode_id: str, phase_id: str, form: SkipForm) -> str:
    view, phase = _phase(episode_id, phase_id)
    episode, people = led(episode_id)
    return render_template(
        "episodes/skip.html",
        episode=episode,
        people=people,
        view=view,
        phase=phase,
        form=form,
        number=view.number(phase.id),
    )
