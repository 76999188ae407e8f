"""Who answers a flag, when, and whom to call meanwhile. Pure: from the settings of a practice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

USUAL_HOURS = 4  # until the supervisor is told, where a practice says nothing else
SHORTEST, LONGEST = 1, 72


class Settings(Protocol):
    """What it is read from: the row of a practice, or what a request holds of it."""

    flag_named_id: str | None
    flag_backup_id: str | None
    flag_wait_hours: int | None
    flag_answerer: str
    flag_hours: str
    crisis_contacts: list[dict]


@dataclass(frozen=True)
class ResponsePlan:
    """`named_id` is told of every flag, `backup_id` too; after `wait_hours` without anybody looking, the supervisor."""

    named_id: str
    backup_id: str | None
    wait_hours: int
    answerer: str
    hours: str
    contacts: tuple[dict, ...]


def response_plan(practice: Settings | None) -> ResponsePlan | None:
    """The plan of a practice. None until somebody is named, their hours are said and there is a number to call: until then
    no form with a risk question is sent home (clinical.md D.2)."""
    if practice is None or not (practice.flag_named_id and practice.flag_hours.strip() and practice.crisis_contacts):
        return None
    return ResponsePlan(
        practice.flag_named_id, practice.flag_backup_id, practice.flag_wait_hours or USUAL_HOURS, practice.flag_answerer,
        practice.flag_hours, tuple(practice.crisis_contacts))  # fmt: skip


def told_at_once(
    named_id: str | None, backup_id: str | None, leads: set[str], beside: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """(kind, counselor id) of whoever is told besides those who lead, each once: named, backup, and `beside`, the supervisors
    of a lead who works under supervision."""
    found = {}
    for kind, who in (("named", named_id), ("backup", backup_id), *(("beside", one) for one in beside)):
        if who and who not in leads:
            found.setdefault(who, kind)
    return [(kind, who) for who, kind in found.items()]
