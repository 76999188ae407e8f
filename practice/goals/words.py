"""What is said about a goal: how it stands, and what is wrong with what was typed. Pure.

A goal is never measured in percent and its end is not praised: how far somebody is, their own ladder says.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from practice.i18n import _, _l
from practice.ratings.checks import Complaints, cleaned

MOST = 2_000
LONGEST_WAIT = 366  # days until a goal is looked at again
STATUSES = {"going": _l("Going on"), "reached": _l("Reached"), "resting": _l("Resting for now"), "set-aside": _l("Set aside")}
STEPS = STATUSES | {"reworded": _l("Said in other words"), "reviewed": _l("Looked at again, as it was")}
SHARED = "shared"


class BadGoal(Complaints):
    """This cannot be kept like that; `.words` is {field: sentence}."""


def told(words: Mapping) -> dict[str, str]:
    """{goal, sign} without control characters, those that say something."""
    kept = {part: cleaned(str(words.get(part) or "")) for part in ("goal", "sign")}
    return {part: text for part, text in kept.items() if text}


def faults(words: Mapping[str, str]) -> dict[str, str]:
    """{field: sentence}; empty when all is well."""
    found = {part: _("Please use at most %(most)s letters.", most=MOST) for part, text in words.items() if len(text) > MOST}
    return found if words.get("goal") else {"goal": _("Write where they want to get, as they say it.")}


def standing(statuses: Iterable[str]) -> str:
    """How a goal stands after these steps, oldest first: the last one that is not a review or other words."""
    return ([status for status in statuses if status in STATUSES] or ["going"])[-1]


def next_look(status: str, every: int | None, on: date) -> date | None:
    """The day a goal is looked at again; None without a rhythm, and for a goal nobody works on now."""
    return on + timedelta(days=every) if every and status == "going" else None


def before(words: Mapping[str, str]) -> str:
    """The words a goal had, in one text, as the step that replaced them keeps them."""
    return "\n\n".join(words[part] for part in ("goal", "sign") if words.get(part))


def room_of(key: str | None) -> str | None:
    """A room as rows name it: the client's id, None for the shared one (pages call that "shared")."""
    return None if key in (None, "", SHARED) else key
