"""The audit: append-only, ids only."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from practice.db import Id, db


class AuditEntry(db.Model):
    """One disclosure or one deed. `what` is an endpoint (views) or a verb; `subject_id` the record it concerned."""

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    practice_id: Mapped[str | None] = mapped_column(Id)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(Text)  # counselor, client, system
    actor_id: Mapped[str | None] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(Text)  # view or deed
    what: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[str | None] = mapped_column(Id)
    __table_args__ = (Index(None, "practice_id", "at"), Index(None, "practice_id", "subject_id"))
