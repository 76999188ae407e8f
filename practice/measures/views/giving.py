"""Giving an instrument in session: exact words and order, one question on each page, skipping allowed."""

from datetime import date

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.clients.models import Client
from practice.db import db
from practice.i18n import _
from practice.measures import walk
from practice.measures.actions import AlreadyFinished, Refused, WrongAnswers, answer, answers_of, begin, finish
from practice.measures.measure import Measure
from practice.measures.models import Administration, MeasureAssignment
from practice.measures.queries import flags_from, open_one
from practice.measures.schedule import goes_on_since
from practice.measures.standing import not_asked
from practice.measures.typed import about, value_of
from practice.measures.views import bp
from practice.measures.views.reaching import (
    agreement,
    going_on,
    instrument,
    made,
    not_before,
    occasion,
    session_of,
    today,
)


@bp.route("/episodes/<id:episode_id>/measures/<id:client_id>/give/<slug:key>", methods=["GET", "POST"])
@gate.counselor()
def give(episode_id: str, client_id: str, key: str):
    """What is about to be asked, and the press that begins it."""
    person, found = going_on(episode_id, client_id), instrument(key)
    agreed, trouble = agreement(episode_id, client_id, key), None
    if request.method == "POST":
        try:
            row = begin(
                agreed, episode_id=episode_id, client_id=client_id, key=key, way="session", made_id=made(),
                given_by=current_user.person_id, given_on=today(), session_id=session_of(episode_id, client_id),
                target=about(request.form.get("target")))  # fmt: skip
            return redirect(url_for("measures.ask", administration_id=row.id), 303)
        except Refused as problem:
            db.session.rollback()
            trouble = problem.words
    page = render_template(
        "measures/give.html", person=person, episode_id=episode_id, measure=found.measure, made=made(), trouble=trouble,
        again=_not_yet(client_id, found.measure, agreed), closed=found.why_not or not_asked(found.measure), agreed=agreed,
        session=request.values.get("session") or None)  # fmt: skip
    return page, 422 if trouble else 200


def _not_yet(client_id: str, measure: Measure, agreed: MeasureAssignment | None) -> date | None:
    """The day it may be asked again, while it is too soon and nothing is open to go on with."""
    target = agreed.target if agreed else None
    free = not_before(client_id)(measure, target)
    begun = free and open_one(client_id, measure.key, target, "session", agreed and agreed.id, since=goes_on_since("session", today()))
    return None if begun else free


@bp.route("/administrations/<id:administration_id>/ask", methods=["GET", "POST"])
@gate.counselor()
def ask(administration_id: str):
    """One question. Next keeps the answer, skip takes it away; back shows the one before as it was answered."""
    row, measure = occasion(administration_id, write=True)
    if row.finished_at is not None or row.struck_at is not None:
        return redirect(url_for("measures.administration", administration_id=row.id), 303)
    items, error = walk.asked(measure, answers_of(row)), None
    item = _wanted(measure, items, row)
    if item is None:
        return redirect(url_for("measures.end_of", administration_id=row.id), 303)
    if request.method == "POST":
        error = _keep(row, item)
        if error is None:
            return redirect(_next(row, _onward(walk.asked(measure, answers_of(row)), item)), 303)
    page = render_template(
        "measures/ask.html", row=row, measure=measure, item=item, place=walk.place(items, item.n), error=error, typed=_typed(item, error),
        person=door.find(Client, row.client_id), chosen=answers_of(row).get(item.n), before=walk.before(items, item.n),
        flags=flags_from(row.id))  # fmt: skip
    return page, 422 if error else 200


def _wanted(measure, items, row: Administration):
    """The question the address names, or where to go on; None at the end."""
    typed = request.values.get("item", "")
    if not typed:
        return walk.resume(items, answers_of(row))
    return next((item for item in items if str(item.n) == typed), None)


def _keep(row: Administration, item) -> str | None:
    """What stands against the answer, in words; None once it is kept."""
    skipped = request.form.get("do") == "skip"
    try:
        value = None if skipped else value_of(item, request.form.get("value", ""))
        if value is None and not skipped and not item.free:
            return _("Choose an answer, or skip this question.")
        answer(row, item.n, value)
    except WrongAnswers as problem:
        db.session.rollback()
        return " ".join(problem.faults)
    except AlreadyFinished:
        db.session.rollback()
    return None


def _typed(item, error: str | None) -> str | None:
    """Own words that could not be kept, so that they stand on the page again."""
    return request.form.get("value", "") if error and item.free else None


def _onward(items, item):
    """The question a press leads to; None for the end. Back and stop are presses where own words would be lost on a link."""
    deed = request.form.get("do")
    if deed == "stop":
        return None
    return walk.before(items, item.n) if deed == "back" and walk.before(items, item.n) else walk.after(items, item.n)


def _next(row: Administration, item) -> str:
    if item is None:
        return url_for("measures.end_of", administration_id=row.id)
    return url_for("measures.ask", administration_id=row.id, item=item.n)


@bp.route("/administrations/<id:administration_id>/end", methods=["GET", "POST"])
@gate.counselor()
def end_of(administration_id: str):
    """Before it is finished: what was left out, and the way back to it."""
    row, measure = occasion(administration_id, write=True)
    if row.finished_at is None and row.struck_at is None and request.method == "GET":
        items = walk.asked(measure, answers_of(row))
        return render_template("measures/end.html", row=row, measure=measure, last=items[-1], person=door.find(Client, row.client_id),
                               blank=walk.blank(items, answers_of(row)), flags=flags_from(row.id))  # fmt: skip
    if request.method == "POST" and row.struck_at is None:
        finish(row)
    return redirect(url_for("measures.administration", administration_id=row.id), 303)
