"""The practice itself: one row in an embedded installation, many behind one PostgreSQL."""

from datetime import datetime

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped, mapped_column

from practice.db import Id, db, new_id


class Practice(db.Model):
    """Settings asked at set-up and editable after. Without crisis contacts no portal page opens."""

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(Text)  # IANA name
    languages: Mapped[list[str]] = mapped_column(JSON)
    letterhead: Mapped[str] = mapped_column(Text)
    crisis_contacts: Mapped[list[dict]] = mapped_column(JSON)  # [{name, number, hours}]
    monitored_words: Mapped[str] = mapped_column(Text)  # when somebody next reads what clients send
    flag_answerer: Mapped[str] = mapped_column(Text)  # who answers risk flags
    flag_hours: Mapped[str] = mapped_column(Text)  # and when
    flag_named_id: Mapped[str | None] = mapped_column(Id)  # the counselor a flag goes to besides the lead
    flag_backup_id: Mapped[str | None] = mapped_column(Id)
    flag_wait_hours: Mapped[int | None]  # after so many hours without anybody looking, the supervisor is told
    note_format: Mapped[str] = mapped_column(Text, default="solution-focused", server_default="solution-focused")
    cosign_wait_days: Mapped[int] = mapped_column(default=7, server_default="7")  # then it stands on the supervisor's Today
    exit_url: Mapped[str] = mapped_column(Text)  # where "Leave quickly" goes
    retention: Mapped[str] = mapped_column(Text)  # how long which records are kept, in the practice's words
    retention_years: Mapped[int]
    set_up_at: Mapped[datetime]
