"""What planning reads: the prep sheet, the plan kept for a meeting, the meetings of a day."""

from practice.planning.queries.days import meetings_on
from practice.planning.queries.fidelity import fidelity_of
from practice.planning.queries.plans import Plan, plan_of
from practice.planning.queries.seen import Room, seen_together
from practice.planning.queries.sheets import phase_questions, prep_sheet, room_of

__all__ = ["Plan", "Room", "fidelity_of", "meetings_on", "phase_questions", "plan_of", "prep_sheet", "room_of", "seen_together"]
