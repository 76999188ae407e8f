"""Drafts: the note of a meeting and its author's own page. Nothing is overwritten that another tab saved."""

from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes.models import TherapySession
from practice.notes.models import ProcessNote, ProgressNote
from practice.notes.troubles import AlreadySigned, ChangedMeanwhile


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
