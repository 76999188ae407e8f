"""Targets of EMDR and what was said after each set."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord
from practice.db import Id, db, ref
from practice.vault import sealed


class EmdrTarget(EpisodeRecord, db.Model):
    """One memory worked on with EMDR, recorded in session by a counselor whose credential is recorded."""

    words_blob: Mapped[bytes | None]  # {memory, image, negative, positive, emotion, body}
    words = sealed("words_blob", as_json=True)
    opened_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class EmdrSet(EpisodeRecord, db.Model):
    """What was said after one set: SUD 0-10 (Wolpe) and VOC 1-7 (Shapiro), where asked, and words."""

    target_id: Mapped[str] = mapped_column(Id, ref("emdr_target.id"))
    session_id: Mapped[str | None] = mapped_column(Id, ref("therapy_session.id"))
    n: Mapped[int]
    sud: Mapped[int | None]
    voc: Mapped[int | None]
    words_blob: Mapped[bytes | None]  # {notices, body}
    words = sealed("words_blob", as_json=True)
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    __table_args__ = (
        Index(None, "practice_id", "target_id"),
        CheckConstraint("sud IS NULL OR sud BETWEEN 0 AND 10", name="sud_lies_between_0_and_10"),
        CheckConstraint("voc IS NULL OR voc BETWEEN 1 AND 7", name="voc_lies_between_1_and_7"),
    )
