"""The prep sheet: of a meeting, and of one partner alone for a joint meeting."""

from flask import abort, g, redirect, render_template, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.door import find, may_write
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.planning.queries import Plan, plan_of, prep_sheet, room_of
from practice.planning.sheet import SHARED
from practice.planning.typed import Typed, as_typed, beside, planned
from practice.planning.views import bp


@bp.get("/sessions/<id:session_id>/prep")
@gate.counselor()
def sheet(session_id: str):
    """The meeting's own sheet: shared for a couple, the client's for one person."""
    session = find(TherapySession, session_id)
    return page(session, room_of(session))


@bp.get("/sessions/<id:session_id>/prep/<id:client_id>")
@gate.counselor()
def alone(session_id: str, client_id: str):
    """One partner's own sheet for a joint meeting."""
    session = find(TherapySession, session_id)
    if session.client_id == client_id:
        return redirect(url_for("planning.sheet", session_id=session.id))
    return page(session, own_room(session, client_id))


def own_room(session: TherapySession, client_id: str) -> str:
    """The room of one partner beside a joint meeting. Aborts with 404 for anybody else."""
    people = {part.client_id for part in participants(session.episode_id)}
    return client_id if room_of(session) == SHARED and client_id in people else abort(404)


def address(session: TherapySession, room: str, kind: str = "sheet", **more) -> str:
    """The address of a sheet ("sheet", "keep" or "pdf") of this room."""
    if room == room_of(session):
        return url_for(f"planning.{kind}", session_id=session.id, **more)
    name = "alone" if kind == "sheet" else f"{kind}_alone"
    return url_for(f"planning.{name}", session_id=session.id, client_id=room, **more)


def page(session: TherapySession, room: str, typed: Typed | None = None, faults: list | None = None):
    """The sheet as a page; with what was typed and what is to be changed in it after a form that was not kept."""
    found = prep_sheet(session, clock.today(g.practice.zone), room, scope=current_user.scope)
    plan, may = plan_of(session.id, room) or Plan(), may_write(session.episode_id)
    items = typed.items if typed else plan.items
    html = render_template(
        "planning/sheet.html", session=session, people=found.people, sheet=found, plan=plan, may=may,
        typed=typed or shown(plan), faults=faults or [], beside=beside(planned(items), session.minutes), room=room,
        own=room_of(session), address=lambda kind, **more: address(session, room, kind, **more))  # fmt: skip
    return html, 422 if faults else 200


def shown(plan: Plan) -> Typed:
    """A kept plan as the form shows it."""
    return as_typed(plan.items, _keys(plan.questions), _keys(plan.exercises), [one["key"] for one in plan.quotes], plan.version)


def _keys(ticked: list[dict]) -> list[str]:
    return [f"{one['phase']}:{one['id']}" for one in ticked]
