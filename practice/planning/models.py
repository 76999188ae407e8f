"""What a counselor chose for a meeting beforehand: the plan, and what goes into the note."""

from datetime import datetime

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord
from practice.db import Id, db, ref
from practice.vault import sealed


class SessionPlan(EpisodeRecord, db.Model):
    """The plan of one meeting: shared (`client_id` empty or the one it is with), or one partner's own sheet of a joint one."""

    session_id: Mapped[str] = mapped_column(Id, ref("therapy_session.id"))
    room: Mapped[str] = mapped_column(Text)  # the client's id, or "shared": NULL is never equal to NULL in a unique key
    items_blob: Mapped[bytes | None]  # [{words, minutes}] in order
    picked_blob: Mapped[bytes | None]  # {quotes: [{entry_id, label, words, title}]}
    questions: Mapped[list] = mapped_column(JSON, default=list)  # [{phase, id, text}] ticked, with their words
    exercises: Mapped[list] = mapped_column(JSON, default=list)  # [{phase, id, title}] chosen for this meeting
    version: Mapped[int] = mapped_column(default=1)
    saved_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    saved_at: Mapped[datetime]
    items = sealed("items_blob", as_json=True)
    picked = sealed("picked_blob", as_json=True)
    __table_args__ = (UniqueConstraint("practice_id", "session_id", "room"), Index(None, "practice_id", "episode_id"))


class Fidelity(EpisodeRecord, db.Model):
    """Why an element of the protocol was skipped or changed, asked at that moment alone. What was done is told by what was
    sent and discussed. how: changed or skipped."""

    course_id: Mapped[str] = mapped_column(Id, ref("course.id"))
    phase_id: Mapped[str] = mapped_column(Text)
    exercise_id: Mapped[str] = mapped_column(Text)
    how: Mapped[str] = mapped_column(Text)
    words_blob: Mapped[bytes | None]
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    words = sealed("words_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"),)
