"""One agreed exercise: how it stands, on paper, typed in from paper, ended."""

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.db import db, new_id
from practice.homework.actions import NotYet, end_assignment, send_entry
from practice.homework.models import HomeworkAssignment
from practice.homework.occurrences import is_occurrence, occurrences
from practice.homework.queries import (
    agreed_of,
    asked_of,
    entries_since,
    exercise_of,
    names_of,
    sent_for,
    standing_of,
)
from practice.homework.views import bp
from practice.homework.wording import excerpt
from practice.i18n import day, day_time
from practice.protocols.answers import no_moment, parse, validate
from practice.protocols.forms import Moment, build_form, is_press
from practice.safety.queries import works_on


@bp.get("/homework/<id:assignment_id>")
@gate.counselor()
def assignment(assignment_id: str):
    found = door.find(HomeworkAssignment, assignment_id)
    author = found.client_id or found.scribe_id
    entries = [row for row in entries_since(found.episode_id, None) if row.assignment_id == found.id]
    return render_template(
        "homework/assignment.html", assignment=found, exercise=exercise_of(found), entries=entries,
        names=names_of([author, *(row.client_id for row in entries)]), author=author, writable=works_on(found.episode_id),
        standing=standing_of(found, author, clock.today(g.practice.zone))[:31], done=request.args.get("done"))  # fmt: skip


@bp.post("/homework/<id:assignment_id>/end")
@gate.counselor(audit=False)
def end(assignment_id: str):
    """It is no longer asked; what was sent stays."""
    end_assignment(_writable(assignment_id), by=current_user.person_id)
    return redirect(url_for("homework.assignment", assignment_id=assignment_id, done="ended"), 303)


@bp.get("/homework/<id:assignment_id>/paper")
@gate.counselor()
def paper(assignment_id: str):
    """The same questions with lines and boxes, for a client who likes paper."""
    found = door.find(HomeworkAssignment, assignment_id)
    exercise = asked_of(found, found.client_id or found.scribe_id) or abort(404)
    return render_template("homework/paper.html", assignment=found, exercise=exercise,
                           form=build_form(exercise, {}, partner_open=True, moments=_choices(found, exercise)))  # fmt: skip


@bp.route("/homework/<id:assignment_id>/write", methods=["GET", "POST"])
@gate.counselor()
def behalf(assignment_id: str):
    """Typing in what a client wrote on paper or said: it is theirs, and the record says who typed it."""
    found = _writable(assignment_id)
    author = found.client_id or found.scribe_id
    exercise = asked_of(found, author) or abort(404)
    settings = {"partner_open": True, "moments": _choices(found, exercise)}
    days = occurrences(agreed_of(found), clock.today(g.practice.zone))
    if request.method == "GET" or not days:
        return _behalf(found, build_form(exercise, {}, **settings), days)
    if is_press(request.form) or request.form.get("do") != "send":
        return _behalf(found, build_form(exercise, formdata=request.form, **settings), days)
    answers = parse(exercise, request.form)
    errors = validate(exercise, answers)
    if not errors:
        try:
            entry = send_entry(found, occurrence=_occurrence(found, days), answers=answers, made_id=_made(), on_behalf_of=True,
                               kind="no-moment" if no_moment(answers) else "answer")  # fmt: skip
            return redirect(url_for("homework.entry", entry_id=entry.id), 303)
        except NotYet as problem:
            db.session.rollback()
            errors = problem.words
    return _behalf(found, build_form(exercise, formdata=request.form, errors=errors, **settings), days), 422


def _writable(assignment_id: str) -> HomeworkAssignment:
    found = door.find(HomeworkAssignment, assignment_id)
    return found if works_on(found.episode_id) else abort(404)


def _occurrence(found: HomeworkAssignment, days: list[str]) -> str:
    typed = request.form.get("occurrence", "")
    return typed if is_occurrence(agreed_of(found), typed, clock.today(g.practice.zone)) else days[0]


def _made() -> str:
    typed = request.form.get("made", "")
    return typed if len(typed) == 32 and typed.isascii() and typed.isalnum() else new_id()


def _behalf(found: HomeworkAssignment, form, days: list[str]):
    author = found.client_id or found.scribe_id
    return render_template("homework/behalf.html", assignment=found, form=form, days=days[:31], made=_made(),
                           occurrence=request.form.get("occurrence"), name=names_of([author]).get(author, ""))  # fmt: skip


def _choices(found: HomeworkAssignment, exercise) -> dict[str, list[Moment]]:
    author, offered = found.client_id or found.scribe_id, {}
    for field in (item for item in exercise.fields if item.kind == "entries" and item.from_exercise):
        rows = sent_for(found.episode_id, author, field.from_exercise)
        offered[field.id] = [Moment(row.id, f"{day(row.said_at) if row.said_at else day_time(row.sent_at)}: {excerpt(row.words, 90)}")
                             for row in rows if row.kind == "answer"]  # fmt: skip
    return offered
