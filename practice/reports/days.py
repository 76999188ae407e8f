"""Days in a report. Always with their year: a report is read years later."""

from datetime import date

from babel.dates import format_date

from practice.i18n import _, html_lang


def short(day: date) -> str:
    """`9 Nov 2026`."""
    return _said(day, "d MMM y")


def span(since: date, until: date | None) -> str:
    """`1 to 9 Nov 2026`, `1 Oct to 9 Nov 2026`, `since 1 Oct 2026`; one day is said once."""
    return _between(since, until, "MMM")


def long_span(since: date, until: date) -> str:
    """`1 October to 9 November 2026`."""
    return _between(since, until, "MMMM")


def _between(since: date, until: date | None, month: str) -> str:
    if until is None:
        return _("since %(day)s", day=_said(since, f"d {month} y"))
    if since == until:
        return _said(since, f"d {month} y")
    pattern = f"d {month} y" if since.year != until.year else f"d {month}" if since.month != until.month else "d"
    return _("%(first)s to %(last)s", first=_said(since, pattern), last=_said(until, f"d {month} y"))


def _said(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=html_lang().replace("-", "_"))
