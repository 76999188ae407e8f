"""Words for what homework knows as codes."""

from collections.abc import Sequence
from datetime import datetime

from practice.i18n import _, day, day_time
from practice.protocols.answers import Shown
from practice.safety.words import reason

DECLINES = ("not-now", "too-hard", "not-for-me")
POLICIES = ("limited-secrets", "no-secrets")


def state_words(state: str) -> str:
    """One of the four states in words."""
    return {"not-opened": _("Not opened"), "begun": _("Begun"), "sent": _("Sent"), "declined": _("Declined")}[state]


def state_tag(state: str) -> str:
    """The look of a state: word, icon and colour come together."""
    return {"not-opened": "plain", "begun": "wait", "sent": "done", "declined": "plain"}[state]


def decline_words(decline: str | None) -> str:
    words = {"not-now": _("Not now"), "too-hard": _("Too hard"), "not-for-me": _("Not for me")}
    return words.get(decline or "", _("Not this one"))


def frequency_words(frequency: str, every: int = 1) -> str:
    if frequency == "days":
        return _("every %(days)s days", days=every)
    return {"once": _("once"), "daily": _("every day"), "weekly": _("every week")}[frequency]


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
