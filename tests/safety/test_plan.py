"""Who answers a flag: when a practice has a plan, and who is told at once."""

from dataclasses import dataclass, field

import pytest

from practice.safety.checklists import checklist, ticked_words
from practice.safety.plan import USUAL_HOURS, response_plan, told_at_once


@dataclass
class Settings:
    flag_named_id: str | None = "alma"
    flag_backup_id: str | None = None
    flag_wait_hours: int | None = None
    flag_answerer: str = "Alma"
    flag_hours: str = "Mon-Fri 9-17"
    crisis_contacts: list = field(default_factory=lambda: [{"name": "Line", "number": "112", "hours": ""}])


def test_a_plan_names_somebody_their_hours_and_a_number():
    plan = response_plan(Settings())
    assert (plan.named_id, plan.wait_hours, plan.hours, len(plan.contacts)) == ("alma", USUAL_HOURS, "Mon-Fri 9-17", 1)
    assert response_plan(Settings(flag_wait_hours=2)).wait_hours == 2


@pytest.mark.parametrize("missing", [{"flag_named_id": None}, {"flag_hours": "  "}, {"crisis_contacts": []}])
def test_without_one_of_them_there_is_no_plan(missing):
    assert response_plan(Settings(**missing)) is None
    assert response_plan(None) is None


def test_told_at_once_are_named_and_backup_once_each_besides_those_who_lead():
    assert told_at_once("a", "b", set()) == [("named", "a"), ("backup", "b")]
    assert told_at_once("a", "a", set()) == [("named", "a")]
    assert told_at_once("a", "b", {"a"}) == [("backup", "b")]
    assert told_at_once(None, None, {"a"}) == []


def test_ticked_points_stand_before_the_words():
    assert ticked_words("child", ["law", "made up"], "Rang her") == f"✓ {dict(checklist('child'))['law']}\n\nRang her"
    assert ticked_words("suicide", ["law"], "Rang her") == "Rang her" == ticked_words("violence", [], "Rang her")
