"""Flags: raised, looked at, closed by a person. They are only ever added to."""

from contextlib import nullcontext
from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment, Participant
from practice.access.scope import ClientScope, OutOfScope, current, desk_of
from practice.accounts.queries import supervisors_of
from practice.audit.actions import record
from practice.cosigning.actions import ask, under_supervision
from practice.cosigning.models import CoSign
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


class ClosingAsked(ValueError):
    """Closing was asked for already and waits for the supervisor's name."""


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
    """Rows for the named counselor, the backup, and the supervisor of a lead who works under supervision. Those who lead the
    episode see the flag itself."""
    asked = select(Practice.flag_named_id, Practice.flag_backup_id).where(Practice.id == flag.practice_id)
    named = db.session.execute(asked).one_or_none()
    if named is None:
        return
    leads = set(db.session.scalars(leading(flag.episode_id, flag.raised_at)))
    beside = [one.supervisor_id for one in supervisors_of(leads, clock.now()) if one.cosigns]
    for kind, who in told_at_once(*named, leads, beside):
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
    """A person closes it with a reason; nothing else ever does. Raises NeedsWords, AlreadyClosed.

    By a counselor under supervision it is asked for: the flag stays open until the supervisor's name stands beside theirs
    (`close_cosigned`). Raises ClosingAsked when it was asked for before.
    """
    if not under_supervision(by):
        return _step(flag, "closed", words, by, at)
    said = {row.step for row in steps_of(flag.id)}
    if "closing-asked" in said and "closed" not in said:
        raise ClosingAsked(flag.id)
    row = _step(flag, "closing-asked", words, by, at)
    ask("flag", flag.id, episode_id=flag.episode_id, client_id=flag.client_id, by=by, at=row.at)
    return row


def close_cosigned(cosign: CoSign, at: datetime) -> None:
    """Both names stand: the flag is closed with the words of whoever asked. Does nothing when somebody closed it meanwhile."""
    with desk_of(cosign.episode_id, "a supervisor signed that a flag is closed"):
        steps = steps_of(cosign.subject_id)
        if any(row.step == "closed" for row in steps):
            return
        asked = [row for row in steps if row.step == "closing-asked"][-1]
        row = FlagStep(practice_id=asked.practice_id, episode_id=asked.episode_id, client_id=asked.client_id,
                       flag_id=asked.flag_id, step="closed", words=asked.words, by=asked.by, at=at)  # fmt: skip
        db.session.add(row)
        record("close_flag", row)


def _step(flag: Flag, step: str, words: str, by: str, at: datetime | None) -> FlagStep:
    if not cleaned(words):
        raise NeedsWords(step)
    if any(row.step == "closed" for row in steps_of(flag.id)):
        raise AlreadyClosed(flag.id)
    row = FlagStep(episode_id=flag.episode_id, client_id=flag.client_id, flag_id=flag.id, step=step,
                   words=cleaned(words), by=by, at=at or clock.now())  # fmt: skip
    db.session.add(row)
    record({"acknowledged": "acknowledge_flag", "closing-asked": "ask_to_close_flag", "closed": "close_flag"}[step], row)
    return row
