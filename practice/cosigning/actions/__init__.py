"""Verbs of a second name, and of what a counselor brings to supervision."""

from practice.cosigning.actions.questions import QuestionDone, ask_supervisor, talk_over
from practice.cosigning.actions.signing import (
    NeedsWords,
    NotTheirs,
    SignedAlready,
    answer,
    ask,
    look_again,
    sign,
    under_supervision,
)

__all__ = [
    "NeedsWords", "NotTheirs", "QuestionDone", "SignedAlready", "answer", "ask", "ask_supervisor", "look_again", "sign",
    "talk_over", "under_supervision",
]  # fmt: skip
