"""Ladders and the positions given on them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord, EpisodeRow
from practice.db import Id, db, ref
from practice.vault import sealed


class Ladder(EpisodeRecord, db.Model):
    """A scaling question of one client with what its ends mean in their words. Ours run 1-10; an import keeps its scale."""

    readers = "both"
    title: Mapped[str] = mapped_column(Text)
    low: Mapped[int]
    high: Mapped[int]
    words_blob: Mapped[bytes | None]  # {low, high, good_enough}
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Id)  # counselor or client
    imported: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None]
    words = sealed("words_blob", as_json=True)
    __table_args__ = (
        Index(None, "practice_id", "episode_id"),
        CheckConstraint("low < high", name="low_end_of_a_ladder_lies_below_its_high_end"),
    )


class Rating(EpisodeRow, db.Model):
    """One position on a ladder: a number, a range of two neighbours, or deliberately none. `at` is when it was given."""

    readers = "both"
    ladder_id: Mapped[str] = mapped_column(Id, ref("ladder.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, default=0)
    value: Mapped[int | None]
    value_high: Mapped[int | None]
    source: Mapped[str] = mapped_column(Text)  # session, portal, import
    given_by: Mapped[str] = mapped_column(Id)  # who typed it
    session_id: Mapped[str | None] = mapped_column(Id, ref("therapy_session.id"))
    words_blob: Mapped[bytes | None]  # {past, keeps_from_lower, first_sign, comment}
    taken_back_at: Mapped[datetime | None]  # with the answer it was given in; from then on no page shows it
    words = sealed("words_blob", as_json=True)
    __table_args__ = (
        CheckConstraint("value_high IS NULL OR value_high = value + 1", name="a_range_spans_two_neighbours"),
        {"sqlite_with_rowid": False},
    )

    @property
    def ref(self) -> str:
        """What an entry stores to point here: ladder id, moment and sequence."""
        return f"{self.ladder_id}:{self.at.isoformat()}:{self.seq}"

    @property
    def seal_id(self) -> str:
        return self.ref
