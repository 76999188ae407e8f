"""Signing a note, and what is added later. A signed row never changes; later words are rows of their own."""

import hashlib
import json
from datetime import datetime

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.notes.models import Addendum, ProgressNote
from practice.notes.troubles import AlreadySigned, NothingWritten


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
