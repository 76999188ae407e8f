"""Standing in: whoever was told of a flag opens the episode for a day, with a reason, when nobody who leads it answers.

Security-critical: the one way onto a caseload from outside of it. It needs a flag that names this counselor and that nobody
has looked at; it ends by itself, stands in the audit and on the page of the flag.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.access.scope import desk_of
from practice.accounts.models import Counselor
from practice.audit.actions import record
from practice.db import db
from practice.safety.actions.flags import NeedsWords
from practice.safety.models import FlagAlert
from practice.safety.queries import steps_of
from practice.safety.words import cleaned

FOR = timedelta(hours=24)
LONGEST_REASON = 500


class NotTold(PermissionError):
    """No flag that still waits names this counselor. Shown as 404."""


def stand_in(flag_id: str, *, reason: str, by: str, at: datetime | None = None) -> CaseloadAssignment:
    """A break-glass assignment of 24 hours for the counselor of the scope; while one runs, it is that one: standing in is not
    prolonged without anybody looking. Raises NotTold or NeedsWords."""
    at = at or clock.now()
    told = db.session.scalars(select(FlagAlert).where(FlagAlert.flag_id == flag_id, FlagAlert.to_id == by)).one_or_none()
    if told is None:
        raise NotTold(flag_id)
    if not cleaned(reason):
        raise NeedsWords("reason")
    with desk_of(told.episode_id, "a flag that names them waits and nobody answers"):
        if steps_of(flag_id):
            raise NotTold(flag_id)
        if (running := _running(told.episode_id, by, at)) is not None:
            return running
        row = CaseloadAssignment(
            practice_id=told.practice_id, episode_id=told.episode_id, counselor_id=by, kind="break-glass", starts_at=at,
            ends_at=at + FOR, reason=cleaned(reason)[:LONGEST_REASON])  # fmt: skip
        db.session.add(row)
        record("stand_in", told)
    return row


def _running(episode_id: str, counselor_id: str, at: datetime) -> CaseloadAssignment | None:
    """What this counselor holds in the episode already. Their row is held meanwhile, so that a press twice makes one."""
    db.session.execute(select(Counselor.id).where(Counselor.id == counselor_id).with_for_update(key_share=True))
    held = CaseloadAssignment
    return db.session.scalars(select(held).where(
        held.episode_id == episode_id, held.counselor_id == counselor_id, held.kind == "break-glass", held.starts_at <= at,
        held.ends_at > at).limit(1)).first()  # fmt: skip
