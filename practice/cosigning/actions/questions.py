"""What a counselor brings to supervision, in their own words: asked beside an episode, talked over, kept."""

from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.accounts.queries import supervisors_of
from practice.audit.actions import record
from practice.cosigning.actions.signing import NeedsWords, NotTheirs
from practice.cosigning.models import SupervisionQuestion
from practice.cosigning.words import cleaned
from practice.db import db


class QuestionDone(ValueError):
    """It was talked over before; nothing is added to it."""


def ask_supervisor(episode_id: str, words: str, *, by: str, client_id: str | None = None,
                   at: datetime | None = None) -> SupervisionQuestion:  # fmt: skip
    """A question for supervision, about one participant (`client_id`) or the whole episode. Raises NeedsWords."""
    if not cleaned(words):
        raise NeedsWords("question")
    row = SupervisionQuestion(episode_id=episode_id, client_id=client_id, words=cleaned(words), asked_by=by, asked_at=at or clock.now())
    db.session.add(row)
    record("ask_supervisor", row)
    return row


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
