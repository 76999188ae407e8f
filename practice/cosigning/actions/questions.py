"""What a counselor brings to supervision, in their own words: asked beside an episode, talked over, kept."""

from datetime import datetime, timedelta

from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.accounts.queries import supervisors_of
from practice.audit.actions import record
from practice.cosigning.actions.signing import NeedsWords, NotTheirs
from practice.cosigning.models import SupervisionQuestion
from practice.cosigning.words import cleaned
from practice.db import db

SAME = timedelta(minutes=10)  # the same words sent twice within it are one question: a double press, Back, a retry


class QuestionDone(ValueError):
    """It was talked over before; nothing is added to it."""


def ask_supervisor(episode_id: str, words: str, *, by: str, client_id: str | None = None,
                   at: datetime | None = None) -> SupervisionQuestion:  # fmt: skip
    """A question for supervision, about one participant (`client_id`) or the whole episode. The same words
    twice in a row are one question. Raises NeedsWords."""
    if not cleaned(words):
        raise NeedsWords("question")
    now = at or clock.now()
    if (known := _twice(episode_id, client_id, cleaned(words), by, now)) is not None:
        return known
    row = SupervisionQuestion(episode_id=episode_id, client_id=client_id, words=cleaned(words), asked_by=by, asked_at=now)
    db.session.add(row)
    record("ask_supervisor", row)
    return row


def _twice(episode_id: str, client_id: str | None, words: str, by: str, now: datetime) -> SupervisionQuestion | None:
    """The same question, asked just now and still open. Two presses come one after the other."""
    held, asked = CaseloadAssignment, SupervisionQuestion
    mine = select(held.id).where(held.episode_id == episode_id, held.counselor_id == by).order_by(held.id)
    db.session.execute(mine.with_for_update(key_share=True))
    lately = select(asked).where(asked.episode_id == episode_id, asked.asked_by == by, asked.talked_over_at.is_(None),
                                 asked.asked_at > now - SAME)  # fmt: skip
    return next((one for one in db.session.scalars(lately) if (one.client_id, one.words) == (client_id, words)), None)


def talk_over(question: SupervisionQuestion, words: str, *, by: str, at: datetime | None = None) -> SupervisionQuestion:
    """It was talked over, and what came of it in the words of whoever supervises the one who asked.

    Raises NeedsWords, NotTheirs, QuestionDone.
    """
    now = at or clock.now()
    held = select(SupervisionQuestion.talked_over_at).where(SupervisionQuestion.id == question.id)
    if db.session.execute(held.with_for_update(key_share=True)).scalar_one() is not None:
        raise QuestionDone(question.id)
    if not any(one.supervisor_id == by for one in supervisors_of({question.asked_by}, now)):
        raise NotTheirs(question.id)
    if not cleaned(words):
        raise NeedsWords("answer")
    question.answer, question.talked_over_by, question.talked_over_at = cleaned(words), by, now
    record("talk_over", question)
    return question
