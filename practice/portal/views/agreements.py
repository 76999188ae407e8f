"""Where a client wants to get, and what was agreed for each part of the way: their own and what both share."""

from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import door, gate
from practice.clients.models import Client
from practice.episodes.queries import participants
from practice.goals import queries
from practice.goals.actions import Replaced, put_name
from practice.goals.models import PhaseAgreement
from practice.goals.views.agreements import sheet_of
from practice.goals.words import STATUSES
from practice.portal.views import bp
from practice.portal.views.rooms import Room, my_rooms, room_of
from practice.ratings.queries import LadderRow, ladders_of


@dataclass(frozen=True)
class Plan:
    """One episode on the page: goals and agreements of the client's own room, then of both."""

    room: Room
    goals: list[queries.GoalRow]
    ladders: dict[str, LadderRow]
    agreements: list[queries.Agreement]


@bp.get("/agreements")
@gate.client()
def agreements():
    """Own goals and those of both, with the agreements that stand now."""
    plans = [_plan(room) for room in my_rooms()]
    return render_template("portal/agreements.html", plans=plans, statuses=STATUSES)


def _plan(room: Room) -> Plan:
    if not room.is_open:
        return Plan(room, [], {}, [])
    rooms = [room.me, None]
    kept = [one for one in queries.agreements_of(room.episode_id, rooms) if one.replaced_by is None]
    ladders = {ladder.id: ladder for ladder in ladders_of(room.episode_id)}
    return Plan(room, queries.goals_of(room.episode_id, rooms), ladders, kept)


@bp.get("/agreements/<id:agreement_id>")
@gate.client()
def agreement(agreement_id: str):
    """One agreement, the names under it, and the way to put one's own there."""
    return _page(door.find(PhaseAgreement, agreement_id))


@bp.post("/agreements/<id:agreement_id>/name")
@gate.client(audit=False)
def sign_agreement(agreement_id: str):
    """The client's own name. Under what both read it is the name the other knows."""
    row = door.find(PhaseAgreement, agreement_id)
    room = _room(row)
    name = next(part.shown_as for part in room.parts if part.client_id == room.me)
    if row.client_id is not None:
        name = door.find(Client, room.me).display_name
    try:
        put_name(row, person_id=room.me, name=name, by=room.me)
    except Replaced:
        return redirect(url_for("portal.agreements"), 303)
    return redirect(url_for("portal.agreement", agreement_id=agreement_id, done="signed"), 303)


@bp.get("/agreements/<id:agreement_id>/print")
@gate.client()
def print_agreement(agreement_id: str):
    """The same sheet the counselor prints."""
    row = door.find(PhaseAgreement, agreement_id)
    room = _room(row)
    found, names = _found(row, room)
    return sheet_of(found, names, url_for("portal.agreement", agreement_id=agreement_id))


def _room(row: PhaseAgreement) -> Room:
    """The room it lies in. 404 until both partners have agreed on who reads what."""
    room = room_of(row.episode_id)
    return room if room.is_open else abort(404)


def _found(row: PhaseAgreement, room: Room) -> tuple[queries.Agreement, list]:
    found = next(one for one in queries.agreements_of(row.episode_id, [row.client_id]) if one.id == row.id)
    return found, queries.signers(found, participants(room.episode_id))


def _page(row: PhaseAgreement):
    room = _room(row)
    found, names = _found(row, room)
    return render_template(
        "portal/agreement.html", found=found, names=names, room=room, done=request.args.get("done"),
        mine=any(one.person_id == current_user.person_id for one in found.names))  # fmt: skip
