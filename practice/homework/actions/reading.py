"""What a counselor does with an entry: read it, answer it, put it on the next session's list, talk it over."""

from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.homework.actions.noting import note_homework
from practice.homework.models import Entry, EntryComment, EntryReading


def read_entry(entry: Entry, *, by: str, at: datetime | None = None) -> None:
    """It was read, from when on it can no longer be taken back. Reading again changes nothing."""
    if _note(entry, "read", by, at):
        record("read_entry", entry)
        note_homework(entry.episode_id, [entry.client_id], at)


def comment(entry: Entry, body: str, *, by: str, at: datetime | None = None) -> EntryComment:
    """Answers an entry; the client sees it. Answering means it was read. Raises ValueError for no words."""
    if not body.strip():
        raise ValueError("a comment without words")
    answer = EntryComment(episode_id=entry.episode_id, client_id=entry.client_id, entry_id=entry.id,
                          body=body.strip(), by=by, at=at or clock.now())  # fmt: skip
    db.session.add(answer)
    record("comment", answer)
    read_entry(entry, by=by, at=at)
    return answer


def take_up(entry: Entry, *, by: str, at: datetime | None = None) -> None:
    """It goes on the list of the next session, and stays there until it was talked over. So it was read too."""
    read_entry(entry, by=by, at=at)
    if _note(entry, "take-up", by, at):
        record("take_up", entry)


def mark_discussed(entry: Entry, *, by: str, at: datetime | None = None) -> None:
    """It was talked over with the client, so it was read too."""
    read_entry(entry, by=by, at=at)
    if _note(entry, "discussed", by, at):
        record("mark_discussed", entry)


def _note(entry: Entry, step: str, by: str, at: datetime | None) -> bool:
    """True when this step is new. The row lies in the room of the entry: its author may know it was read."""
    known = db.session.scalars(
        select(EntryReading.id).where(EntryReading.entry_id == entry.id, EntryReading.step == step)).first()
    if known is None:
        db.session.add(EntryReading(episode_id=entry.episode_id, client_id=entry.client_id, entry_id=entry.id,
                                    step=step, by=by, at=at or clock.now()))  # fmt: skip
        db.session.flush()
    return known is None
