"""Answers that were sent, what a counselor did with them, and what their author wants to keep."""

from datetime import datetime

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord
from practice.db import Id, db, ref
from practice.vault import sealed


class Entry(EpisodeRecord, db.Model):
    """An answer that was sent, in its author's private room. kind: answer, declined or no-moment. Never edited.

    `labels` are the words the client saw; `taken_back_at` may be set until somebody has read it.
    """

    readers = "both"
    across = True
    assignment_id: Mapped[str] = mapped_column(Id, ref("homework_assignment.id"))
    exercise_id: Mapped[str] = mapped_column(Text)
    occurrence: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    decline: Mapped[str | None] = mapped_column(Text)  # not-now, too-hard, not-for-me
    protocol_version_id: Mapped[str] = mapped_column(Id, ref("protocol_version.id"))
    labels: Mapped[dict] = mapped_column(JSON)
    answers_blob: Mapped[bytes | None]
    sent_at: Mapped[datetime]
    said_at: Mapped[datetime | None]  # when it happened, as the client typed
    made_id: Mapped[str] = mapped_column(Text)  # from the page: sending twice makes one entry
    on_behalf_of: Mapped[bool] = mapped_column(default=False)  # a counselor typed it from paper
    sent_by: Mapped[str] = mapped_column(Id)
    taken_back_at: Mapped[datetime | None]
    answers = sealed("answers_blob", as_json=True)
    __table_args__ = (
        UniqueConstraint("sent_by", "made_id"),
        Index(None, "practice_id", "episode_id", "sent_at"),
        Index(None, "practice_id", "assignment_id"),
    )


class EntryReading(EpisodeRecord, db.Model):
    """A counselor read an entry, wants to take it up in the next session, or talked it over with the client.

    step: read, take-up or discussed.
    """

    readers = "both"
    entry_id: Mapped[str] = mapped_column(Id, ref("entry.id"))
    step: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("entry_id", "step"), Index(None, "practice_id", "episode_id", "step"))


class EntryComment(EpisodeRecord, db.Model):
    """What the counselor answered; the client sees it."""

    readers = "both"
    entry_id: Mapped[str] = mapped_column(Id, ref("entry.id"))
    body_blob: Mapped[bytes]
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    body = sealed("body_blob")
    __table_args__ = (Index(None, "practice_id", "entry_id"), Index(None, "practice_id", "episode_id"))


class EntryTag(EpisodeRecord, db.Model):
    """A word a counselor put on a moment, to see what recurs. facet: where, with, began or mood. Never free text of theirs."""

    entry_id: Mapped[str] = mapped_column(Id, ref("entry.id"))
    facet: Mapped[str] = mapped_column(Text)
    word: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    taken_off_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "practice_id", "episode_id"), Index(None, "practice_id", "entry_id"))


class Pattern(EpisodeRecord, db.Model):
    """What recurs in somebody's moments, counted, edited by the counselor and shown to the client. The latest stands."""

    readers = "both"
    exercise_id: Mapped[str] = mapped_column(Text)  # whose entries were counted
    lines_blob: Mapped[bytes]  # [{"words": str, "count": int, "of": int}]
    drawn_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    drawn_at: Mapped[datetime]
    lines = sealed("lines_blob", as_json=True)
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class Kept(EpisodeRecord, db.Model):
    """ "I want to keep this": a place in one of the client's own entries (`place`: field, or field.row)."""

    readers = "both"
    entry_id: Mapped[str] = mapped_column(Id, ref("entry.id"))
    place: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime]
    let_go_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("entry_id", "place"), Index(None, "practice_id", "episode_id"))
