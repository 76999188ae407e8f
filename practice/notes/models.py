"""Progress notes, what was added later, contacts between sessions, and what is only for the author."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index, Text, column
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import AuthorRecord, EpisodeRecord
from practice.db import Id, db, ref
from practice.vault import sealed

UNSIGNED = column("signed_at").is_(None)
SIGNED = "(signed_at IS NULL) = (signed_by IS NULL)"


class ProgressNote(EpisodeRecord, db.Model):
    """The record of one meeting: a draft until signed, then never changed (a trigger holds that)."""

    session_id: Mapped[str] = mapped_column(Id, ref("therapy_session.id"), unique=True)
    author_of: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    body_blob: Mapped[bytes | None]  # {better, talked_about, keeps, step, agreed}
    safety_blob: Mapped[bytes | None]  # {asked, said, protects, agreed, consulted}
    questions: Mapped[list] = mapped_column(JSON, default=list)  # [{phase, id, text}] ticked, with their words
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[str | None] = mapped_column(Id, ref("counselor.id"))
    sha256: Mapped[str | None] = mapped_column(Text)
    body = sealed("body_blob", as_json=True)
    safety = sealed("safety_blob", as_json=True)
    __table_args__ = (
        Index(None, "practice_id", "episode_id"),
        Index("ix_progress_note_unsigned", "practice_id", "author_of", sqlite_where=UNSIGNED,
              postgresql_where=UNSIGNED),
        CheckConstraint(SIGNED, name="signed_at_when_signed_by"),
    )


class Addendum(EpisodeRecord, db.Model):
    """A later, dated addition to a signed note. kind: addendum, correction or late-entry. Never changed."""

    note_id: Mapped[str] = mapped_column(Id, ref("progress_note.id"))
    kind: Mapped[str] = mapped_column(Text)
    body_blob: Mapped[bytes]
    written_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    written_at: Mapped[datetime]
    body = sealed("body_blob")
    __table_args__ = (Index(None, "practice_id", "note_id"), Index(None, "practice_id", "episode_id"))


class Contact(EpisodeRecord, db.Model):
    """A contact besides sessions: call, message, letter, no-show or third-party. Signed like a note."""

    kind: Mapped[str] = mapped_column(Text)
    happened_on: Mapped[date]
    line_blob: Mapped[bytes | None]  # {with_whom, line}
    written_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    written_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[str | None] = mapped_column(Id, ref("counselor.id"))
    line = sealed("line_blob", as_json=True)
    __table_args__ = (
        Index(None, "practice_id", "episode_id"),
        CheckConstraint(SIGNED, name="contact_signed_at_when_signed_by"),
    )


class ProcessNote(AuthorRecord, db.Model):
    """Private notes of one counselor beside a session: author only, in no report, export or print, ever."""

    session_id: Mapped[str | None] = mapped_column(Id, ref("therapy_session.id"))
    body_blob: Mapped[bytes | None]
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    body = sealed("body_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"),)
