"""The one place that asks what time it is; everything else is given the answer."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present moment, timezone-aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime, zone: str) -> datetime:
    """`moment` as wall time in `zone` (IANA name). Raises ValueError for a naive moment."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime has no place on a clock")
    return moment.astimezone(ZoneInfo(zone))


def today(zone: str, moment: datetime | None = None) -> date:
    """The calendar day in `zone`, now or at `moment`."""
    return local(moment or now(), zone).date()


def at(day: date, hour: int, minute: int, zone: str) -> datetime:
    """UTC moment of a wall time in `zone`."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)
