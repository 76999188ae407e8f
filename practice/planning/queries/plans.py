"""The plan that was kept for a meeting."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, select

from practice.db import Id, db
from practice.homework.models import Entry, SharedEntry
from practice.planning.models import SessionPlan
from practice.planning.sheet import SHARED
from practice.vault import open_field

SESSION, ROOM, IDS = bindparam("session", type_=Id), bindparam("room"), bindparam("ids", expanding=True, type_=Id)
KEPT = select(
    SessionPlan.id, SessionPlan.practice_id, SessionPlan.items_blob, SessionPlan.picked_blob, SessionPlan.questions,
    SessionPlan.exercises, SessionPlan.version, SessionPlan.saved_at, SessionPlan.saved_by,
).where(SessionPlan.session_id == SESSION, SessionPlan.room == ROOM)
STANDS = {True: select(SharedEntry.id).where(SharedEntry.id.in_(IDS), SharedEntry.withdrawn_at.is_(None)),
          False: select(Entry.id).where(Entry.id.in_(IDS), Entry.taken_back_at.is_(None))}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What was kept: items [{words, minutes}] in order, questions [{phase, id, text}], exercises [{phase, id, title}],
    quotes [{entry_id, key, label, words, title, who}] that their authors have not taken back since."""

    items: list[dict] = field(default_factory=list)
    questions: list[dict] = field(default_factory=list)
    exercises: list[dict] = field(default_factory=list)
    quotes: list[dict] = field(default_factory=list)
    version: int = 0
    saved_at: datetime | None = None
    saved_by: str = ""


def plan_of(session_id: str, room: str) -> Plan | None:
    """The plan of a meeting in one room ("shared" or a client's id); None before the first was kept."""
    row = db.session.execute(KEPT, {"session": session_id, "room": room}).one_or_none()
    if row is None:
        return None
    items, picked = (open_field(SessionPlan, name, row.practice_id, row.id, blob) for name, blob in (
        ("items", row.items_blob), ("picked", row.picked_blob)))  # fmt: skip
    quotes = standing((picked or {}).get("quotes", []), room)
    return Plan(items or [], row.questions, row.exercises, quotes, row.version, row.saved_at, row.saved_by)


def standing(quotes: list[dict], room: str) -> list[dict]:
    """Without words that were taken back or withdrawn after they were ticked."""
    if not quotes:
        return []
    there = set(db.session.scalars(STANDS[room == SHARED], {"ids": [one["entry_id"] for one in quotes]}))
    return [one for one in quotes if one["entry_id"] in there]
