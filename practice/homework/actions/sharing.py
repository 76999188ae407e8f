"""Sharing with the partner: a frozen copy in the couple's shared room, never the entry itself."""

from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.clients.queries import records_policy
from practice.db import db
from practice.episodes.models import Episode
from practice.homework.actions.revealing import close_together
from practice.homework.models import Entry, SharedEntry
from practice.homework.pairs import PRIVATE
from practice.homework.queries import together_with
from practice.homework.queries.positions import as_given


class NotShared(Exception):
    """There is nobody to share it with, or no records policy both signed."""


def share(entry: Entry, *, at: datetime | None = None) -> SharedEntry:
    """Puts a frozen copy of an entry into the couple's shared room; once per entry while it is not withdrawn.

    Positions on ladders are copied as numbers, since the partner never reaches the author's ladder.
    Raises NotShared outside a couple that goes on together under a signed records policy.
    """
    known = _live(entry)
    if known is not None:
        return known
    parts = {part.client_id: part.shown_as for part in together_with(entry.episode_id)}
    kind = db.session.scalars(select(Episode.kind).where(Episode.id == entry.episode_id)).one_or_none()
    if kind != "couple" or len(parts) < 2 or entry.client_id not in parts or not records_policy(entry.episode_id, list(parts)):
        raise NotShared
    copy = SharedEntry(
        episode_id=entry.episode_id, client_id=None, entry_id=entry.id, title=entry.labels.get("title", ""),
        labels=entry.labels, answers=_copied(entry.answers or {}), shared_by=entry.client_id,
        shown_as=parts[entry.client_id], shared_at=at or clock.now())  # fmt: skip
    db.session.add(copy)
    record("share", copy)
    return copy


def withdraw_share(shared: SharedEntry, *, at: datetime | None = None) -> None:
    """Takes a copy out of the shared room again, as a dated fact. Withdrawing twice changes nothing.

    What was opened together leaves together.
    """
    if shared.reveal_id is not None:
        close_together(shared.reveal_id, shared.episode_id, at=at)
    elif shared.withdrawn_at is None:
        shared.withdrawn_at = at or clock.now()
    record("withdraw_share", shared)


def withdraw_copies(entry: Entry, at: datetime) -> None:
    """An entry that is taken back leaves the shared room too."""
    if (copy := _live(entry)) is not None:
        copy.withdrawn_at = at


def _live(entry: Entry) -> SharedEntry | None:
    return db.session.scalars(select(SharedEntry).where(
        SharedEntry.entry_id == entry.id, SharedEntry.withdrawn_at.is_(None))).first()  # fmt: skip


def _copied(answers: dict) -> dict:
    return {key: answer for key, answer in as_given(answers).items() if key not in PRIVATE}
