"""Bringing files in: everything or nothing, and the same file twice adds nothing."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from practice.db import db
from practice.exchange.ratings_csv import Position, Reading, Skipped
from practice.ratings.actions import bring_in, make_ladder
from practice.ratings.models import Ladder
from practice.ratings.queries import points


class OtherScale(ValueError):
    """A ladder of this name has other ends; nothing is rescaled."""


@dataclass(frozen=True)
class Outcome:
    """What was, or in a dry run would be, brought in."""

    rows: int
    imported: int
    skipped: list[Skipped]
    notes: list[str]
    ladder_id: str | None

    def as_dict(self) -> dict:
        return {"rows": self.rows, "imported": self.imported,
                "skipped": [{"row": one.row, "why": one.why} for one in self.skipped]}  # fmt: skip


def import_ratings(
    reading: Reading, *, episode_id: str, client_id: str, title: str, low: int, high: int, by: str, commit: bool,
    at: datetime | None = None,
) -> Outcome:  # fmt: skip
    """Put what a file holds on the ladder `title` of one client, made when it is missing, on the file's scale.

    Without `commit` nothing is written. Raises OtherScale when a ladder of this name has other ends.
    """
    ladder = _ladder(episode_id, client_id, title, low, high)
    new, there = _new(reading.positions, ladder)
    if commit and new:
        ladder = ladder or make_ladder(
            episode_id, client_id, title=title, low=low, high=high, by=by, imported=True, at=at)  # fmt: skip
        bring_in(ladder, [(one.at, one.value, one.value_high) for one in new], by=by)
    skipped = sorted([*reading.skipped, *there], key=lambda one: one.row)
    return Outcome(reading.rows, len(new), skipped, reading.notes, ladder.id if ladder else None)


def _ladder(episode_id: str, client_id: str, title: str, low: int, high: int) -> Ladder | None:
    found = select(Ladder).where(
        Ladder.episode_id == episode_id, Ladder.client_id == client_id, Ladder.ended_at.is_(None))
    for ladder in db.session.scalars(found.order_by(Ladder.made_at)):
        if ladder.title.casefold() == " ".join(title.split()).casefold():
            if (ladder.low, ladder.high) != (low, high):
                raise OtherScale(
                    f'The ladder "{ladder.title}" runs from {ladder.low} to {ladder.high}, the file from {low} to '
                    f"{high}. Nothing is rescaled: give the file's ladder another name.")
            return ladder
    return None


def _new(positions: list[Position], ladder: Ladder | None) -> tuple[list[Position], list[Skipped]]:
    """Which positions are not on the ladder yet; the same position twice in a file counts twice."""
    known = Counter((point.at, point.low, point.high) for point in points(ladder.id)) if ladder else Counter()
    new, there = [], []
    for one in positions:
        key = (one.at.astimezone(UTC), one.value, one.value_high)
        if known[key]:
            known[key] -= 1
            there.append(Skipped(one.row, "already there"))
        else:
            new.append(one)
    return new, there
