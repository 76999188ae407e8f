"""Work outside a request. A row here is the truth; whatever carries it knows only its id."""

from datetime import datetime

from sqlalchemy import JSON, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from practice.db import Id, Record, db


class Job(Record, db.Model):
    """One piece of work: ids only, never words. `key` is unique, so that the same work is never done twice."""

    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text, unique=True)
    told: Mapped[dict] = mapped_column(JSON)  # ids it needs
    actor: Mapped[str] = mapped_column(Text)  # counselor, client or system
    actor_id: Mapped[str | None] = mapped_column(Id)
    run_after: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None] = mapped_column(Text)  # what went wrong last, as a code without names
    __table_args__ = (Index(None, "done_at", "run_after"),)
