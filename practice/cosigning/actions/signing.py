"""Asking for a supervisor's name, giving it, asking to look again. Security-critical: a second name is never one's own."""

from datetime import datetime

from flask import current_app
from sqlalchemy import select

from practice import clock
from practice.accounts.queries import signature_of, supervisors_of
from practice.audit.actions import record
from practice.cosigning.models import CoSign, CoSignStep
from practice.cosigning.queries.standing import may_sign
from practice.cosigning.words import cleaned
from practice.db import db
from practice.i18n import zone


class NotTheirs(PermissionError):
    """It does not wait for this counselor's name, or is not theirs to answer. Shown as 404."""


class SignedAlready(ValueError):
    """Both names stand under it; nothing is added."""


class NeedsWords(ValueError):
    """What to look at again, or the answer, must be said."""


def ask(subject: str, subject_id: str, *, episode_id: str, client_id: str | None, by: str,
        at: datetime | None = None) -> CoSign | None:  # fmt: skip
    """A supervisor's name is needed as well; None when `by` does not work under supervision. Asking twice is asking once."""
    now = at or clock.now()
    if not under_supervision(by):
        return None
    known = db.session.scalars(
        select(CoSign).where(CoSign.subject == subject, CoSign.subject_id == subject_id)).one_or_none()  # fmt: skip
    if known is not None:
        return known
    row = CoSign(episode_id=episode_id, client_id=client_id, subject=subject, subject_id=subject_id, asked_by=by, asked_at=now)
    db.session.add(row)
    record("ask_cosign", row)
    return row


def under_supervision(counselor_id: str) -> bool:
    """Whether what this counselor signs now needs a supervisor's name as well; also while none of them can sign in."""
    return any(one.cosigns for one in supervisors_of({counselor_id}, clock.now(), able=False))


def sign(cosign: CoSign, *, by: str, at: datetime | None = None) -> CoSignStep:
    """The second name. What waited for it takes effect in the same transaction (create_app hands that in, by subject).

    Raises NotTheirs or SignedAlready.
    """
    now = at or clock.now()
    _held(cosign)
    if not may_sign(cosign, by):
        raise NotTheirs(cosign.id)
    name = signature_of(by, clock.today(zone(), now))
    step = _step(cosign, "signed", None, by, now, signed_name=name.name, signed_credential=name.credential,
                 signed_zone=name.zone)  # fmt: skip
    db.session.flush()
    follows = current_app.extensions["cosigned"].get(cosign.subject)
    if follows is not None:
        follows(cosign, now)
    return step


def look_again(cosign: CoSign, words: str, *, by: str, at: datetime | None = None) -> CoSignStep:
    """Please look again, in words. Raises NeedsWords, NotTheirs or SignedAlready."""
    _held(cosign)
    if not may_sign(cosign, by):
        raise NotTheirs(cosign.id)
    return _said(cosign, "look-again", words, by, at)


def answer(cosign: CoSign, words: str, *, by: str, at: datetime | None = None) -> CoSignStep:
    """The counselor's answer; from now on it waits for the supervisor again. Raises NeedsWords, NotTheirs, SignedAlready."""
    _held(cosign)
    if by != cosign.asked_by:
        raise NotTheirs(cosign.id)
    return _said(cosign, "answered", words, by, at)


def _held(cosign: CoSign) -> None:
    """Nobody else signs or answers meanwhile. Raises SignedAlready."""
    db.session.execute(select(CoSign.id).where(CoSign.id == cosign.id).with_for_update(key_share=True))
    signed = select(CoSignStep.id).where(CoSignStep.cosign_id == cosign.id, CoSignStep.step == "signed")
    if db.session.scalars(signed).first() is not None:
        raise SignedAlready(cosign.id)


def _said(cosign: CoSign, step: str, words: str, by: str, at: datetime | None) -> CoSignStep:
    if not cleaned(words):
        raise NeedsWords(step)
    last = db.session.scalars(select(CoSignStep).where(CoSignStep.cosign_id == cosign.id)
                              .order_by(CoSignStep.at.desc(), CoSignStep.id.desc()).limit(1)).one_or_none()  # fmt: skip
    if last is not None and (last.step, last.words, last.by) == (step, cleaned(words), by):
        return last  # a double press, Back, a retry: it is said once
    return _step(cosign, step, cleaned(words), by, at or clock.now())


def _step(cosign: CoSign, step: str, words: str | None, by: str, at: datetime, **name: str | None) -> CoSignStep:
    row = CoSignStep(episode_id=cosign.episode_id, client_id=cosign.client_id, cosign_id=cosign.id, step=step, words=words,
                     by=by, at=at, **name)  # fmt: skip
    db.session.add(row)
    record({"signed": "cosign", "look-again": "ask_to_look_again", "answered": "answer_supervisor"}[step], row)
    return row
