"""Setting up a practice and changing how it works."""

from datetime import datetime

from practice import clock
from practice.audit.actions import record
from practice.db import db, new_id
from practice.practices.models import Practice


def set_up(settings: dict, at: datetime | None = None) -> Practice:
    """A new practice. `settings`: values by the column names of Practice, crisis_contacts with at least one entry."""
    practice = Practice(id=new_id(), set_up_at=at or clock.now(), **settings)
    db.session.add(practice)
    record("set_up", practice)
    return practice


def change_settings(practice: Practice, settings: dict) -> None:
    """New values for the columns named in `settings`."""
    for name, value in settings.items():
        setattr(practice, name, value)
    record("change_settings", practice)
