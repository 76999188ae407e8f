"""Words for what homework knows as codes."""

from collections.abc import Sequence
from datetime import datetime

from practice.i18n import _, day, day_time
from practice.protocols.answers import Shown
from practice.safety.words import reason

DECLINES = ("not-now", "too-hard", "not-for-me")


def who_reads(policy: str | None, name: str, couple: bool) -> str:
    """The line under a homework page that says who reads it, from the records policy both signed (clinical.md D.5)."""
    if not couple:
        return _("Only %(name)s reads this, or a colleague who stands in for %(name)s.", name=name)
    if policy == "no-secrets":
        return _("%(name)s reads this and may bring it into the session you have together.", name=name)
    return _("Only %(name)s reads this. If it matters for you both, %(name)s will help you say it yourself.", name=name)


def reason_words(code: str) -> str:
    """Why an exercise is not open, for the counselor alone."""
    return {
        "records-policy": _("The records policy of this couple is not signed by both yet."),
        "counselor": _("This is a record for the session, not homework."),
    }.get(code) or reason(code)


def excerpt(shown: Sequence[Shown], most: int = 280) -> str:
    """The first words of an answer, for lists: text first, since a number says little alone."""
    spoken = [one for one in shown if one.kind in ("text", "line", "list", "rows", "entries", "rank")] or list(shown)
    text = next((line for one in spoken for line in one.lines if line.strip()), "")
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def moment_title(answers: dict, said_at: datetime | None, sent_at: datetime | None) -> str:
    """How a moment of a log is called on its card: the day it happened, else the day it was sent."""
    when = answers.get("when")
    if isinstance(when, dict) and when.get("date"):
        return " ".join(part for part in (str(when["date"]), when.get("time")) if part)
    return day(said_at) if said_at else day_time(sent_at) if sent_at else _("A moment")
