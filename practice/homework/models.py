"""Homework: what was agreed, drafts nobody else reads, entries that were sent, and copies shared with a partner."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import AuthorRecord, EpisodeRecord
from practice.db import Id, db, ref
from practice.vault import sealed


class HomeworkAssignment(EpisodeRecord, db.Model):
    """One exercise agreed with one participant (`client_id`), or with both together (`client_id` empty, a scribe named).

    frequency: once, daily, weekly or days (every `every` days). Title and words are those the client was shown.
    """

    readers = "both"
    course_id: Mapped[str | None] = mapped_column(Id, ref("course.id"))
    protocol_version_id: Mapped[str] = mapped_column(Id, ref("protocol_version.id"))
    flavour: Mapped[str | None] = mapped_column(Text)
    phase_id: Mapped[str] = mapped_column(Text)
    exercise_id: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)  # client title
    cycle: Mapped[int] = mapped_column(default=1)
    light: Mapped[bool] = mapped_column(default=False)  # the short version
    frequency: Mapped[str] = mapped_column(Text)
    every: Mapped[int] = mapped_column(default=1)
    opens_on: Mapped[date]
    until: Mapped[date | None]
    scribe_id: Mapped[str | None] = mapped_column(Id, ref("client.id"))
    message_blob: Mapped[bytes | None]  # a line from the counselor
    agreed_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    agreed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    message = sealed("message_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"), Index(None, "practice_id", "client_id"))


class Beginning(EpisodeRecord, db.Model):
    """That a participant opened or began one occurrence: all a counselor learns of a draft."""

    readers = "both"
    assignment_id: Mapped[str] = mapped_column(Id, ref("homework_assignment.id"))
    occurrence: Mapped[str] = mapped_column(Text)  # "once" or the local date
    opened_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    __table_args__ = (
        UniqueConstraint("assignment_id", "client_id", "occurrence"),
        Index(None, "practice_id", "episode_id"),
    )


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


class Entry(EpisodeRecord, db.Model):
    """An answer that was sent, in its author's private room. kind: answer, declined or no-moment. Never edited.

    `labels` are the words the client saw; `taken_back_at` may be set until somebody has read it.
    """

    readers = "both"
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
    """A counselor read an entry, or talked it over with the client. step: read or discussed."""

    readers = "both"
    entry_id: Mapped[str] = mapped_column(Id, ref("entry.id"))
    step: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("entry_id", "step"), Index(None, "practice_id", "episode_id"))


class EntryComment(EpisodeRecord, db.Model):
    """What the counselor answered; the client sees it."""

    readers = "both"
    entry_id: Mapped[str] = mapped_column(Id, ref("entry.id"))
    body_blob: Mapped[bytes]
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    body = sealed("body_blob")
    __table_args__ = (Index(None, "practice_id", "entry_id"), Index(None, "practice_id", "episode_id"))


class SharedEntry(EpisodeRecord, db.Model):
    """The frozen copy of an entry in the couple's shared room (`client_id` empty). Withdrawing is a dated fact."""

    readers = "both"
    entry_id: Mapped[str] = mapped_column(Id)  # no foreign key: the partner must not reach the original
    title: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict] = mapped_column(JSON)
    answers_blob: Mapped[bytes | None]
    shared_by: Mapped[str] = mapped_column(Id, ref("client.id"))
    shown_as: Mapped[str] = mapped_column(Text)
    shared_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    answers = sealed("answers_blob", as_json=True)
    __table_args__ = (Index(None, "practice_id", "episode_id"),)
