"""One agreed exercise, agreed anew, made smaller, or put aside. The client's entries stay with them."""

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.db import db
from practice.homework.actions import NotOpened
from practice.homework.actions.ending import NoSmaller, make_smaller, withdraw
from practice.homework.actions.ending import change as agree_anew
from practice.homework.forms import ChangeForm
from practice.homework.models import HomeworkAssignment
from practice.homework.queries import exercise_of, names_of
from practice.homework.queries.ended import has_smaller
from practice.homework.views import bp
from practice.homework.wording import reason_words
from practice.safety.queries import works_on


@bp.route("/homework/<id:assignment_id>/change", methods=["GET", "POST"])
@gate.counselor()
def change(assignment_id: str):
    """A new agreement takes the place of the old one, from today on."""
    found = _running(assignment_id)
    form = _form(found)
    if request.method == "POST" and form.validate():
        try:
            row = agree_anew(found, frequency=form.frequency.data, every=form.every.data or 1, until=form.until.data,
                             light=form.length.data == "light", message=form.message.data, by=current_user.person_id)  # fmt: skip
            return redirect(url_for("homework.assignment", assignment_id=row.id, done="changed"), 303)
        except NotOpened as closed:
            db.session.rollback()
            form.frequency.errors = [reason_words(code) for code in closed.reasons]
    author = found.client_id or found.scribe_id
    return render_template("homework/change.html", assignment=found, form=form, exercise=exercise_of(found),
                           name=names_of([author]).get(author, "")), 422 if form.errors else 200  # fmt: skip


@bp.post("/homework/<id:assignment_id>/smaller")
@gate.counselor(audit=False)
def smaller(assignment_id: str):
    """One press: the short version takes its place."""
    found = _running(assignment_id)
    try:
        row = make_smaller(found, by=current_user.person_id)
    except NoSmaller:
        return redirect(url_for("homework.assignment", assignment_id=assignment_id), 303)
    except NotOpened:  # a gate closed since it was given: the page of giving says why
        db.session.rollback()
        return redirect(url_for("homework.assign", episode_id=found.episode_id, phase=found.phase_id), 303)
    return redirect(url_for("homework.assignment", assignment_id=row.id, done="smaller"), 303)


@bp.post("/homework/<id:assignment_id>/withdraw", endpoint="withdraw")
@gate.counselor(audit=False)
def put_aside(assignment_id: str):
    """It is put aside; the client reads one kind sentence."""
    withdraw(_running(assignment_id), by=current_user.person_id)
    return redirect(url_for("homework.assignment", assignment_id=assignment_id, done="withdrawn"), 303)


def _running(assignment_id: str) -> HomeworkAssignment:
    """What is asked now, of this counselor's own caseload. What has ended leads back to its page."""
    found = door.find(HomeworkAssignment, assignment_id)
    if not works_on(found.episode_id):
        abort(404)
    if found.ended_at is not None:
        abort(redirect(url_for("homework.assignment", assignment_id=assignment_id), 303))
    return found


def _form(found: HomeworkAssignment) -> ChangeForm:
    today = clock.today(g.practice.zone)
    given = {"frequency": found.frequency, "every": found.every if found.frequency == "days" else None,
             "until": found.until, "length": "light" if found.light else "whole", "message": found.message}  # fmt: skip
    form = ChangeForm(first=max(found.opens_on, today), data=given if request.method == "GET" else None)
    if not found.light and not has_smaller(found):
        form.length.choices = form.length.choices[1:]
    return form
