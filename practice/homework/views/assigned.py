"""One agreed exercise: how it stands, ended."""

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.access.door import may_write
from practice.homework.actions import end_assignment
from practice.homework.models import HomeworkAssignment
from practice.homework.queries import (
    answers_to,
    exercise_of,
    names_of,
    standing_of,
    together_with,
)
from practice.homework.queries.ended import has_smaller, looked_back, replacing
from practice.homework.views import bp
from practice.pieces import drawn
from practice.safety.queries import works_on

ASKINGS = 31  # a month of days; the answers themselves go further back


@bp.get("/homework/<id:assignment_id>")
@gate.counselor()
def assignment(assignment_id: str):
    found = door.find(HomeworkAssignment, assignment_id)
    author = found.client_id or found.scribe_id
    page = max(1, min(request.args.get("page", 1, int), 5_000))
    entries, more = answers_to(found.episode_id, found.id, page=page)
    standing = standing_of(found, author, clock.today(g.practice.zone), most=ASKINGS)
    return render_template(
        "homework/assignment.html", assignment=found, exercise=exercise_of(found), entries=entries, page=page, more=more,
        names=names_of([author, *(row.client_id for row in entries), *_people(found)]), author=author, writable=may_write(found.episode_id),
        standing=drawn("components/standing.html", "asking", standing), done=request.args.get("done"),
        looked_back=looked_back(found), smaller=found.ended_at is None and has_smaller(found),
        after=replacing(found.id) if found.ended_how == "replaced" else None)  # fmt: skip


def _people(found: HomeworkAssignment) -> list[str]:
    return [part.client_id for part in together_with(found.episode_id)] if found.client_id is None else []


@bp.post("/homework/<id:assignment_id>/end")
@gate.counselor(audit=False)
def end(assignment_id: str):
    """It is no longer asked; what was sent stays."""
    end_assignment(_writable(assignment_id), by=current_user.person_id)
    return redirect(url_for("homework.assignment", assignment_id=assignment_id, done="ended"), 303)


def _writable(assignment_id: str) -> HomeworkAssignment:
    found = door.find(HomeworkAssignment, assignment_id)
    return found if works_on(found.episode_id) else abort(404)
