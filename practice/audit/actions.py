"""Writing down deeds, in the same transaction as the deed."""

from flask import g

from practice import clock
from practice.audit.models import AuditEntry
from practice.db import db, new_id


def record(verb: str, subject=None, *, subject_id: str | None = None) -> None:
    """One audit entry for a verb on `subject` (a row with an id) or `subject_id`, by whoever the scope names."""
    scope = g.get("scope")
    found = subject_id or getattr(subject, "id", None) or getattr(subject, "ladder_id", None)
    practice_id = getattr(scope, "practice_id", None) or getattr(subject, "practice_id", None)
    db.session.add(AuditEntry(
        id=new_id(), practice_id=practice_id, at=clock.now(), actor=getattr(scope, "actor", "system"),
        actor_id=getattr(scope, "actor_id", None), kind="deed", what=verb, subject_id=found,
    ))  # fmt: skip
