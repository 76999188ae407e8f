"""Bringing files in: everything or nothing, and the same file twice adds nothing."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select

from practice.access.scope import current
from practice.db import db
from practice.exchange.queries import brought_in
from practice.exchange.ratings_csv import Position, Reading, Skipped
from practice.measures.actions import install, store_version
from practice.measures.fhir.instrument import RiskRule
from practice.measures.fhir.reading import Foreign
from practice.measures.library import load_measures
from practice.measures.queries import measures_in_use
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


def keep_questionnaire(
    foreign: Foreign, *, rules: Mapping[str, RiskRule | None], basis: str | None, by: str | None, today: date,
    at: datetime | None = None,
) -> str:  # fmt: skip
    """Keep a FHIR Questionnaire as an instrument of the practice; returns its key. The same file twice adds no version.

    `rules` by linkId, for questions of risk. Without a `basis` it is kept and cannot be given before somebody who runs
    the practice records one. Raises ValueError in words (nothing to ask, a question of risk without a rule).
    """
    kept = brought_in(current().practice_id)
    key, known = _place(foreign, kept, rules, today)
    text = known or foreign.text(key, today=today, rules=rules)
    if basis:
        install(text, basis=basis, by=by, origin="fhir", at=at)
    else:
        store_version(text, origin="fhir", by=by, at=at)
    return key


def _place(foreign: Foreign, kept, rules, today: date) -> tuple[str, str | None]:
    """(key, the stored text if it is this very questionnaire). Another questionnaire's key is never taken over."""
    taken = {*load_measures().measures, *measures_in_use()} - {key for _id, key, _text in kept}
    while True:
        key = foreign.key(taken)
        text = foreign.text(key, today=today, rules=rules)
        mine = [other for _id, stored, other in kept if stored == key]
        if not mine or _title(mine[-1]) == _title(text):
            return key, mine[-1] if mine and _undated(mine[-1]) == _undated(text) else None
        taken.add(key)


def _undated(text: str) -> str:
    """The text without the days on which it was read and its rules were set."""
    return re.sub(r"\d{4}-\d\d-\d\d", "", text)


def _title(text: str) -> str:
    return next((line for line in text.splitlines() if line.startswith("title: ")), "")
