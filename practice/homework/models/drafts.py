"""Drafts, and the token that lets a page go on adding to its own."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import AuthorRecord
from practice.db import Id, db, ref
from practice.vault import sealed


class Draft(AuthorRecord, db.Model):
    """An answer not yet sent, readable by its author alone; one per (author, assignment, occurrence, tab)."""

    assignment_id: Mapped[str] = mapped_column(Id, ref("homework_assignment.id"))
    occurrence: Mapped[str] = mapped_column(Text)
    tab: Mapped[str] = mapped_column(Text)
    sequence: Mapped[int] = mapped_column(default=0)  # the page's own counter: a late request never overwrites a newer one
    answers_blob: Mapped[bytes | None]
    saved_at: Mapped[datetime]
    done_at: Mapped[datetime | None]  # sent or put aside
    answers = sealed("answers_blob", as_json=True)
    __table_args__ = (
        UniqueConstraint("author_id", "assignment_id", "occurrence", "tab"),
        Index(None, "practice_id", "assignment_id"),
    )


class DraftToken(db.Model):
    """Lets one page go on adding to its own draft after the sign-in went quiet, and read nothing (security.md C-4).

    Only the SHA-256 of the token is kept. Signing out and leaving quickly end it.
    """

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    practice_id: Mapped[str] = mapped_column(Id)
    client_id: Mapped[str] = mapped_column(Id)
    assignment_id: Mapped[str] = mapped_column(Id)
    occurrence: Mapped[str] = mapped_column(Text)
    tab: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "practice_id", "client_id"),)
