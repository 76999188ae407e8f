"""Goals with their steps, and phase agreements with who put their name to them."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord
from practice.db import Id, db, ref
from practice.vault import sealed


class Goal(EpisodeRecord, db.Model):
    """Where a client (or, in the shared room, a couple) wants to get, in their words. The latest GoalStep says how it stands."""

    readers = "both"
    words_blob: Mapped[bytes]  # {goal, sign}: their words, and what they would notice first
    ladder_id: Mapped[str | None] = mapped_column(Id, ref("ladder.id"))
    agreed_on: Mapped[date]
    review_every: Mapped[int | None]  # days
    next_review: Mapped[date | None]
    made_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    made_at: Mapped[datetime]
    words = sealed("words_blob", as_json=True)
    __table_args__ = (Index(None, "practice_id", "episode_id"), Index(None, "practice_id", "next_review"))


class GoalStep(EpisodeRecord, db.Model):
    """How a goal stands from a day on. status: going, reached, reworded, resting or set-aside; reviewed keeps it as it was.

    Never changed; a reworded goal keeps its old words here.
    """

    readers = "both"
    goal_id: Mapped[str] = mapped_column(Id, ref("goal.id"))
    status: Mapped[str] = mapped_column(Text)
    words_blob: Mapped[bytes | None]
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    words = sealed("words_blob")
    __table_args__ = (Index(None, "practice_id", "goal_id"), Index(None, "practice_id", "episode_id"))


class PhaseAgreement(EpisodeRecord, db.Model):
    """What counselor and client agree on for one phase, with the words as they stood. Never changed; a new one replaces it."""

    readers = "both"
    course_id: Mapped[str] = mapped_column(Id, ref("course.id"))
    phase_id: Mapped[str] = mapped_column(Text)
    phase_title: Mapped[str] = mapped_column(Text)
    words_blob: Mapped[bytes]  # {purpose, we_do, you_do, stop, goals: [..], exercises: [..]}
    sha256: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict] = mapped_column(JSON, default=dict)
    made_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    made_at: Mapped[datetime]
    words = sealed("words_blob", as_json=True)
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class AgreementName(EpisodeRecord, db.Model):
    """Somebody put their name to a phase agreement. how: screen or paper (seen by `by`). Never changed.

    Lies in the room of the agreement; of a couple's shared one both names are seen by both.
    """

    readers = "both"
    agreement_id: Mapped[str] = mapped_column(Id, ref("phase_agreement.id"))
    person_id: Mapped[str] = mapped_column(Id)  # a participant or the counselor
    name: Mapped[str] = mapped_column(Text)
    how: Mapped[str] = mapped_column(Text)
    signed_on: Mapped[date | None]  # the day on the paper
    by: Mapped[str] = mapped_column(Id)
    at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("practice_id", "agreement_id", "person_id"), Index(None, "practice_id", "episode_id"),
    )
