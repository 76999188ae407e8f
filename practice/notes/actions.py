"""Writing, signing and adding to notes. A signed row never changes; later words are rows of their own."""

import hashlib
import json
from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes.models import TherapySession
from practice.notes.models import Addendum, Contact, ProcessNote, ProgressNote


class ChangedMeanwhile(Exception):
    """Another tab or person saved since this page was opened; `current` is what is stored now."""

    def __init__(self, current) -> None:
        super().__init__("changed meanwhile")
        self.current = current


class AlreadySigned(Exception):
    """The note is signed; what was typed can become an addendum. `current` is the signed note."""

    def __init__(self, current) -> None:
        super().__init__("already signed")
        self.current = current


class NothingWritten(Exception):
    """An empty note cannot be signed, an empty addition not be kept."""


def save_note(session: TherapySession, *, body: dict, safety: dict, questions: list[dict], version: int, by: str,
              at: datetime | None = None) -> ProgressNote:  # fmt: skip
    """Keep a draft. `version` is the one the page was opened with (0: there was none yet).

    Raises AlreadySigned, or ChangedMeanwhile when another save came between: nothing is overwritten.
    """
    note = db.session.scalars(
        select(ProgressNote).where(ProgressNote.session_id == session.id).with_for_update()).one_or_none()
    if note is None:
        if version:
            raise ChangedMeanwhile(None)
        note = ProgressNote(episode_id=session.episode_id, client_id=session.client_id, session_id=session.id,
                            author_of=by, version=0, saved_at=at or clock.now())  # fmt: skip
        db.session.add(note)
    elif note.signed_at:
        raise AlreadySigned(note)
    elif note.version != version:
        raise ChangedMeanwhile(note)
    note.body, note.safety, note.questions = body, _kept(safety), questions
    note.version += 1
    note.saved_at = at or clock.now()
    record("save_note", note)
    return note


def _kept(words: dict) -> dict | None:
    return words if any(words.values()) else None


def sign_note(note: ProgressNote, *, by: str, at: datetime | None = None) -> None:
    """Sign: from now on the row never changes. The digest covers text, safety block and ticked questions."""
    if note.signed_at:
        raise AlreadySigned(note)
    if not any((note.body or {}).values()):
        raise NothingWritten
    note.signed_at, note.signed_by = at or clock.now(), by
    note.sha256 = _digest(note.body, note.safety, note.questions)
    record("sign_note", note)


def _digest(*parts) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def add_addendum(note: ProgressNote, kind: str, body: str, *, by: str, at: datetime | None = None) -> Addendum:
    """A later, dated addition: addendum, correction or late-entry."""
    if not body.strip():
        raise NothingWritten
    addendum = Addendum(episode_id=note.episode_id, client_id=note.client_id, note_id=note.id, kind=kind, body=body,
                        written_by=by, written_at=at or clock.now())  # fmt: skip
    db.session.add(addendum)
    record("add_addendum", note)
    return addendum


def write_contact(episode_id: str, client_id: str | None, *, kind: str, happened_on: date, with_whom: str, line: str,
                  by: str, sign: bool = False, at: datetime | None = None) -> Contact:  # fmt: skip
    """A line about a call, message, letter, no-show follow-up or third party; signed like a note."""
    if not line.strip():
        raise NothingWritten
    now = at or clock.now()
    contact = Contact(episode_id=episode_id, client_id=client_id, kind=kind, happened_on=happened_on, written_by=by,
                      line={"with_whom": with_whom, "line": line}, written_at=now,
                      signed_at=now if sign else None, signed_by=by if sign else None)  # fmt: skip
    db.session.add(contact)
    record("write_contact", contact)
    return contact


def sign_contact(contact: Contact, *, by: str, at: datetime | None = None) -> None:
    if contact.signed_at:
        raise AlreadySigned(contact)
    contact.signed_at, contact.signed_by = at or clock.now(), by
    record("sign_contact", contact)


def save_process_note(session: TherapySession, body: str, *, version: int, by: str,
                      at: datetime | None = None) -> ProcessNote | None:  # fmt: skip
    """The author's own page beside a session. Raises ChangedMeanwhile. None while nothing was ever written."""
    note = db.session.scalars(
        select(ProcessNote).where(ProcessNote.session_id == session.id, ProcessNote.author_id == by)).one_or_none()
    if note is None:
        if not body.strip():
            return None
        note = ProcessNote(episode_id=session.episode_id, client_id=session.client_id, session_id=session.id,
                           author_id=by, version=0, saved_at=at or clock.now())  # fmt: skip
        db.session.add(note)
    elif note.version != version:
        raise ChangedMeanwhile(note)
    if note.version and note.body == body:
        return note
    note.body, note.saved_at = body, at or clock.now()
    note.version += 1
    record("save_process_note", note)
    return note
