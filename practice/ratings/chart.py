"""One ladder as a picture: which ratings are drawn, what the finding is, where phases and sessions stand. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from babel.dates import format_date

from practice import charts
from practice.i18n import _, html_lang

LONG = 300  # days after which the axis names months instead of days
MARGIN = timedelta(days=60)  # what happened further away from the ratings would only stretch the picture


class OnLadder(Protocol):
    """A position as stored: `low` is None where somebody would rather not give a number."""

    at: datetime
    low: int | None
    high: int | None


class Ends(Protocol):
    """A ladder: its ends and what they mean in the client's words ({low, high, good_enough})."""

    low: int
    high: int
    words: Mapping[str, str] | None


@dataclass(frozen=True)
class Visit:
    """A stay in a phase, as episodes knows it."""

    phase_id: str
    how: str
    entered_on: date
    left_on: date | None


def compose(
    ladder: Ends, points: Sequence[OnLadder], phases: Sequence[charts.Band] = (), sessions: Iterable[date] = (),
    zone: str = "UTC", *, yours: bool = True, today: date | None = None,
) -> charts.Chart:  # fmt: skip
    """The chart of one client's ratings, whole axis always; the title is the finding and claims nothing more.

    `yours` speaks to the client; otherwise the sentence is neutral. `today` leaves out the year when it is this one.
    """
    given = numbers(points, zone)
    days = [point.at.date() for point in given]
    near = _near(days)
    phases = [band for band in phases if near(band.start)]
    words = ladder.words or {}
    return charts.rating_chart(
        given, low=ladder.low, high=ladder.high, low_words=words.get("low") or "", high_words=words.get("high") or "",
        phases=phases, sessions=[day for day in sessions if near(day)],
        title=finding(given, yours=yours, today=today),
        format_day=axis_days([*days, *(band.start for band in phases)], today))  # fmt: skip


def _near(days: Sequence[date]) -> Callable[[date], bool]:
    if not days:
        return lambda day: False
    first, last = min(days) - MARGIN, max(days) + MARGIN
    return lambda day: first <= day <= last


def numbers(points: Iterable[OnLadder], zone: str) -> list[charts.Point]:
    """The positions with a number, on the wall clock of `zone`, oldest first."""
    place = ZoneInfo(zone)
    given = [charts.Point(point.at.astimezone(place), point.low, point.high)
             for point in points if point.low is not None]  # fmt: skip
    return sorted(given, key=lambda point: point.at)


def finding(given: Sequence[charts.Point], *, yours: bool = True, today: date | None = None) -> str:
    """From where to where, and when: `Your rating moved from 2–3 on 1 Oct to 6–7 on 9 Nov`."""
    if not given:
        return _("No rating yet")
    first, last = given[0], given[-1]
    said = day_words([point.at.date() for point in given], today)
    words = {"first": first.words, "day": said(first.at.date()), "last": last.words, "last_day": said(last.at.date())}
    if len(given) == 1:
        return _("One rating so far: %(first)s on %(day)s", **words)
    if first.words == last.words:
        same = _("Your rating was %(first)s on %(day)s and %(last)s on %(last_day)s", **words)
        return same if yours else _("The rating was %(first)s on %(day)s and %(last)s on %(last_day)s", **words)
    moved = _("Your rating moved from %(first)s on %(day)s to %(last)s on %(last_day)s", **words)
    return moved if yours else _("The rating moved from %(first)s on %(day)s to %(last)s on %(last_day)s", **words)


def day_words(days: Sequence[date], today: date | None = None) -> Callable[[date], str]:
    """A day in few letters, with its year unless all of them lie in this one."""
    plain = len({day.year for day in days}) <= 1 and (today is None or not days or days[0].year == today.year)
    pattern = "d MMM" if plain else "d MMM y"
    return lambda day: format_date(day, pattern, locale=_locale())


def axis_days(days: Sequence[date], today: date | None = None) -> Callable[[date], str]:
    """As `day_words`, but months alone where there is a year of them."""
    if days and (max(days) - min(days)).days > LONG:
        return lambda day: format_date(day, "MMM y", locale=_locale())
    return day_words(days, today)


def _locale() -> str:
    return html_lang().replace("-", "_")


def bands(visits: Iterable[Visit], title_of: Callable[[str], str]) -> list[charts.Band]:
    """Phases that were really entered, as strips over the chart."""
    return [charts.Band(title_of(visit.phase_id), visit.entered_on, visit.left_on)
            for visit in visits if visit.how == "entered"]  # fmt: skip


def said(low: int | None, high: int | None) -> str:
    """A position as it was given: `3`, `2–3`, or nothing."""
    return "" if low is None else charts.Point(date.min, low, high).words
