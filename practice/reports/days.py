"""Days in a report. Always with their year: a report is read years later."""

from collections.abc import Callable, Sequence
from datetime import date

from babel.dates import format_date

from practice.i18n import _, html_lang


def short(day: date) -> str:
    """`9 Nov 2026`."""
    return _said(day, "d MMM y")


def span(since: date, until: date | None, *, year: bool = True) -> str:
    """`1 to 9 Nov 2026`, `1 Oct to 9 Nov 2026`, `since 1 Oct 2026`; one day is said once. Without `year`: `1 to 9 Nov`."""
    return _between(since, until, "MMM", " y" if year else "")


def long_span(since: date, until: date) -> str:
    """`1 October to 9 November 2026`."""
    return _between(since, until, "MMMM", " y")


def on_axis(every: Sequence[date]) -> Callable[[date], str]:
    """How days are written along a chart: months alone where there are ten of them, the year where it changes."""
    if not every or (max(every) - min(every)).days > 300:
        return lambda day: _said(day, "MMM y")
    same_year = min(every).year == max(every).year
    return lambda day: _said(day, "d MMM" if same_year else "d MMM y")


def _between(since: date, until: date | None, month: str, year: str) -> str:
    if until is None:
        return _("since %(day)s", day=_said(since, f"d {month}{year}"))
    if since == until:
        return _said(since, f"d {month}{year}")
    different_month = (since.year, since.month) != (until.year, until.month)
    pattern = f"d {month} y" if since.year != until.year and year else f"d {month}" if different_month else "d"
    return _("%(first)s to %(last)s", first=_said(since, pattern), last=_said(until, f"d {month}{year}"))


def _said(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=html_lang().replace("-", "_"))
