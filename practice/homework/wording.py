"""Words for what homework knows as codes."""

from collections.abc import Sequence
from datetime import datetime

from practice.homework.occurrences import ONCE
from practice.i18n import _, day, day_time
from practice.protocols.answers import Shown
from practice.protocols.codecs import as_date
from practice.safety.words import reason

DECLINES = ("not-now", "too-hard", "not-for-me")


def who_reads(policy: str | None, name: str, couple: bool, also: Sequence[str] = ()) -> str:
    """The line that says who reads a page, from the records policy both signed (clinical.md D.5), and who `also` reads for
    now: a colleague who stands in, a supervisor they agreed to.

    Nothing is promised to a couple that has signed none: its rooms are closed.
    """
    if couple and policy is None:
        return ""
    if also:
        return _several_read(policy, name, couple, _(" and ").join((", ".join((name, *also[:-1])), also[-1])))
    if not couple:
        return _("Only %(name)s reads this, or a colleague who stands in for %(name)s.", name=name)
    if policy == "no-secrets":
        return _("%(name)s reads this and may bring it into the session you have together.", name=name)
    return _("Only %(name)s reads this. If it matters for you both, %(name)s will help you say it yourself.", name=name)


def _several_read(policy: str | None, name: str, couple: bool, names: str) -> str:
    if not couple:
        return _("Only %(names)s read this, or a colleague who stands in for %(name)s.", name=name, names=names)
    if policy == "no-secrets":
        return _("%(names)s read this. %(name)s may bring it into the session you have together.", name=name, names=names)
    return _("Only %(names)s read this. If it matters for you both, %(name)s will help you say it yourself.", name=name, names=names)


def reason_words(code: str) -> str:
    """Why an exercise is not open, for the counselor alone."""
    return {
        "records-policy": _("The records policy of this couple is not signed by both yet."),
        "counselor": _("This is a record for the session, not homework."),
        "stopped": _("It was stopped. Close it under “What is open”, and open it again once each has said alone that it feels safe."),
    }.get(code) or reason(code)


def together_words(code: str) -> str:
    """What is missing before two answers open together (homework.together), for the counselor alone."""
    return {
        "couple": _("This is for two people who take part."),
        "policy": _("The records policy of this couple is not signed by both yet."),
        "not-clear": _("We are working individually for now."),
        "both-asked": _("Not both of them have been asked."),
        "both-read": _("You have not read both answers."),
        "both-yes": _("Not both of them have said yes."),
        "at-home": _("For opening it at home your own yes is needed too."),
    }.get(code, code)


def excerpt(shown: Sequence[Shown], most: int = 280) -> str:
    """The first words of an answer, for lists: text first, since a number says little alone."""
    spoken = [one for one in shown if one.kind in ("text", "line", "list", "rows", "entries", "rank")] or list(shown)
    text = next((line for one in spoken for line in one.lines if line.strip()), "")
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def asking_words(occurrence: str) -> str:
    """One asking of an exercise: the day it began on, as days are written everywhere."""
    on = as_date(occurrence)
    return day(on) if on else _("Asked once") if occurrence == ONCE else occurrence


def moment_title(answers: dict, said_at: datetime | None, sent_at: datetime | None) -> str:
    """How a moment of a log is called on its card: the day it happened, else the day it was sent."""
    when = answers.get("when")
    if isinstance(when, dict) and when.get("date"):  # a draft keeps a date nobody can read as it was typed
        on = as_date(when["date"])
        return ", ".join(part for part in (day(on) if on else str(when["date"]), when.get("time")) if part)
    return day(said_at) if said_at else day_time(sent_at) if sent_at else _("A moment")
