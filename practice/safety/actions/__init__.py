"""Verbs of safety. Flags, screening records and crisis plans are only ever added to."""

from practice.safety.actions.escalating import look_after_flags, please_open
from practice.safety.actions.flags import (
    AlreadyClosed,
    ClosingAsked,
    NeedsWords,
    acknowledge,
    close_cosigned,
    close_flag,
    raise_flag,
)
from practice.safety.actions.gating import (
    NotCleared,
    TooLate,
    answer_if_safe,
    ask_if_safe,
    close_item,
    open_item,
    record_screening,
)
from practice.safety.actions.planning import ChangedMeanwhile, write_crisis_plan
from practice.safety.actions.standing_in import NotTold, stand_in

__all__ = [
    "AlreadyClosed",
    "ChangedMeanwhile",
    "ClosingAsked",
    "NeedsWords",
    "NotCleared",
    "NotTold",
    "TooLate",
    "acknowledge",
    "answer_if_safe",
    "ask_if_safe",
    "close_cosigned",
    "close_flag",
    "close_item",
    "look_after_flags",
    "open_item",
    "please_open",
    "raise_flag",
    "record_screening",
    "stand_in",
    "write_crisis_plan",
]
