"""Flags and what opens the way for gated exercises: dated records, never a level, never a score."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord
from practice.access.rules import told_by_name
from practice.db import Id, db, ref
from practice.vault import sealed


class Flag(EpisodeRecord, db.Model):
    """Something a human must look at. kind: help-now, distress, suicide, self-harm, violence, child, not-answered, other.

    Append-only; acknowledging and closing are rows of their own; never closed by a later, better number.
    """

    kind: Mapped[str] = mapped_column(Text)
    urgency: Mapped[str] = mapped_column(Text)  # urgent or review: how soon to look, not a risk level
    source_id: Mapped[str | None] = mapped_column(Id)  # the entry, note, contact or administration it came from
    words_blob: Mapped[bytes | None]
    raised_by: Mapped[str] = mapped_column(Text)  # client or counselor
    raised_by_id: Mapped[str] = mapped_column(Id)
    raised_at: Mapped[datetime]
    words = sealed("words_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class FlagStep(EpisodeRecord, db.Model):
    """A counselor acknowledged or closed a flag, with words. step: acknowledged, closed, or closing-asked (under supervision
    it stays open until the supervisor's name stands beside theirs)."""

    flag_id: Mapped[str] = mapped_column(Id, ref("flag.id"))
    step: Mapped[str] = mapped_column(Text)
    words_blob: Mapped[bytes | None]
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    words = sealed("words_blob")
    __table_args__ = (Index(None, "practice_id", "flag_id"), Index(None, "practice_id", "episode_id"))


class Screening(EpisodeRecord, db.Model):
    """One person, alone and in person, was asked about safety at home. outcome: clear, concern or declined (D.4)."""

    done_on: Mapped[date]
    outcome: Mapped[str] = mapped_column(Text)
    words_blob: Mapped[bytes | None]
    screened_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    recorded_at: Mapped[datetime]
    words = sealed("words_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class Opening(EpisodeRecord, db.Model):
    """The counselor opened one gated item for one participant (`client_id`) or the couple. Clearing opens nothing."""

    item: Mapped[str] = mapped_column(Text)  # exercise id, or exercise.field
    opened_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class SafetyAnswer(EpisodeRecord, db.Model):
    """What one partner answered alone: does this joint exercise feel safe? answer: yes, not-sure or no."""

    exercise_id: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime]
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class SafetyQuestion(EpisodeRecord, db.Model):
    """The counselor asked one partner, alone, whether a joint exercise feels safe; open for 24 hours."""

    readers = "both"
    exercise_id: Mapped[str] = mapped_column(Text)
    exercise_title: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class FlagAlert(EpisodeRecord, db.Model):
    """Who was told that a flag waits, and when: the named counselor, the backup, later the supervisor. Holds no words.

    Security-critical: whoever it names sees this row without an assignment, until somebody has looked at the flag. The flag
    itself stays behind the door.
    """

    flag_id: Mapped[str] = mapped_column(Id, ref("flag.id"))
    to_id: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    # named, backup, beside (supervises a lead who works under supervision) or supervisor (nobody had looked)
    kind: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("practice_id", "flag_id", "to_id"), Index(None, "practice_id", "episode_id"))

    @classmethod
    def for_counselor(cls):
        return or_(super().for_counselor(), told_by_name(cls, FlagStep))

    @classmethod
    def for_supervisor(cls):
        return or_(super().for_supervisor(), told_by_name(cls, FlagStep))


class CrisisPlan(EpisodeRecord, db.Model):
    """What helps in a hard hour, made together and in plain words of our own. Each change is a new row; the latest counts."""

    readers = "both"
    words_blob: Mapped[bytes | None]  # {signs, alone, places, people, professionals, safer}
    words = sealed("words_blob", as_json=True)
    made_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    made_at: Mapped[datetime]
    review_on: Mapped[date | None]
    __table_args__ = (
        Index(None, "practice_id", "episode_id"),
        CheckConstraint("client_id IS NOT NULL", name="a_crisis_plan_belongs_to_one_person"),
    )
