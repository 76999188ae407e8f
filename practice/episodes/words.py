"""What pages call things: places on the path, reasons, attendance."""

from datetime import date

from practice.episodes.schedule import Place, day_number
from practice.i18n import _, _l, day

REASONS = {
    "completed": _l("We reached what we set out for"),
    "agreed": _l("We agreed to end here"),
    "moved": _l("They moved away"),
    "referred": _l("They go on with another service"),
    "stopped-coming": _l("They stopped coming"),
    "other": _l("Another reason"),
}
ATTENDANCE = {"attended": _l("Came"), "missed": _l("Did not come"), "cancelled": _l("Cancelled beforehand")}
HOW = {"entered": _l("entered"), "before-attune": _l("before Attune"), "skipped": _l("skipped")}
READY = {"yes": _l("Yes"), "no": _l("No"), "not asked": _l("Not asked")}
PACES = {"days": _l("By days: the dates are recommended"), "sessions": _l("By sessions: no day is counted")}
NOT_ALLOWED = {
    "scope": _l("This way of working is not open in your scope of practice."),
    "credential": _l("This way of working needs a credential that is not recorded for you."),
    "records-policy": _l("Both partners sign the same records policy first."),
    "agreement": _l("The agreement that this is guidance, not therapy, is not recorded yet."),
    "referral-check": _l("The referral checklist comes first: would another service help more? It is not recorded yet."),
    "audience": _l("This protocol is not made for this kind of episode."),
    "flavour": _l("Choose one of the ways this protocol can be led."),
}


def place_of(row, today: date) -> Place:
    """The place of a participant, from the columns of their EpisodeState row."""
    counts = row.day_one is not None and row.days_total is not None
    number = day_number(row.day_one, today, row.paused_since) if counts else None
    return Place(
        number,
        row.days_total,
        row.phase_number,
        row.phases_total,
        row.paused_since is not None and row.paused_since <= today,
    )


def place_words(place: Place) -> str:
    """`day 23 of 40, phase 4`; past the end `day 42, beyond the 40, phase 6`; without a course an empty text."""
    said = [day_words(place), _("phase %(number)s", number=place.phase) if place.phase else ""]
    return ", ".join(part for part in [*said, _("resting") if place.resting else ""] if part)


def day_words(place: Place) -> str:
    """The day alone: `day 23 of 40`, `day 42, beyond the 40`, `not begun yet`; empty when days are not counted."""
    if place.day is None:
        return ""
    if place.day < 1:
        return _("not begun yet")
    words = _("day %(day)s, beyond the %(days)s") if place.beyond else _("day %(day)s of %(days)s")
    return words % {"day": place.day, "days": place.days}


def span_words(span: tuple[date, date | None] | None) -> str:
    """`Tue 3 Nov to Mon 9 Nov`; one day alone; "no date" without one."""
    if span is None:
        return _("no date")
    first, last = span
    if last is None or first == last:
        return day(first)
    return _("%(first)s to %(last)s", first=day(first), last=day(last))
