"""The words of a note at one moment, kept for good (security.md N-1)."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from practice.audit.actions import record
from practice.db import db
from practice.notes.models import NoteVersion, ProgressNote

EVERY = timedelta(seconds=60)


def keep(note: ProgressNote, kind: str, by: str, at: datetime) -> NoteVersion:
    """Keep what the note says now as its next version; kind: draft, merged, moved or signed."""
    latest = db.session.scalar(select(func.max(NoteVersion.number)).where(NoteVersion.note_id == note.id)) or 0
    words = {"format": note.format, "labels": note.labels, "body": note.body, "happened": note.happened,
             "safety": note.safety, "questions": note.questions}  # fmt: skip
    version = NoteVersion(episode_id=note.episode_id, client_id=note.client_id, note_id=note.id, number=latest + 1, kind=kind,
                          words=words, by=by, at=at)  # fmt: skip
    db.session.add(version)
    record("keep_note_version", note)
    return version


def due(kept_at: datetime | None, now: datetime) -> bool:
    """Whether a save makes a version: nothing was kept yet, or not for a minute."""
    return kept_at is None or now - kept_at >= EVERY


def latest_of(note_id: str) -> NoteVersion | None:
    """The version kept last."""
    return db.session.scalars(
        select(NoteVersion).where(NoteVersion.note_id == note_id).order_by(NoteVersion.number.desc()).limit(1)).one_or_none()


def says_the_same(note: ProgressNote, version: NoteVersion | None) -> bool:
    """Whether a version holds what the note says now."""
    told = version.words if version else {}
    return bool(told) and all(
        told.get(name) == getattr(note, name) for name in ("format", "body", "happened", "safety", "questions"))  # fmt: skip
