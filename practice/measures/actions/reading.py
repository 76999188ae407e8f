"""That a counselor has looked at what was answered at home."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.measures.models import Administration, AdministrationReading
from practice.measures.queries import waits_for_a_look


def look_at(administration: Administration, *, by: str, at: datetime | None = None) -> None:
    """Kept once, for what was finished at home and waits for it; saying so again, or in two windows, changes nothing."""
    if not waits_for_a_look(administration):
        return
    row = AdministrationReading(episode_id=administration.episode_id, client_id=administration.client_id,
                                administration_id=administration.id, read_by=by, read_at=at or clock.now())  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # said in another window at the same moment
        return
    record("read_measure", administration)
