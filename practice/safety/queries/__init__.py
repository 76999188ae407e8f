"""Named reads of safety."""

from practice.safety.queries.alerts import Told, told_me, told_of
from practice.safety.queries.crisis import crisis_plan, crisis_plans, has_crisis_plan, own_crisis_plan
from practice.safety.queries.flags import (
    FlagRow,
    closed_flags,
    counselor_names,
    open_flags,
    steps_of,
    stood_in,
    works_on,
)
from practice.safety.queries.gating import (
    asked_lately,
    felt_safe,
    opened_items,
    openings_of,
    screening_of,
    screenings,
    standing,
    taking_part,
    waiting_questions,
)

__all__ = [
    "FlagRow",
    "Told",
    "asked_lately",
    "closed_flags",
    "counselor_names",
    "crisis_plan",
    "crisis_plans",
    "felt_safe",
    "has_crisis_plan",
    "open_flags",
    "opened_items",
    "openings_of",
    "own_crisis_plan",
    "screening_of",
    "screenings",
    "standing",
    "steps_of",
    "stood_in",
    "taking_part",
    "told_me",
    "told_of",
    "waiting_questions",
    "works_on",
]
