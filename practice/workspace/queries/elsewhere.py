"""The meetings a draft begun for the wrong client may have been meant for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select

from practice.access.door import may_write
from practice.access.models import Participant
from practice.db import db
from practice.episodes.models import Episode, TherapySession
from practice.notes.models import ProgressNote

RECENT, MOST = timedelta(days=45), 60


@dataclass(frozen=True)
class Elsewhere:
    """A meeting without a note: whose it is, by name, and when it was."""

    session_id: str
    names: str
    number: int
    starts_at: datetime


def elsewhere(session: TherapySession, now: datetime) -> list[Elsewhere]:
    """Recent meetings of the counselor's own caseload that have no note, nearest in time to this one first."""
    rows = db.session.execute(
        select(TherapySession.id, TherapySession.episode_id, TherapySession.client_id, TherapySession.number, TherapySession.starts_at)
        .where(TherapySession.id != session.id, TherapySession.cancelled_at.is_(None),
               TherapySession.starts_at.between(now - RECENT, now + timedelta(hours=12)),
               ~exists().where(ProgressNote.session_id == TherapySession.id))
        .order_by(TherapySession.starts_at.desc()).limit(200)).all()  # fmt: skip
    mine = sorted((row for row in rows if may_write(row.episode_id)), key=lambda row: abs(row.starts_at - session.starts_at))[:MOST]
    names = _names({row.episode_id for row in mine})
    return [Elsewhere(row.id, " + ".join(name for client_id, name in names.get(row.episode_id, ())
                                         if row.client_id in (None, client_id)), row.number, row.starts_at) for row in mine]  # fmt: skip


def _names(episode_ids: set[str]) -> dict[str, list[tuple[str, str]]]:
    """{episode: (client id, name)}; joined with Episode, so that the door stands in front."""
    found: dict[str, list[tuple[str, str]]] = {}
    asked = select(Participant.episode_id, Participant.client_id, Participant.shown_as).join(
        Episode, Episode.id == Participant.episode_id).where(Participant.episode_id.in_(episode_ids))  # fmt: skip
    for episode_id, client_id, name in db.session.execute(asked.order_by(Participant.starts_at, Participant.shown_as)):
        found.setdefault(episode_id, []).append((client_id, name))
    return found
