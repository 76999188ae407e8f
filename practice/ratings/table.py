"""Ratings as a table: what was said beside a number, and months where there are many. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from practice.i18n import _, html_lang

AT_ONCE = 40  # more ratings than this are shown month by month


@dataclass(frozen=True)
class Months:
    """The months that hold ratings, oldest first, and the one shown."""

    all: tuple[date, ...]
    shown: date

    @property
    def newer(self) -> date | None:
        return next((month for month in self.all if month > self.shown), None)

    @property
    def older(self) -> date | None:
        return next((month for month in reversed(self.all) if month < self.shown), None)


def question(part: str) -> str:
    """The follow-up question a part of a rating's words answers (clinical.md A.6)."""
    return {
        "past": _("Where it has been before: the best, the lowest, and when"),
        "keeps_from_lower": _("What keeps it from being lower"),
        "first_sign": _("The first sign of one step up"),
        "comment": _("About this rating"),
    }.get(part, part)


def told(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """(question, their words) of a rating, in the order asked."""
    order = ("past", "keeps_from_lower", "first_sign", "comment")
    return [(question(part), words[part]) for part in order if words.get(part)]


def one_line(words: Mapping[str, str]) -> str:
    """A rating's words for the cell of a table."""
    return " · ".join(" ".join(text.split()) for _question, text in told(words))


def months(moments: Sequence[datetime], zone: str, wanted: str = "") -> Months | None:
    """Which month to show (`wanted` like 2012-08, default the latest); None while everything fits at once."""
    if len(moments) <= AT_ONCE:
        return None
    found = tuple(sorted({month_of(moment, zone) for moment in moments}))
    shown = next((month for month in found if f"{month:%Y-%m}" == wanted), found[-1])
    return Months(found, shown)


def month_of(moment: datetime, zone: str) -> date:
    """The first day of the month a moment lies in, on the wall clock of `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date().replace(day=1)


def month_words(month: date) -> str:
    """`August 2012`."""
    return format_date(month, "MMMM y", locale=html_lang().replace("-", "_"))
