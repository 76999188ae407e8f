"""The couple's shared room: frozen copies, opening two answers together, and stopping what is done together."""

from datetime import datetime

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord
from practice.db import Id, db, ref
from practice.vault import sealed


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
    reveal_id: Mapped[str | None] = mapped_column(Id)  # opened together; no foreign key: partners never reach the asking
    answers = sealed("answers_blob", as_json=True)
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class Reveal(EpisodeRecord, db.Model):
    """Opening both partners' answers to one exercise together: asked for by the counselor, opened once both said yes.

    `place`: session or home; at home it opens only after `agreed_at`. Readers are counselors: what one of them said stays
    unknown to the other until it opens.
    """

    exercise_id: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    asked_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]  # called off before it opened, or taken back afterwards: a dated fact
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class RevealSay(EpisodeRecord, db.Model):
    """One author, asked alone, in their own room: may this answer of mine be opened, and what of it stays with me."""

    readers = "both"
    reveal_id: Mapped[str] = mapped_column(Id)  # no foreign key, as above
    entry_id: Mapped[str] = mapped_column(Id, ref("entry.id"))
    asked_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    held_back: Mapped[list[str]] = mapped_column(JSON)  # field ids that stay private
    answer: Mapped[str | None] = mapped_column(Text)  # yes or no
    answered_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("reveal_id", "client_id"), Index(None, "practice_id", "episode_id"))


class JointStop(EpisodeRecord, db.Model):
    """Somebody stopped what both do together, with one tap. It lies in their own room: the other never learns who."""

    readers = "both"
    assignment_id: Mapped[str] = mapped_column(Id, ref("homework_assignment.id"))
    stopped_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("assignment_id", "client_id"), Index(None, "practice_id", "episode_id"))
