"""Which moments a time on the wall means in a zone: one, none when the clocks go forward, two when they go back."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def moments(day: date, at: time, zone: str) -> tuple[datetime, ...]:
    """The UTC moments at which the clocks of `zone` (IANA name) show this day and time, earliest first.

    One on most days; none in the hour that is left out; two in the hour that comes twice (security.md T-1).
    """
    wall = datetime.combine(day, at)
    return tuple(sorted({moment for moment in _readings(wall, zone) if _shown(moment, zone) == wall}))


def nearest(day: date, at: time, zone: str) -> tuple[datetime, ...]:
    """For a time that does not exist: the moments just before and just after, as many minutes away as it lies inside."""
    return tuple(sorted(set(_readings(datetime.combine(day, at), zone))))


def offered(day: date, at: time, zone: str) -> tuple[datetime, ...]:
    """What somebody is asked to choose from; a single one needs no asking."""
    return moments(day, at, zone) or nearest(day, at, zone)


def offset(moment: datetime, zone: str) -> str:
    """How far the clocks of `zone` are ahead of UTC at a moment, as `UTC+02:00`."""
    text = moment.astimezone(ZoneInfo(zone)).strftime("%z")
    return f"UTC{text[:3]}:{text[3:5]}"


def _readings(wall: datetime, zone: str) -> list[datetime]:
    """The wall time read by the clocks from before a change and by those from after it."""
    return [wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)]


def _shown(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
