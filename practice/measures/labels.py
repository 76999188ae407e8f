"""Short words for pages: how it is given, how often, under which licence, and what a pattern of criteria means. Pure."""

from practice.i18n import _, day, ngettext
from practice.measures.measure import Measure
from practice.measures.schedule import Agreed


def way(code: str) -> str:
    return {
        "portal": _("at home"), "session": _("in session"), "paper": _("on paper"), "entry": _("typed in"),
    }.get(code, code)  # fmt: skip


def rhythm(agreed: Agreed, phases: dict[str, str]) -> str:
    """How often, in words. `phases`: {id: title} of the present course."""
    if agreed.rhythm == "days":
        return ngettext("every day", "every %(num)s days", agreed.every_days or 1)
    if agreed.rhythm == "day":
        return _("on day %(n)s of the course", n=agreed.every_days)
    if agreed.rhythm == "phase":
        return _("on entering “%(phase)s”", phase=phases.get(agreed.phase_id, agreed.phase_id))
    if agreed.rhythm == "sessions":
        return _("at each meeting")
    return _("once, from %(day)s", day=day(agreed.starts_on))


def licence(code: str) -> str:
    return {
        "public-domain": _("In the public domain"), "free": _("Free to use"), "conditional": _("Free under conditions"),
        "noncommercial": _("Not for commercial use"), "score-entry-only": _("Only its numbers are kept here"),
    }.get(code, code)  # fmt: skip


def use(code: str) -> str:
    """What an instrument is for, over its group in the list."""
    return {
        "everyone": _("For everybody"), "meeting": _("About a meeting"), "relationship": _("About a relationship"),
        "safety": _("About safety at home, asked alone"), "frightening": _("After frightening events"),
        "kept": _("Kept for research, or your practice’s own"),
    }.get(code, code)  # fmt: skip


def why_not(code: str | None) -> str:
    return {
        "off": _("Switched off"), "conditions": _("Conditions to accept first"), "basis": _("Wording to be brought"),
    }.get(code or "", "")  # fmt: skip


def tier(code: str) -> str:
    """Which part of the usual set."""
    return {
        "first": _("At the first meeting"), "soon": _("Around the first two meetings"), "each": _("At each meeting"),
        "midway": _("Midway"), "end": _("Towards the end"), "later": _("Three months after the end"),
    }.get(code, code)  # fmt: skip


def in_room(code: str | None) -> str:
    """Why something is asked in session and not at home."""
    return {
        "not-remote": _("It is not asked at home."), "shared-device": _("Their device is shared."),
        "first-meeting": _("It is not asked at home before you have met."),
        "no-plan": _("It asks about danger, and the practice has not set yet who answers at home."),
    }.get(code or "", "")  # fmt: skip


def left_out(code: str) -> str:
    """Why something of the usual set is not proposed."""
    return {
        "wording": _("Its wording is not here"), "entry": _("Only its numbers are kept here"),
        "age": _("Made for people of a higher age"), "target": _("It asks about one relationship: agree it by itself"),
        "long": _("More than 25 questions in one day"), "many": _("It would pass 70 questions to begin with"),
    }.get(code) or why_not(code)  # fmt: skip


def questions(measure: Measure) -> str:
    return ngettext("%(num)s question", "%(num)s questions", len(measure.items)) if measure.items else _("Numbers only")


def pattern(name: str | None, found: dict | None) -> list[tuple[str, str]]:
    """What a named rule found, as (criterion, said) for a counselor; never a diagnosis."""
    if not found:
        return []
    said = {True: _("met"), False: _("not met"), None: _("none")}
    words = {
        "n_core": _("First two questions, most days"), "n_other": _("Other questions, most days"), "n_total": _("Together"),
        "major_syndrome": _("Pattern of a major depressive syndrome"), "other_syndrome": _("Pattern of another depressive syndrome"),
        "b": _("B, coming back (1 wanted)"), "c": _("C, avoiding (1 wanted)"), "d": _("D, thoughts and mood (2 wanted)"),
        "e": _("E, on guard (2 wanted)"), "symptoms": _("Answers of 2 or more"), "criteria_met": _("All four groups"),
        "ptsd_criteria_met": _("PTSD criteria"), "dso_criteria_met": _("Criteria of disturbances in self-organisation"),
        "provisional": _("Pattern as the authors name it"),
    }  # fmt: skip
    return [(words.get(key, key), said[value] if isinstance(value, bool | None) else str(value)) for key, value in found.items()]
