"""Who stands in for whom: episodes lent for a leave, from and to. Ask only for episodes the scope may open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from practice.access.models import CaseloadAssignment
from practice.accounts.models import Counselor
from practice.db import Id, Moment, db
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


def lent(episode_ids: Collection[str], now: datetime) -> list[Lent]:
    """Covers that run or lie ahead, in the order they begin."""
    held = CaseloadAssignment
    found = (
        select(held.id, held.episode_id, held.counselor_id, Counselor.display_name, held.starts_at, held.ends_at)
        .join(Counselor, Counselor.id == held.counselor_id)
        .where(held.episode_id.in_(list(episode_ids)), held.kind == "cover",
               held.ends_at.is_(None) | ((held.ends_at > now) & (held.ends_at > held.starts_at)))
        .order_by(held.starts_at, Counselor.display_name, held.id)
    )  # fmt: skip
    return [Lent(*row) for row in db.session.execute(found)] if episode_ids else []


HELD = CaseloadAssignment
# Built once: the page of an episode asks it each time.
HANDS = (
    select(HELD.kind, HELD.id, HELD.episode_id, HELD.counselor_id, Counselor.display_name, HELD.starts_at, HELD.ends_at)
    .join(Counselor, Counselor.id == HELD.counselor_id)
    .where(HELD.episode_id == bindparam("episode", type_=Id), HELD.kind.in_(("lead", "cover")),
           HELD.ends_at.is_(None) | ((HELD.ends_at > bindparam("now", type_=Moment)) & (HELD.ends_at > HELD.starts_at)))
    .order_by(HELD.starts_at, Counselor.display_name, HELD.id)
)  # fmt: skip


def in_hands(episode_id: str, counselor_id: str, now: datetime) -> tuple[bool, list[Lent]]:
    """Whether this counselor leads the episode, and who stands in now or soon; in one query, for its page."""
    rows = db.session.execute(HANDS, {"episode": episode_id, "now": now}).all()
    led = any(row.kind == "lead" and row.counselor_id == counselor_id and row.starts_at <= now for row in rows)
    return led, [Lent(*row[1:]) for row in rows if row.kind == "cover"]


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
