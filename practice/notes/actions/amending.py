"""Requests of clients for a change in their record, and what became of them. Rows are added, never changed."""

from datetime import datetime, timedelta

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes.models import Episode
from practice.i18n import zone
from practice.notes import amendments
from practice.notes.actions.signing import hold
from practice.notes.models import AmendmentRequest, AmendmentStep
from practice.notes.queries import standing_of
from practice.notes.troubles import AlreadyAnswered, NothingWritten

SAME = timedelta(hours=1)  # the same words once more within it are the same request: a double press, Back, a retry


def ask_amendment(episode_id: str, client_id: str, words: str, *, asked_by: str, by: str, at: datetime | None = None) -> AmendmentRequest:
    """`asked_by`: client, or counselor when it was said in the room. To be answered within 60 days. Raises NothingWritten."""
    if not words.strip():
        raise NothingWritten
    now = at or clock.now()
    db.session.execute(select(Episode.id).where(Episode.id == episode_id).with_for_update())  # two presses, one after the other
    lately = select(AmendmentRequest).where(AmendmentRequest.episode_id == episode_id, AmendmentRequest.client_id == client_id,
                                            AmendmentRequest.asked_at > now - SAME)  # fmt: skip
    if twice := [one for one in db.session.scalars(lately) if one.words == words]:
        return twice[0]
    asked = AmendmentRequest(episode_id=episode_id, client_id=client_id, words=words, asked_by=asked_by, asked_by_id=by,
                             asked_at=now, answer_by=amendments.answer_by(clock.today(zone(), now)))  # fmt: skip
    db.session.add(asked)
    record("ask_amendment", asked)
    return asked


def answer_amendment(asked: AmendmentRequest, step: str, words: str, *, by: str, note_id: str | None = None,
                     at: datetime | None = None) -> AmendmentStep:  # fmt: skip
    """The counselor's answer: accepted (with the note that was corrected, if it was one), declined, or more-time (30 days,
    once), each with a reason the client reads. Raises NothingWritten, AlreadyAnswered."""
    hold(asked)
    now_at = standing_of(asked)
    if not now_at.is_open or (step == "more-time" and now_at.longer):
        raise AlreadyAnswered
    return _add(asked, step, words, by, at, note_id if step == "accepted" else None)


def disagree(asked: AmendmentRequest, words: str, *, by: str, at: datetime | None = None) -> AmendmentStep:
    """The client's own statement after a no, shown with the record from then on. Raises NothingWritten, AlreadyAnswered."""
    hold(asked)
    now_at = standing_of(asked)
    if now_at.state != "declined" or now_at.disagreed:
        raise AlreadyAnswered
    return _add(asked, "disagreed", words, by, at)


def _add(asked: AmendmentRequest, step: str, words: str, by: str, at: datetime | None, note_id: str | None = None) -> AmendmentStep:
    if not words.strip():
        raise NothingWritten
    row = AmendmentStep(episode_id=asked.episode_id, client_id=asked.client_id, request_id=asked.id, step=step, words=words,
                        note_id=note_id, by=by, at=at or clock.now())  # fmt: skip
    db.session.add(row)
    record(f"amendment_{step.replace('-', '_')}", asked)
    return row
