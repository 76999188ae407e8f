"""What waits for a supervisor's name, and what they sent back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select

from practice import clock
from practice.access.scope import current
from practice.accounts.models import Counselor
from practice.accounts.queries import supervisors_of
from practice.cosigning.models import CoSign, CoSignStep
from practice.db import db
from practice.practices.models import Practice


@dataclass(frozen=True)
class Waiting:
    """One document that waits: whose, what, since when."""

    cosign_id: str
    subject: str
    subject_id: str
    episode_id: str
    client_id: str | None
    asked_by: str
    name: str
    asked_at: datetime


def _columns():
    return (CoSign.id, CoSign.subject, CoSign.subject_id, CoSign.episode_id, CoSign.client_id, CoSign.asked_by,
            Counselor.display_name, CoSign.asked_at)  # fmt: skip


def _open_ones():
    signed = exists().where(CoSignStep.cosign_id == CoSign.id, CoSignStep.step == "signed")
    return (select(*_columns()).join(Counselor, Counselor.id == CoSign.asked_by).where(~signed)
            .order_by(CoSign.asked_at, CoSign.id))  # fmt: skip


def waiting_for(supervisor_id: str, now: datetime | None = None) -> list[Waiting]:
    """What waits for this supervisor's name, oldest first; not what they sent back and has no answer yet."""
    return [one for one, back in _of_supervisor(supervisor_id, now or clock.now()) if not back]


def _of_supervisor(supervisor_id: str, now: datetime) -> list[tuple[Waiting, bool]]:
    rows = [Waiting(*row) for row in db.session.execute(_open_ones())]
    mine = {one.supervisee_id for one in supervisors_of({row.asked_by for row in rows}, now)
            if one.cosigns and one.supervisor_id == supervisor_id}  # fmt: skip
    rows = [row for row in rows if row.asked_by in mine]
    last = _steps_alone([row.cosign_id for row in rows])
    return [(row, last.get(row.cosign_id) == "look-again") for row in rows]


def _steps_alone(cosign_ids: list[str]) -> dict[str, str]:
    found = select(CoSignStep.cosign_id, CoSignStep.step).where(CoSignStep.cosign_id.in_(cosign_ids))
    return dict(db.session.execute(found.order_by(CoSignStep.at, CoSignStep.id)).all()) if cosign_ids else {}


def waiting_in(episode_ids: Collection[str]) -> list[Waiting]:
    """What waits for a second name in these episodes, oldest first."""
    return [Waiting(*row) for row in db.session.execute(_open_ones().where(CoSign.episode_id.in_(list(episode_ids))))]


def long_waiting(supervisor_id: str, now: datetime) -> list[Waiting]:
    """What has waited for this supervisor's name for longer than the practice's days, oldest first."""
    days = db.session.scalar(select(Practice.cosign_wait_days).where(Practice.id == current().practice_id))
    return [one for one in waiting_for(supervisor_id, now) if one.asked_at < now - timedelta(days=days or 0)]


def sent_back(counselor_id: str) -> list[Waiting]:
    """What a supervisor asked this counselor to look at again and they have not answered, oldest first."""
    rows = [Waiting(*row) for row in db.session.execute(_open_ones().where(CoSign.asked_by == counselor_id))]
    last = _steps_alone([row.cosign_id for row in rows])
    return [row for row in rows if last.get(row.cosign_id) == "look-again"]
