"""One occasion: the answers as they were seen, the result scored anew, where every number comes from."""

from flask import redirect, render_template, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.clients.models import Client
from practice.db import db
from practice.measures import labels
from practice.measures.actions import Refused, answers_of, look_at
from practice.measures.actions import release as release_it
from practice.measures.actions import strike as strike_it
from practice.measures.forms import StrikeForm
from practice.measures.measure import Measure
from practice.measures.models import Administration
from practice.measures.overview import same_scale, scored_anew
from practice.measures.queries import administrations_of, closed_early, flags_from, measure_of, waits_for_a_look
from practice.measures.result import results
from practice.measures.views import bp
from practice.measures.views.reaching import occasion
from practice.safety.queries import counselor_names, works_on


@bp.get("/administrations/<id:administration_id>")
@gate.counselor()
def administration(administration_id: str):
    return _page(administration_id, StrikeForm(formdata=None))


@bp.post("/administrations/<id:administration_id>/looked-at")
@gate.counselor()
def look(administration_id: str):
    """Somebody who works on it says that they have looked; it leaves the inbox."""
    row, _measure = occasion(administration_id, write=True)
    look_at(row, by=current_user.person_id)
    return redirect(url_for("measures.administration", administration_id=administration_id), 303)


@bp.post("/administrations/<id:administration_id>/release")
@gate.counselor()
def release(administration_id: str):
    """The counselor has looked at it first; from now on the client may see it."""
    row, _measure = occasion(administration_id, write=True)
    try:
        release_it(row, by=current_user.person_id)
    except Refused as problem:
        db.session.rollback()
        return _page(administration_id, StrikeForm(formdata=None), problem.words), 422
    return redirect(url_for("measures.administration", administration_id=administration_id), 303)


@bp.post("/administrations/<id:administration_id>/strike")
@gate.counselor()
def strike(administration_id: str):
    """It counts nowhere any more and stays readable, with the reason."""
    row, _measure = occasion(administration_id, write=True)
    form = StrikeForm()
    if not form.validate():
        return _page(administration_id, form), 422
    try:
        strike_it(row, form.why.data, by=current_user.person_id)
    except Refused as problem:
        db.session.rollback()
        form.why.errors = [problem.words]
        return _page(administration_id, form), 422
    return redirect(url_for("measures.administration", administration_id=administration_id), 303)


def _page(administration_id: str, form: StrikeForm, trouble: str | None = None):
    row, measure = occasion(administration_id)
    scored = scored_anew(measure, row.answers or {}) if row.finished_at else None
    return render_template(
        "measures/administration.html", row=row, measure=measure, scored=scored, form=form, trouble=trouble,
        person=door.find(Client, row.client_id), answers=answers_of(row), writable=works_on(row.episode_id),
        results=results(measure, scored, _earlier(row, measure)) if scored else [],
        pattern=labels.pattern(measure.pattern, scored.pattern) if scored else [], flags=flags_from(row.id),
        closed_early=closed_early(row), waits=waits_for_a_look(row), names=counselor_names(),
        releasable=measure.for_client and not measure.audience.solo_only,
        violence=any(risk.kind == "violence" for risk in measure.risk))  # fmt: skip


def _earlier(row: Administration, measure: Measure) -> list[tuple]:
    """(day, scores) of what the same person gave of this before, about the same relationship; oldest first."""
    same = [one for one in administrations_of(row.episode_id, row.client_id, row.measure_key)
            if one.counts and one.target == row.target and (one.given_on, one.began_at) < (row.given_on, row.began_at)]  # fmt: skip
    return [(one.given_on, _comparable(measure_of(one.version_id), measure, one.answers)) for one in same]


def _comparable(given: Measure, measure: Measure, answers: dict) -> dict[str, float]:
    """The numbers of an earlier occasion that stand on the scales of this one's version."""
    return {id: value for id, value in scored_anew(given, answers).scores.items() if same_scale(given, measure, id)}
