"""Frozen protocol texts."""

from datetime import datetime

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.db import Record, db


class ProtocolVersion(Record, db.Model):
    """The exact text a course was begun on; never edited. Editing a file changes future courses only."""

    key: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)  # protocol.yaml
    words: Mapped[dict] = mapped_column(JSON)  # {language: text of the words file}
    sha256: Mapped[str] = mapped_column(Text)
    stored_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("practice_id", "sha256"),)
