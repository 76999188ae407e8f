"""Drafts for their author; readings and comments for whoever may see the entry."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from practice.db import Id, db
from practice.homework.models import Draft, Entry, EntryComment, EntryReading
from practice.homework.moments import MOST
from practice.homework.queries.people import counselor_names

# Every page of homework asks for its drafts: built once, see log.py.
KEPT = (
    select(Draft).where(Draft.assignment_id == bindparam("assignment", type_=Id), Draft.done_at.is_(None))
    .order_by(Draft.saved_at.desc(), Draft.id)
)  # fmt: skip
OF_ONE = KEPT.where(Draft.occurrence == bindparam("occurrence"))


@dataclass(frozen=True)
class Comment:
    """What a counselor answered to an entry."""

    body: str
    name: str
    at: datetime


def drafts_of(assignment_id: str, occurrence: str, *, mark: str = "", since: datetime | None = None) -> list[Draft]:
    """The author's own drafts of one asking that are not done with, latest saved first; see kept_of for the rest."""
    return kept_of(assignment_id, occurrence, mark=mark, since=since)


def kept_of(assignment_id: str, occurrence: str | None = None, *, mark: str = "", since: datetime | None = None) -> list[Draft]:
    """The author's own drafts of an exercise that are not done with, whichever asking they answer, latest first.

    `mark` and `since`: only those whose tab begins like this and that were saved from this moment on; no other is read.
    """
    told, asked = {"assignment": assignment_id}, KEPT
    if occurrence is not None:
        told["occurrence"], asked = occurrence, OF_ONE
    if mark:
        asked = asked.where(Draft.tab.startswith(mark, autoescape=True))
    if since is not None:
        asked = asked.where(Draft.saved_at >= since)
    return list(db.session.scalars(asked, told))


def sent_as(sender: str, made: str) -> list[Entry]:
    """What was sent from one page, in the order of its moments, taken back or not; [] before it is sent."""
    ids = [f"{made}-{n}" for n in range(MOST + 1)]
    rows = list(db.session.scalars(select(Entry).where(Entry.sent_by == sender, Entry.made_id.in_(ids))))
    return sorted(rows, key=lambda row: int(row.made_id.rpartition("-")[2]))


def steps_of(entry_id: str) -> dict[str, EntryReading]:
    """{"read", "take-up" or "discussed": who and when}."""
    found = db.session.scalars(select(EntryReading).where(EntryReading.entry_id == entry_id))
    return {reading.step: reading for reading in found}


def comments_on(entry_ids: list[str]) -> dict[str, list[Comment]]:
    """{entry id: comments, oldest first}."""
    rows = list(db.session.scalars(
        select(EntryComment).where(EntryComment.entry_id.in_(entry_ids)).order_by(EntryComment.at, EntryComment.id)))
    names, found = counselor_names(row.by for row in rows), {}
    for row in rows:
        found.setdefault(row.entry_id, []).append(Comment(row.body, names.get(row.by, ""), row.at))
    return found
