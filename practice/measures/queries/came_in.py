"""What came in from home and nobody has looked at yet."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from practice.db import db
from practice.measures.measure import Measure
from practice.measures.models import Administration, AdministrationReading
from practice.measures.queries.instruments import measure_of

BACK, MOST = timedelta(days=30), 50


class CameIn(NamedTuple):
    """One measure a client finished at home."""

    id: str
    episode_id: str
    client_id: str
    measure: Measure
    target: str | None
    finished_at: datetime


_READ = select(AdministrationReading.id).where(AdministrationReading.administration_id == Administration.id).exists()


def waits_for_a_look(row: Administration) -> bool:
    """True for what was finished at home and neither looked at, released nor struck."""
    if row.way != "portal" or row.finished_at is None or row.released_at is not None or row.struck_at is not None:
        return False
    found = select(AdministrationReading.id).where(AdministrationReading.administration_id == row.id)
    return db.session.scalars(found).first() is None


def not_looked_at(scope: str, now: datetime) -> list[CameIn]:
    """Finished at home within thirty days on the caseload, not looked at, released or struck, oldest first; at most 50.

    Nothing a counselor of this scope may not read, and nothing that is asked alone. One statement once texts are read.
    """
    told = (Administration.id, Administration.episode_id, Administration.client_id, Administration.version_id,
            Administration.target, Administration.finished_at)  # fmt: skip
    found = db.session.execute(select(*told).where(
        Administration.way == "portal", Administration.finished_at > now - BACK, Administration.released_at.is_(None),
        Administration.struck_at.is_(None), ~_READ).order_by(Administration.finished_at, Administration.id)).all()  # fmt: skip
    rows = [CameIn(*row[:3], measure_of(row.version_id), *row[4:]) for row in found]
    return [one for one in rows if scope in one.measure.audience.scopes and not one.measure.audience.solo_only][:MOST]
