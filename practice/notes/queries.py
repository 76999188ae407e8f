"""Named reads of notes and contacts."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from practice.db import db
from practice.episodes.models import TherapySession
from practice.notes.models import Addendum, Contact, ProcessNote, ProgressNote
from practice.vault import open_field


@dataclass(frozen=True)
class NoteLine:
    """A note in a list: its meeting, its first words, whether it is signed."""

    note_id: str
    session_id: str
    number: int
    starts_at: datetime
    signed_at: datetime | None
    body: dict


@dataclass(frozen=True)
class ContactLine:
    contact_id: str
    kind: str
    happened_on: date
    with_whom: str
    line: str
    signed_at: datetime | None
    client_id: str | None = None


def note_of(session_id: str) -> ProgressNote | None:
    return db.session.scalars(select(ProgressNote).where(ProgressNote.session_id == session_id)).one_or_none()


def process_note_of(session_id: str, author_id: str) -> ProcessNote | None:
    return db.session.scalars(select(ProcessNote).where(
        ProcessNote.session_id == session_id, ProcessNote.author_id == author_id)).one_or_none()  # fmt: skip


def _lines():
    columns = (ProgressNote.id, ProgressNote.session_id, TherapySession.number, TherapySession.starts_at,
               ProgressNote.signed_at, ProgressNote.body_blob, ProgressNote.practice_id)  # fmt: skip
    return select(*columns).join(TherapySession, TherapySession.id == ProgressNote.session_id)


def _opened(rows) -> list[NoteLine]:
    return [NoteLine(*row[:5], open_field(ProgressNote, "body", row[6], row[0], row[5]) or {}) for row in rows]


def notes_of(episode_id: str, *, limit: int = 20, before: datetime | None = None) -> list[NoteLine]:
    """Notes of an episode, latest meeting first; `before` pages on."""
    found = _lines().where(ProgressNote.episode_id == episode_id).order_by(TherapySession.starts_at.desc())
    if before:
        found = found.where(TherapySession.starts_at < before)
    return _opened(db.session.execute(found.limit(limit)))


def last_signed(episode_id: str, before: datetime) -> NoteLine | None:
    """The signed note of the latest meeting before a moment."""
    found = _lines().where(ProgressNote.episode_id == episode_id, ProgressNote.signed_at.is_not(None),
                           TherapySession.starts_at < before)  # fmt: skip
    return next(iter(_opened(db.session.execute(found.order_by(TherapySession.starts_at.desc()).limit(1)))), None)


def unsigned(by: str) -> list[NoteLine]:
    """Drafts of a counselor that wait to be signed, oldest meeting first."""
    found = _lines().where(ProgressNote.author_of == by, ProgressNote.signed_at.is_(None))
    return _opened(db.session.execute(found.order_by(TherapySession.starts_at).limit(50)))


def addenda_of(note_id: str) -> list[Addendum]:
    return list(db.session.scalars(select(Addendum).where(Addendum.note_id == note_id).order_by(Addendum.written_at)))


def contacts_of(episode_id: str, *, since: date | None = None, limit: int = 50) -> list[ContactLine]:
    """Contacts besides sessions, latest first."""
    found = select(Contact).where(Contact.episode_id == episode_id).order_by(Contact.happened_on.desc()).limit(limit)
    if since:
        found = found.where(Contact.happened_on >= since)
    return [ContactLine(row.id, row.kind, row.happened_on, row.line["with_whom"], row.line["line"], row.signed_at, row.client_id)
            for row in db.session.scalars(found)]  # fmt: skip
