"""Named reads of second names and of questions for supervision."""

from practice.cosigning.queries.questions import Asked, open_questions, questions_in, questions_of
from practice.cosigning.queries.standing import Standing, Step, cosigners, may_sign, standing, steps_of
from practice.cosigning.queries.waiting import Waiting, long_waiting, sent_back, waiting_for, waiting_in

__all__ = [
    "Asked", "Standing", "Step", "Waiting", "cosigners", "long_waiting", "may_sign", "open_questions", "questions_in",
    "questions_of",
    "sent_back", "standing", "steps_of", "waiting_for", "waiting_in",
]  # fmt: skip
