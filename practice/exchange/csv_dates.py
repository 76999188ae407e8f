"""Days and times as spreadsheets write them. Pure; both orders of day and month are never guessed between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARTS = re.compile(r"(\d{1,4})([-/.])\s?(\d{1,2})\2\s?(\d{1,4})\.?")
TIMES = ("%H:%M", "%H:%M:%S", "%H.%M", "%I:%M %p", "%I:%M:%S %p", "%H:%M:%S.%f")
NOON = time(12)


class Unclear(ValueError):
    """The order of day and month cannot be told from the file; the message asks for --date-format."""


class Unreadable(ValueError):
    """This cell is no date or time; the message says why."""


@dataclass(frozen=True)
class Moments:
    """How the dates of one file are read: by a strptime `pattern`, or by the order of the parts (ymd, dmy, mdy)."""

    order: str | None
    pattern: str | None
    zone: str

    def read(self, day: str, clock: str | None) -> tuple[datetime, str | None]:
        """(moment in UTC, what had to be decided about it). `clock` None: the file has no time of its own.

        A bare date is its noon. Raises Unreadable, also for a time that the clocks skipped.
        """
        if self.pattern is not None:
            found = _by_pattern(day, self.pattern)
            own_time = "%H" in self.pattern or "%I" in self.pattern
            wall = found if own_time or found.tzinfo else datetime.combine(found, NOON)
        else:
            wall = _by_order(day, self.order)
        if clock is not None:
            wall = datetime.combine(wall.date(), _time(clock))
        return (wall.astimezone(UTC), None) if wall.tzinfo else _placed(wall, self.zone)


def order_of(days: Sequence[str]) -> str | None:
    """ymd, dmy or mdy: the one order in which these days exist; None when there is nothing to read.

    Raises Unclear when both orders of day and month fit every row, or neither fits all of them.
    """
    matches = [match for day in days if (match := PARTS.match(day.strip()))]
    if not matches:
        return None
    if sum(len(match[1]) == 4 for match in matches) * 2 > len(matches):
        return "ymd"
    firsts, seconds = [int(match[1]) for match in matches], [int(match[3]) for match in matches]
    day_first, month_first = any(12 < n <= 31 for n in firsts), any(12 < n <= 31 for n in seconds)
    if all(match[1] == match[3] for match in matches):
        return "dmy"
    if matches[0][2] == "." or day_first != month_first:
        return "mdy" if month_first and not day_first else "dmy"
    sample = matches[0][0]
    if day_first:
        raise Unclear("Some dates begin with the day and some with the month. Say which: " + _offer(sample))
    raise Unclear(f'"{sample}" can be day first or month first, and so can every other date in the file. Say which: '
                  + _offer(sample))


def _offer(sample: str) -> str:
    match = PARTS.match(sample)
    mark, year = match[2], "%Y" if len(match[4]) == 4 else "%y"
    return (f'--date-format "%d{mark}%m{mark}{year}" (day first) '
            f'or --date-format "%m{mark}%d{mark}{year}" (month first).')


def _by_pattern(day: str, pattern: str) -> datetime:
    try:
        return datetime.strptime(day.strip(), pattern)
    except ValueError as error:
        raise Unreadable(f'the date "{day}" does not look like {pattern}') from error


def _by_order(day: str, order: str | None) -> datetime:
    text = day.strip()
    match = PARTS.match(text)
    if match is None or order is None:
        raise Unreadable(f'"{day}" is not a date')
    parts = dict(zip(order, (int(match[1]), int(match[3]), int(match[4])), strict=True))
    short = len(match[1] if order == "ymd" else match[4])
    rest = text[match.end():].strip().removeprefix("T").removeprefix(",").strip()
    try:
        # Two digits: 69 to 99 are 19.., the others 20.. (as POSIX has it).
        year = parts["y"] if short > 2 else parts["y"] + (1900 if parts["y"] > 68 else 2000)
        found = date(year, parts["m"], parts["d"])
        if rest and re.search(r"[+-]\d\d:?\d\d$|Z$", rest):
            return datetime.fromisoformat(f"{found}T{rest}")
    except ValueError as error:
        raise Unreadable(f'"{day}" is not a date') from error
    return datetime.combine(found, _time(rest) if rest else NOON)


def _time(text: str) -> time:
    for pattern in TIMES:
        try:
            return datetime.strptime(text.strip().upper(), pattern).time()
        except ValueError:
            continue
    raise Unreadable(f'"{text}" is not a time of day' if text.strip() else "there is no time of day")


def _placed(wall: datetime, zone: str) -> tuple[datetime, str | None]:
    """A wall time as a moment. An hour that came twice: the earlier one. One that never came: Unreadable."""
    here = wall.replace(tzinfo=ZoneInfo(zone))
    moment = here.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise Unreadable(f"{wall:%Y-%m-%d %H:%M} did not exist in {zone}: the clocks went forward over it")
    twice = here.replace(fold=1).utcoffset() != here.utcoffset()
    return moment, f"{wall:%Y-%m-%d %H:%M} came twice in {zone}; the earlier one was taken" if twice else None


def in_future(moment: datetime, now: datetime) -> bool:
    """A day of grace, for clocks that run ahead."""
    return moment > now + timedelta(days=1)
