"""Versions of one page that was written more than once, and two of them compared."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from practice import vault
from practice.db import db
from practice.homework.chain import VERSIONS
from practice.homework.models import Entry
from practice.homework.versions import Compared, side_by_side

MOST = 100
COLUMNS = (Entry.id, Entry.practice_id, Entry.labels, Entry.answers_blob, Entry.sent_at)


@dataclass(frozen=True)
class Versions:
    """All versions of a page as (id, when), newest first; the two chosen, and how one became the other."""

    title: str = ""
    every: list[tuple[str, datetime]] = field(default_factory=list)
    earlier: tuple[str, datetime] | None = None
    later: tuple[str, datetime] | None = None
    questions: list[Compared] = field(default_factory=list)


def compared(episode_id: str, client_id: str, exercise_id: str, earlier: str | None = None, later: str | None = None) -> Versions:
    """The two versions asked for by entry id, else the last two; with only one it stands alone. Empty without any."""
    asked = select(Entry.id, Entry.sent_at).where(*_ours(episode_id, client_id), Entry.exercise_id == exercise_id)
    every = [tuple(row) for row in db.session.execute(asked.order_by(Entry.sent_at.desc(), Entry.id).limit(MOST))]
    if not every:
        return Versions()
    new = next((one for one in every if one[0] == later), every[0])
    older = every[every.index(new) + 1 :]
    old = next((one for one in every if one[0] == earlier and one != new), older[0] if older else None)
    if old and old[1] > new[1]:
        old, new = new, old
    rows = {row.id: row for row in db.session.execute(select(*COLUMNS).where(Entry.id.in_([one[0] for one in (old, new) if one])))}
    texts = [_text(rows.get(one[0])) if one else ({}, {}) for one in (old, new)]
    return Versions(texts[1][0].get("title", ""), every, old, new, side_by_side(*texts))


def versioned(episode_id: str, client_id: str) -> dict[str, str]:
    """{exercise id: title} of the narratives and plans this client has written."""
    asked = select(Entry.exercise_id, Entry.labels).where(*_ours(episode_id, client_id), Entry.exercise_id.in_(VERSIONS))
    found: dict[str, str] = {}
    for row in db.session.execute(asked.order_by(Entry.sent_at.desc(), Entry.id).limit(MOST)):
        found.setdefault(row.exercise_id, row.labels.get("title", ""))
    return found


def _ours(episode_id: str, client_id: str) -> tuple:
    return (Entry.episode_id == episode_id, Entry.client_id == client_id, Entry.kind == "answer", Entry.taken_back_at.is_(None))


def _text(row) -> tuple[dict, dict]:
    return row.labels, vault.open_field(Entry, "answers", row.practice_id, row.id, row.answers_blob) or {}
