"""The inbox and one entry: read, answer, take up, talk over. Reading is recorded when the counselor says so, never by
looking."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.access.rules import caseload
from practice.db import db
from practice.homework import actions
from practice.homework.forms import CommentForm
from practice.homework.models import Entry, HomeworkAssignment
from practice.homework.queries import comments_on, counselor_names, entry_words, inbox, names_of, steps_of, unread
from practice.homework.queries.ended import has_smaller
from practice.homework.queries.entries import FILTERS, entered_by
from practice.homework.views import bp
from practice.measures.queries import not_looked_at
from practice.safety.queries import works_on

STEPS = {"read": actions.read_entry, "take-up": actions.take_up, "discussed": actions.mark_discussed}


@bp.get("/inbox", endpoint="inbox")
@gate.counselor()
def show_inbox():
    """What clients sent: what waits comes first, oldest on top; everything by the newest."""
    wanted = request.args.get("show", "")
    shown = wanted if wanted in FILTERS else FILTERS[0]
    typed = request.args.get("page", "1")
    page = max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    rows, more = inbox(shown, page=page)
    came = not_looked_at(current_user.scope, clock.now()) if shown == FILTERS[0] and page == 1 else []
    pager = {"previous_url": url_for("homework.inbox", show=shown, page=page - 1) if page > 1 else None,
             "next_url": url_for("homework.inbox", show=shown, page=page + 1) if more else None}  # fmt: skip
    return render_template("homework/inbox.html", rows=rows, shown=shown, pager=pager, inbox_count=unread(),
                           writable=_worked_on(), done=request.args.get("done"),
                           came=came, names=names_of(row.client_id for row in (*rows, *came)))  # fmt: skip


@bp.get("/entries/<id:entry_id>")
@gate.counselor()
def entry(entry_id: str):
    return _page(_found(entry_id), CommentForm(formdata=None))


@bp.post("/entries/<id:entry_id>/comment")
@gate.counselor(audit=False)
def comment(entry_id: str):
    """Answers the client; answering means it was read."""
    found, form = _writable(entry_id), CommentForm()
    if not form.validate():
        return _page(found, form), 422
    actions.comment(found, form.body.data, by=current_user.person_id)
    return redirect(url_for("homework.entry", entry_id=entry_id, done="commented"), 303)


@bp.post("/entries/<id:entry_id>/read")
@gate.counselor(audit=False)
def read(entry_id: str):
    """Marks it as read, for the next session, or as talked over: the three steps an entry can take."""
    found = _writable(entry_id)
    step = request.form.get("step") if request.form.get("step") in STEPS else "read"
    STEPS[step](found, by=current_user.person_id)
    shown = request.form.get("from", "")
    if shown in FILTERS:  # pressed in the inbox, where the next one waits
        return redirect(url_for("homework.inbox", show=shown, done=step), 303)
    return redirect(url_for("homework.entry", entry_id=entry_id, done=step), 303)


def _worked_on() -> set[str]:
    """Episodes this counselor works on: a supervisor reads along and gets no buttons."""
    return set(db.session.execute(caseload()).scalars())


def _found(entry_id: str) -> Entry:
    """What was taken back is gone for everybody but its author."""
    found = door.find(Entry, entry_id)
    return found if found.taken_back_at is None else abort(404)


def _writable(entry_id: str) -> Entry:
    found = _found(entry_id)
    return found if works_on(found.episode_id) else abort(404)


def _page(found: Entry, form: CommentForm):
    steps = steps_of(found.id)
    return render_template(
        "homework/entry.html", entry=found, shown=entry_words(found), steps=steps, form=form,
        client=names_of([found.client_id]).get(found.client_id, ""), comments=comments_on([found.id]).get(found.id, []),
        readers=counselor_names(step.by for step in steps.values()), writable=works_on(found.episode_id),
        smaller=_smaller(found), entered_by=entered_by(found), done=request.args.get("done"))  # fmt: skip


def _smaller(found: Entry) -> str | None:
    """Where "too hard" was said and it is still asked: whether a shorter version can take its place ("yes" or "no")."""
    if found.decline != "too-hard":
        return None
    agreed = door.find(HomeworkAssignment, found.assignment_id)
    return None if agreed.ended_at else "yes" if has_smaller(agreed) else "no"
