"""Named reads of the record."""

from datetime import timedelta

from sqlalchemy import or_, select

from practice import clock
from practice.db import db
from practice.emdr.models import EmdrSet, EmdrTarget
from practice.episodes.models import TherapySession


def targets_of(episode_id: str) -> list[EmdrTarget]:
    """All targets of an episode, the open ones first, latest first."""
    found = select(EmdrTarget).where(EmdrTarget.episode_id == episode_id)
    return list(db.session.scalars(found.order_by(EmdrTarget.closed_at.is_not(None), EmdrTarget.opened_at.desc())))


def sets_by_target(episode_id: str) -> dict[str, list[EmdrSet]]:
    """{target id: its sets in order} of one episode, in one statement."""
    rows: dict[str, list[EmdrSet]] = {}
    for row in db.session.scalars(select(EmdrSet).where(EmdrSet.episode_id == episode_id).order_by(EmdrSet.n)):
        rows.setdefault(row.target_id, []).append(row)
    return rows


def last_set(target_id: str) -> EmdrSet | None:
    """The set added last. The target is held meanwhile: two pages do not count the same one."""
    db.session.execute(select(EmdrTarget.id).where(EmdrTarget.id == target_id).with_for_update(key_share=True))
    found = select(EmdrSet).where(EmdrSet.target_id == target_id).order_by(EmdrSet.n.desc()).limit(1)
    return db.session.scalars(found).one_or_none()


def session_today(episode_id: str, client_id: str) -> str | None:
    """The meeting that began within the last twelve hours in this room, or the couple's; None when there is none."""
    now = clock.now()
    found = select(TherapySession.id).where(
        TherapySession.episode_id == episode_id, TherapySession.starts_at <= now,
        TherapySession.starts_at > now - timedelta(hours=12),
        or_(TherapySession.client_id == client_id, TherapySession.client_id.is_(None)))  # fmt: skip
    return db.session.scalars(found.order_by(TherapySession.starts_at.desc()).limit(1)).first()
