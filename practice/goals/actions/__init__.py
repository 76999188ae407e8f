"""Verbs of the treatment plan."""

from practice.goals.actions.agreeing import Replaced, keep_agreement, put_name
from practice.goals.actions.aiming import ChangedMeanwhile, give_ladder, reword, set_goal, take_step

__all__ = [
    "ChangedMeanwhile", "Replaced", "give_ladder", "keep_agreement", "put_name", "reword", "set_goal", "take_step",
]  # fmt: skip
