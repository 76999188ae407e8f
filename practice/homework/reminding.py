"""When a reminder may go out, and for what. Pure: told the moment, the zone and what is open."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from practice import clock
from practice.episodes.schedule import Rest

LEAST_HOURS = 2  # a shorter time could fall into the hour that a clock change leaves out
WAITING = ("not-opened", "begun")


def day_in_hours(now: datetime, zone: str, from_hour: int, to_hour: int) -> date | None:
    """The local day when `now` lies between the two hours (0-24) in `zone`, else None: quiet hours.

    Compared as moments, so that a day with 23 or 25 hours is one day too.
    """
    today = clock.today(zone, now)
    until = clock.at(today + timedelta(days=to_hour // 24), to_hour % 24, 0, zone)
    return today if clock.at(today, from_hour, 0, zone) <= now < until else None


def hours_make_sense(from_hour: int, to_hour: int) -> bool:
    """True for two hours of one day, the first before the second by at least LEAST_HOURS."""
    return 0 <= from_hour <= to_hour - LEAST_HOURS and to_hour <= 24


def rests_on(rests: Iterable[Rest], day: date) -> bool:
    """True while work rests: from the first day of a rest up to, not including, the day it goes on."""
    return any(rest.since <= day and (rest.until is None or day < rest.until) for rest in rests)


def waits(asked: bool, state: str, writer_id: str | None, client_id: str) -> bool:
    """True when this asking still waits for this client. `writer_id`: who writes what is done together, else None."""
    return asked and state in WAITING and writer_id in (None, client_id)
