"""Who stands in for whom: episodes lent for a leave, from and to. Ask only for episodes the scope may open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from practice.access.models import CaseloadAssignment
from practice.accounts.models import Counselor
from practice.db import db
from practice.episodes.models import Episode


@dataclass(frozen=True)
class Lent:
    """One episode in a colleague's hands, or soon."""

    id: str
    episode_id: str
    counselor_id: str
    name: str
    starts_at: datetime
    ends_at: datetime | None


STANDING_IN = CaseloadAssignment.kind.in_(("lead", "cover"))


def ends_after(now):
    """Not over at `now`, a moment or a parameter; what was ended before it began never was."""
    held = CaseloadAssignment
    return held.ends_at.is_(None) | ((held.ends_at > now) & (held.ends_at > held.starts_at))


def lent(episode_ids: Collection[str], now: datetime) -> list[Lent]:
    """Covers that run or lie ahead, in the order they begin."""
    held = CaseloadAssignment
    found = (
        select(held.id, held.episode_id, held.counselor_id, Counselor.display_name, held.starts_at, held.ends_at)
        .join(Counselor, Counselor.id == held.counselor_id)
        .where(held.episode_id.in_(list(episode_ids)), held.kind == "cover", ends_after(now))
        .order_by(held.starts_at, Counselor.display_name, held.id)
    )  # fmt: skip
    return [Lent(*row) for row in db.session.execute(found)] if episode_ids else []


def leads(episode_id: str, counselor_id: str, now: datetime) -> bool:
    """Whether this counselor leads the episode now: only they lend it."""
    return episode_id in _led_ids(counselor_id, now, episode_id)


def led_now(counselor_id: str, now: datetime) -> list[str]:
    """Episodes this counselor leads that have not ended. The door keeps it to those the scope may open."""
    going_on = select(Episode.id).where(Episode.id.in_(_led_ids(counselor_id, now)), Episode.ended_on.is_(None))
    return list(db.session.scalars(going_on.order_by(Episode.opened_at, Episode.id)))


def _led_ids(counselor_id: str, now: datetime, episode_id: str | None = None) -> list[str]:
    held = CaseloadAssignment
    found = select(held.episode_id).where(
        held.counselor_id == counselor_id, held.kind == "lead", held.starts_at <= now,
        held.ends_at.is_(None) | (held.ends_at > now))  # fmt: skip
    return list(db.session.scalars(found if episode_id is None else found.where(held.episode_id == episode_id)))
