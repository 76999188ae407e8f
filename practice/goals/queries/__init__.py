"""Named reads of goals and phase agreements."""

from practice.goals.queries.agreed import Agreement, agreements_of, signers
from practice.goals.queries.aims import Due, GoalRow, StepRow, goals_of, ladders_in, reviews_due, room_choices, row_of

__all__ = [
    "Agreement", "Due", "GoalRow", "StepRow", "agreements_of", "goals_of", "ladders_in", "reviews_due", "room_choices", "row_of",
    "signers",
]  # fmt: skip
