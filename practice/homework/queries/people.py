"""Who takes part in an episode, who leads it, what they are called."""

from collections.abc import Iterable

from sqlalchemy import or_, select

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.accounts.models import Counselor
from practice.clients.models import Client
from practice.db import db
from practice.episodes.queries import Part, participants


def together_with(episode_id: str) -> list[Part]:
    """Those who take part now, in the order they came."""
    now = clock.now()
    return [part for part in participants(episode_id) if part.ends_at is None or part.ends_at > now]


def counselor_of(episode_id: str) -> tuple[str, str]:
    """(id, name) of who leads the episode now; ("", "") when nobody does."""
    now = clock.now()
    found = db.session.execute(
        select(Counselor.id, Counselor.display_name)
        .join(CaseloadAssignment, CaseloadAssignment.counselor_id == Counselor.id)
        .where(CaseloadAssignment.episode_id == episode_id, CaseloadAssignment.starts_at <= now,
               or_(CaseloadAssignment.ends_at.is_(None), CaseloadAssignment.ends_at > now))
        .order_by(CaseloadAssignment.kind != "lead", CaseloadAssignment.starts_at).limit(1)).first()  # fmt: skip
    return (found.id, found.display_name) if found else ("", "")


def names_of(client_ids: Iterable[str]) -> dict[str, str]:
    """{client id: what the counselor calls them} for those in reach."""
    rows = db.session.execute(
        select(Client.id, Client.display_name, Client.preferred_name).where(Client.id.in_(set(client_ids)))).all()
    return {row.id: row.preferred_name or row.display_name for row in rows}


def counselor_names(ids: Iterable[str]) -> dict[str, str]:
    """{counselor id: name}."""
    rows = db.session.execute(select(Counselor.id, Counselor.display_name).where(Counselor.id.in_(set(ids))))
    return {row.id: row.display_name for row in rows}
