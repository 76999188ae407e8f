"""Keeping the plan: one form, one POST, whichever button was pressed."""

from flask import abort, g, redirect, render_template, request
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.door import find, may_write
from practice.db import db
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.planning.actions import ChangedMeanwhile, save_plan
from practice.planning.queries import Plan, plan_of, prep_sheet, room_of
from practice.planning.typed import Typed, faults, moved, together
from practice.planning.views import bp
from practice.planning.views.reading import typed_plan
from practice.planning.views.sheet import address, own_room, page, shown


@bp.post("/sessions/<id:session_id>/prep")
@gate.counselor()
def keep(session_id: str):
    """Keep the plan, move a row, or make room for another one."""
    session = find(TherapySession, session_id)
    return _keep(session, room_of(session))


@bp.post("/sessions/<id:session_id>/prep/<id:client_id>")
@gate.counselor()
def keep_alone(session_id: str, client_id: str):
    """The same for a partner's own sheet."""
    session = find(TherapySession, session_id)
    return _keep(session, own_room(session, client_id))


def _keep(session: TherapySession, room: str):
    if not may_write(session.episode_id):
        abort(404)
    typed = typed_plan(request.form)
    if wrong := faults(typed):
        return page(session, room, typed, wrong)
    arranged, row = moved(typed)
    try:
        save_plan(session, room, items=arranged.items, questions=typed.questions, exercises=typed.exercises,
                  quotes=typed.quotes, version=typed.version, by=current_user.person_id)  # fmt: skip
    except ChangedMeanwhile:
        db.session.rollback()
        if not _kept_already(session, room, arranged):
            return _both(session, room, arranged), 409
    anchor = "new-row" if typed.do == "add" else "plan" if row is None else f"row-{row}"
    return redirect(address(session, room, done="kept" if typed.do == "keep" else None, _anchor=anchor), 303)


def _kept_already(session: TherapySession, room: str, typed: Typed) -> bool:
    """A second press of the same button: all of it is stored, so there is nothing to compare."""
    plan = plan_of(session.id, room) or Plan()
    stored = shown(plan)
    return plan.items == typed.items and all(
        set(getattr(stored, ticks)) == set(getattr(typed, ticks)) for ticks in ("questions", "exercises", "quotes"))  # fmt: skip


def _both(session: TherapySession, room: str, typed: Typed) -> str:
    """Both plans, and one form with everything of both: nothing is lost."""
    plan = plan_of(session.id, room) or Plan()
    stored = shown(plan)
    return render_template(
        "planning/both.html", session=session, people=participants(session.episode_id), plan=plan, typed=typed, stored=stored,
        both=together(typed, stored), words=_words(session, room, plan), own=room_of(session),
        address=lambda kind, **more: address(session, room, kind, **more))  # fmt: skip


def _words(session: TherapySession, room: str, plan: Plan) -> dict[str, str]:
    """{key: words} of everything either plan can have ticked."""
    sheet = prep_sheet(session, clock.today(g.practice.zone), room)
    kept = {f"{one['phase']}:{one['id']}": one.get("text") or one["title"] for one in (*plan.questions, *plan.exercises)}
    offered = {one.key: one.text for one in sheet.questions} | {one.key: one.title for one in sheet.exercises}
    quoted = {one["key"]: one["words"] for one in plan.quotes} | {key: told["words"] for key, told in sheet.quotable.items()}
    return kept | offered | quoted
