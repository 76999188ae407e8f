"""What the counselor chose for a report, and reports given out."""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord
from practice.db import Id, db, ref
from practice.vault import sealed


class ReportPlan(EpisodeRecord, db.Model):
    """The counselor's choices for the next report: ticked quotes, own paragraphs, appendices. Editable."""

    since: Mapped[date | None]
    until: Mapped[date | None]
    choices_blob: Mapped[bytes | None]  # {quotes, helps, hard, next_steps, paragraphs, appendices, read_with_client_on}
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    changed_at: Mapped[datetime]
    choices = sealed("choices_blob", as_json=True)
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class IssuedReport(EpisodeRecord, db.Model):
    """A report that was given out: its bytes, its content, who and when. Never changed."""

    across = True
    since: Mapped[date]
    until: Mapped[date]
    title: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    content_blob: Mapped[bytes]
    pdf_blob: Mapped[bytes]  # base64 of the PDF, sealed
    issued_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    issued_at: Mapped[datetime]
    content = sealed("content_blob", as_json=True)
    pdf = sealed("pdf_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"),)
