"""Progress notes, what was added later, contacts between sessions, and what is only for the author."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint, column
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import AuthorRecord, EpisodeRecord
from practice.db import Id, Record, db, ref
from practice.vault import sealed

UNSIGNED = column("signed_at").is_(None)
SIGNED = "(signed_at IS NULL) = (signed_by IS NULL)"


class ProgressNote(EpisodeRecord, db.Model):
    """The record of one meeting: a draft until signed, then never changed (a trigger holds that)."""

    session_id: Mapped[str] = mapped_column(Id, ref("therapy_session.id"), unique=True)
    author_of: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    format: Mapped[str] = mapped_column(Text, default="solution-focused", server_default="solution-focused")
    labels: Mapped[dict | None] = mapped_column(JSON)  # {field: its title as it stood}, with the format's title under "title"
    body_blob: Mapped[bytes | None]  # {field of the format: words}
    happened_blob: Mapped[bytes | None]  # what was taken in from the meeting (notes/happened.py)
    safety_blob: Mapped[bytes | None]  # {asked, said, protects, agreed, consulted}
    questions: Mapped[list] = mapped_column(JSON, default=list)  # [{phase, id, text}] ticked, with their words
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[str | None] = mapped_column(Id, ref("counselor.id"))
    signed_name: Mapped[str | None] = mapped_column(Text)  # as it stood at that moment
    signed_credential: Mapped[str | None] = mapped_column(Text)
    signed_zone: Mapped[str | None] = mapped_column(Text)  # IANA name of the practice's zone
    sha256: Mapped[str | None] = mapped_column(Text)
    body = sealed("body_blob", as_json=True)
    happened = sealed("happened_blob", as_json=True)
    safety = sealed("safety_blob", as_json=True)
    __table_args__ = (
        Index(None, "practice_id", "episode_id"),
        Index("ix_progress_note_unsigned", "practice_id", "author_of", sqlite_where=UNSIGNED,
              postgresql_where=UNSIGNED),
        CheckConstraint(SIGNED, name="signed_at_when_signed_by"),
    )


class NoteVersion(EpisodeRecord, db.Model):
    """The words of a note at one moment, kept for good: each save a minute after the last one kept, and the signing.

    Never changed but for where it belongs: a note begun for the wrong client takes its versions along.
    """

    note_id: Mapped[str] = mapped_column(Id, ref("progress_note.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)  # draft, merged, moved or signed
    words_blob: Mapped[bytes]  # {format, body, happened, safety, questions}
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    words = sealed("words_blob", as_json=True)
    __table_args__ = (UniqueConstraint("practice_id", "note_id", "number"), Index(None, "practice_id", "episode_id"))


class NoteMove(EpisodeRecord, db.Model):
    """That a draft begun here was meant for another client, and was moved before signing. Holds no words and no name."""

    note_id: Mapped[str] = mapped_column(Id)
    session_id: Mapped[str] = mapped_column(Id, ref("therapy_session.id"))  # the meeting it was begun for
    moved_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    moved_at: Mapped[datetime]
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class Addendum(EpisodeRecord, db.Model):
    """A later, dated addition to a signed note. kind: addendum, correction, late-entry or retraction. Never changed.

    A late entry says when it happened (`happened_at`) beside when it was written. After a retraction the note stays
    readable, struck through, with the reason.
    """

    note_id: Mapped[str] = mapped_column(Id, ref("progress_note.id"))
    kind: Mapped[str] = mapped_column(Text)
    body_blob: Mapped[bytes]
    written_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    written_at: Mapped[datetime]
    happened_at: Mapped[datetime | None]
    signed_name: Mapped[str | None] = mapped_column(Text)
    signed_credential: Mapped[str | None] = mapped_column(Text)
    signed_zone: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(Text)
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


class AmendmentRequest(EpisodeRecord, db.Model):
    """A client asks that something in their record be changed; answered within 60 days (45 CFR 164.526). Never changed."""

    readers = "both"
    words_blob: Mapped[bytes]
    asked_by: Mapped[str] = mapped_column(Text)  # client, or counselor when it was said in the room
    asked_by_id: Mapped[str] = mapped_column(Id)
    asked_at: Mapped[datetime]
    answer_by: Mapped[date]
    words = sealed("words_blob")
    __table_args__ = (
        Index(None, "practice_id", "episode_id"),
        CheckConstraint("client_id IS NOT NULL", name="a_request_belongs_to_one_person"),
    )


class AmendmentStep(EpisodeRecord, db.Model):
    """What became of a request. step: accepted, declined, more-time or disagreed (the client's own statement). Never changed."""

    readers = "both"
    request_id: Mapped[str] = mapped_column(Id, ref("amendment_request.id"))
    step: Mapped[str] = mapped_column(Text)
    words_blob: Mapped[bytes | None]
    note_id: Mapped[str | None] = mapped_column(Id)  # the note an accepted request was carried into, known to the desk alone
    by: Mapped[str] = mapped_column(Id)
    at: Mapped[datetime]
    words = sealed("words_blob")
    __table_args__ = (Index(None, "practice_id", "request_id"), Index(None, "practice_id", "episode_id"))


class Snippet(Record, db.Model):
    """Words a counselor uses often, offered beside the note. Their own: nobody else sees them."""

    counselor_id: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    name: Mapped[str] = mapped_column(Text)
    words_blob: Mapped[bytes | None]
    changed_at: Mapped[datetime]
    words = sealed("words_blob")
    __table_args__ = (Index(None, "practice_id", "counselor_id", "name"),)
