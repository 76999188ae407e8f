"""Alma works under supervision: Sam's name is needed beside hers."""

from sqlalchemy import select

from practice.access.models import Supervision
from practice.access.scope import everything
from practice.cosigning.models import CoSign, CoSignStep
from practice.db import db
from tests.notes.meetings import signed


def under_supervision(cast, cosigns: bool = True) -> None:
    """Committed."""
    with everything("Alma works under supervision", cast.practice.id):
        db.session.scalars(select(Supervision).where(Supervision.supervisee_id == cast.alma.id)).one().cosigns = cosigns
        db.session.commit()


def waiting_note(cast, **where):
    """(note, what waits) of a note Alma signed under supervision. Committed."""
    under_supervision(cast)
    note = signed(cast, **where)
    return note, cosign_of(cast, note.id)


def cosign_of(cast, subject_id: str) -> CoSign | None:
    with everything("what waits for a second name", cast.practice.id):
        return db.session.scalars(select(CoSign).where(CoSign.subject_id == subject_id)).one_or_none()


def steps(cast) -> list[str]:
    with everything("what was said", cast.practice.id):
        return list(db.session.scalars(select(CoSignStep.step).order_by(CoSignStep.at)))
