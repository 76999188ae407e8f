"""Who was told of a flag, and what whoever was told may see of it: that it waits, and whom to speak to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, exists, or_, select

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.accounts.models import Counselor
from practice.db import db
from practice.safety.models import Flag, FlagAlert, FlagStep


class Unseen(NamedTuple):
    """A flag nobody has looked at, in columns without words."""

    id: str
    practice_id: str
    episode_id: str
    client_id: str | None
    raised_by_id: str
    raised_at: datetime


@dataclass(frozen=True)
class Told:
    """That a flag waits: `kind` says as what the counselor of the scope was told of it, `leads` names whom to speak to."""

    flag_id: str
    episode_id: str
    kind: str
    at: datetime
    leads: Sequence[str]


def unseen_flags(practice_id: str) -> list[Unseen]:
    """Every flag nobody has looked at, oldest first. For the job that sees the whole practice."""
    columns = (Flag.id, Flag.practice_id, Flag.episode_id, Flag.client_id, Flag.raised_by_id, Flag.raised_at)
    found = select(*columns).where(Flag.practice_id == practice_id, ~exists().where(FlagStep.flag_id == Flag.id))
    return [Unseen(*row) for row in db.session.execute(found.order_by(Flag.raised_at, Flag.id))]


def nobody_looked(flag_id: str) -> bool:
    """True while the flag is there and has no step."""
    found = select(Flag.id).where(Flag.id == flag_id, ~exists().where(FlagStep.flag_id == Flag.id))
    return db.session.scalars(found).first() is not None


def told_of(flag_id: str) -> dict[str, str]:
    """{counselor id: as what} of everybody with a row about this flag."""
    found = select(FlagAlert.to_id, FlagAlert.kind).where(FlagAlert.flag_id == flag_id)
    return dict(db.session.execute(found).all())


def told_me(flag_id: str, counselor_id: str) -> Told | None:
    """What this counselor may know of a flag that names them and waits; None for everybody else and once it was looked at."""
    found = select(FlagAlert).where(FlagAlert.flag_id == flag_id, FlagAlert.to_id == counselor_id)
    row = db.session.scalars(found).one_or_none()
    if row is None:
        return None
    return Told(row.flag_id, row.episode_id, row.kind, row.at, _leads(row.episode_id))


def _leads(episode_id: str) -> list[str]:
    held, now = CaseloadAssignment, clock.now()
    lead = and_(held.episode_id == episode_id, held.kind == "lead", held.counselor_id == Counselor.id, held.starts_at <= now,
                or_(held.ends_at.is_(None), held.ends_at > now))  # fmt: skip
    return list(db.session.scalars(select(Counselor.display_name).join(held, lead).order_by(Counselor.display_name)))
