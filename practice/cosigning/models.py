"""Documents that wait for a supervisor's name beside the counselor's, and what the supervisor said."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord
from practice.db import Id, db, ref
from practice.vault import sealed


class CoSign(EpisodeRecord, db.Model):
    """A supervisor's name is asked for. subject: note, addendum, report, discharge or flag. Never changed."""

    across = True
    subject: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[str] = mapped_column(Id)
    asked_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    asked_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("practice_id", "subject", "subject_id"), Index(None, "practice_id", "episode_id"))


class CoSignStep(EpisodeRecord, db.Model):
    """What came of it. step: signed, look-again (the supervisor, with words) or answered (the counselor). Never changed."""

    across = True
    supervisor_writes = "new"
    cosign_id: Mapped[str] = mapped_column(Id, ref("co_sign.id"))
    step: Mapped[str] = mapped_column(Text)
    words_blob: Mapped[bytes | None]
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    signed_name: Mapped[str | None] = mapped_column(Text)
    signed_credential: Mapped[str | None] = mapped_column(Text)
    signed_zone: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
    words = sealed("words_blob")
    __table_args__ = (Index(None, "practice_id", "cosign_id"), Index(None, "practice_id", "episode_id"))


class SupervisionQuestion(EpisodeRecord, db.Model):
    """What a counselor wants to bring to supervision: their own words, beside an episode. `talked_over_at` closes it."""

    supervisor_writes = ("answer_blob", "talked_over_at", "talked_over_by")
    words_blob: Mapped[bytes]
    asked_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    asked_at: Mapped[datetime]
    answer_blob: Mapped[bytes | None]
    talked_over_at: Mapped[datetime | None]
    talked_over_by: Mapped[str | None] = mapped_column(Id, ref("counselor.id"))
    words = sealed("words_blob")
    answer = sealed("answer_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"),)
