"""Flags: raised, looked at, closed by a person. They are only ever added to."""

from contextlib import nullcontext
from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment, Participant
from practice.access.scope import ClientScope, OutOfScope, current, desk_of
from practice.audit.actions import record
from practice.db import db
from practice.practices.models import Practice
from practice.safety.models import Flag, FlagAlert, FlagStep
from practice.safety.plan import told_at_once
from practice.safety.queries import steps_of
from practice.safety.words import cleaned


class NeedsWords(ValueError):
    """What was done, or why, must be said."""


class AlreadyClosed(ValueError):
    """The flag was closed before; nothing is added to it."""


def raise_flag(
    episode_id: str, client_id: str, *, kind: str, urgency: str, words: str | None = None,
    source_id: str | None = None, by: str | None = None, at: datetime | None = None,
) -> Flag:  # fmt: skip
    """Something a human must look at. Works in a client's scope, where the row is written at the desk.

    Whoever the practice named for flags is told with it (FlagAlert). Who raised it comes from the scope; `by` names the
    counselor where there is no scope of one (sample practice). It changes nothing that a partner could notice: what stands
    open for a couple is closed by the record of the conversation alone, when the counselor thinks the moment right.
    """
    who, who_id = _raiser(client_id, by)
    as_client = isinstance(current(), ClientScope)
    if as_client:
        _own_episode(episode_id, client_id)
    with desk_of(episode_id, "a client raised a flag") if as_client else nullcontext():
        flag = Flag(episode_id=episode_id, client_id=client_id, kind=kind, urgency=urgency, source_id=source_id,
                    words=cleaned(words) or None, raised_by=who, raised_by_id=who_id, raised_at=at or clock.now())  # fmt: skip
        db.session.add(flag)
        record("raise_flag", flag)
        db.session.flush()
        _tell(flag)
        return flag


def _tell(flag: Flag) -> None:
    """Rows for the named counselor and the backup. Those who lead the episode see the flag itself."""
    asked = select(Practice.flag_named_id, Practice.flag_backup_id).where(Practice.id == flag.practice_id)
    named = db.session.execute(asked).one_or_none()
    if named is None:
        return
    for kind, who in told_at_once(*named, set(db.session.scalars(leading(flag.episode_id, flag.raised_at)))):
        db.session.add(FlagAlert(practice_id=flag.practice_id, episode_id=flag.episode_id, client_id=flag.client_id,
                                 flag_id=flag.id, to_id=who, kind=kind, at=flag.raised_at))  # fmt: skip


def leading(episode_id: str, at: datetime):
    """Select of the ids of whoever leads an episode at a moment."""
    held = CaseloadAssignment
    return select(held.counselor_id).where(
        held.episode_id == episode_id, held.kind == "lead", held.starts_at <= at,
        held.ends_at.is_(None) | (held.ends_at > at))  # fmt: skip


def _raiser(client_id: str, by: str | None) -> tuple[str, str]:
    scope = current()
    if by is not None:
        return "counselor", by
    if scope is not None and scope.actor in ("client", "counselor") and scope.actor_id:
        return scope.actor, scope.actor_id
    return "client", client_id


def _own_episode(episode_id: str, client_id: str) -> None:
    """A client writes to the desk of their own episodes only. Raises OutOfScope."""
    scope = current()
    part = db.session.scalars(select(Participant.id).where(
        Participant.practice_id == scope.practice_id, Participant.client_id == scope.client_id,
        Participant.episode_id == episode_id)).first()  # fmt: skip
    if part is None or client_id != scope.client_id:
        raise OutOfScope("a flag for somebody else")


def acknowledge(flag: Flag, *, words: str, by: str, at: datetime | None = None) -> FlagStep:
    """Somebody looked at it and says what they did. Raises NeedsWords, AlreadyClosed."""
    return _step(flag, "acknowledged", words, by, at)


def close_flag(flag: Flag, *, words: str, by: str, at: datetime | None = None) -> FlagStep:
    """A person closes it with a reason; nothing else ever does. Raises NeedsWords, AlreadyClosed."""
    return _step(flag, "closed", words, by, at)


def _step(flag: Flag, step: str, words: str, by: str, at: datetime | None) -> FlagStep:
    if not cleaned(words):
        raise NeedsWords(step)
    if any(row.step == "closed" for row in steps_of(flag.id)):
        raise AlreadyClosed(flag.id)
    row = FlagStep(episode_id=flag.episode_id, client_id=flag.client_id, flag_id=flag.id, step=step,
                   words=cleaned(words), by=by, at=at or clock.now())  # fmt: skip
    db.session.add(row)
    record("acknowledge_flag" if step == "acknowledged" else "close_flag", row)
    return row
