"""What pages call things: places on the path, reasons, attendance."""

from datetime import date, datetime

from practice import clock
from practice.episodes.rhythm import Taken
from practice.episodes.schedule import Place, day_number
from practice.episodes.walltime import offset
from practice.i18n import _, _l, at_time, day, day_time, ngettext

REASONS = {
    "completed": _l("We reached what we set out for"),
    "agreed": _l("We agreed to end here"),
    "moved": _l("They moved away"),
    "referred": _l("They go on with another service"),
    "stopped-coming": _l("They stopped coming"),
    "other": _l("Another reason"),
}
ATTENDANCE = {
    "attended": _l("Came"),
    "late-cancelled": _l("Cancelled late"),
    "missed": _l("Did not come"),
    "cancelled": _l("Cancelled beforehand"),
}
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


def choice_words(moment: datetime, zone: str, *, twice: bool) -> str:
    """One of the moments asked about when the clocks change: with its distance from UTC where the wall shows both alike."""
    if not twice:
        return day_time(moment)
    return f"{day_time(moment)} ({offset(moment, zone)})"


def asked_words(day_: date, *, twice: bool) -> str:
    """Why a time has to be asked about."""
    if twice:
        return _("On %(day)s the clocks go back and this time comes twice. Which one do you mean?", day=day(day_))
    return _("On %(day)s the clocks go forward and this time is left out. Which one is meant?", day=day(day_))


def clash_words(taken: Taken, zone: str) -> str:
    """`Tue 24 Nov, 14:00 to 14:50: session with Robin Vale`; a time of another calendar keeps its title to itself."""
    when = _("%(day)s, all day", day=day(clock.local(taken.starts_at, zone).date())) if taken.all_day else _(
        "%(when)s to %(until)s", when=day_time(taken.starts_at), until=_until(taken, zone))  # fmt: skip
    what = _("session with %(name)s", name=taken.name) if taken.name else _("taken in your other calendar")
    return f"{when}: {what}"


def _until(taken: Taken, zone: str) -> str:
    same_day = clock.local(taken.starts_at, zone).date() == clock.local(taken.ends_at, zone).date()
    return at_time(taken.ends_at) if same_day else day_time(taken.ends_at)


def rhythm_words(every: int) -> str:
    return _("Every week") if every == 1 else ngettext("Every week", "Every %(num)s weeks", every)
