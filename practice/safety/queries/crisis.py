"""Reading crisis plans."""

from sqlalchemy import select

from practice.db import db
from practice.safety.models import CrisisPlan


def crisis_plans(episode_id: str, client_id: str) -> list[CrisisPlan]:
    """Every version of one person's plan, the one that counts first."""
    found = select(CrisisPlan).where(CrisisPlan.episode_id == episode_id, CrisisPlan.client_id == client_id)
    return list(db.session.scalars(found.order_by(CrisisPlan.made_at.desc(), CrisisPlan.id)))


def crisis_plan(episode_id: str, client_id: str) -> CrisisPlan | None:
    """The version that counts, or None."""
    found = select(CrisisPlan).where(CrisisPlan.episode_id == episode_id, CrisisPlan.client_id == client_id)
    return db.session.scalars(found.order_by(CrisisPlan.made_at.desc(), CrisisPlan.id).limit(1)).one_or_none()


def own_crisis_plan(client_id: str) -> CrisisPlan | None:
    """The plan written last with this client, in whichever episode; asked in their own scope."""
    found = select(CrisisPlan).where(CrisisPlan.client_id == client_id)
    return db.session.scalars(found.order_by(CrisisPlan.made_at.desc(), CrisisPlan.id).limit(1)).one_or_none()


def has_crisis_plan(client_id: str) -> bool:
    """Whether there is one to lead to."""
    return db.session.scalars(select(CrisisPlan.id).where(CrisisPlan.client_id == client_id).limit(1)).first() is not None
