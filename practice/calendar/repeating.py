"""Which rules of repeating are followed. A rule can ask for a billion moments, or for one that never comes."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

FOLLOWED = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}  # days of one step
# Within days and weeks these can leave nothing to find, and the search would go on for thousands of years.
NARROWING = {"BYSETPOS", "BYWEEKNO", "BYYEARDAY"}
LARGEST = {"BYMONTH": 12, "BYMONTHDAY": 31}  # no such day ever comes; looking for it would not end either
MOST_A_DAY = 4
OLDEST = 1900
LONGEST_STEP = 400
CHANGES = 40  # of the clock in one zone: nobody has had more; each is looked through for every time in it
YEARLY = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYDAY", "BYMONTHDAY"}


class TooWild(ValueError):
    """This rule is not followed."""


def bounded(event, last: datetime) -> int:
    """Lets the rule of an event end at `last`; returns how many steps following it takes at most. Raises TooWild for a rule
    that is not followed. The event is changed."""
    rule = event.get("RRULE")
    if event.get("EXRULE") is not None or isinstance(rule, list) or event["DTSTART"].dt.year < OLDEST:
        raise TooWild
    if rule is None:
        return 1
    a_day = _check({name.upper(): list(values) for name, values in rule.items()})
    start = event["DTSTART"].dt
    known, end = next(iter(rule.get("UNTIL", [])), None), _until(start, last)
    if known is None or _day(known) > _day(end):
        rule["UNTIL"] = [end]
    return max(1, a_day * (_day(end) - _day(start)).days // FOLLOWED[str(rule["FREQ"][0]).upper()])


def wild_zones(zones: Iterable) -> set[str]:
    """Ids of zones described in a file whose clocks change by a rule that is not followed: the library goes through all of
    its moments for every time of an event, and a rule can have one each second."""
    return {str(zone.get("TZID", "")).strip("/") for zone in zones if _wild(zone)}


def _wild(zone) -> bool:
    return len(zone.subcomponents) > CHANGES or any(map(_changes_wildly, zone.subcomponents))


def _changes_wildly(change) -> bool:
    rules, start = change.get("RRULE"), getattr(change.get("DTSTART"), "dt", None)
    for rule in rules if isinstance(rules, list) else [rules] if rules is not None else []:
        told = {name.upper(): list(values) for name, values in rule.items()} if isinstance(rule, Mapping) else {}
        if start is None or told.keys() - YEARLY or [str(one).upper() for one in told.get("FREQ", [])] != ["YEARLY"]:
            return True
    return change.get("EXRULE") is not None


def _check(rule: dict[str, list]) -> int:
    """How many moments a day it has. Raises TooWild."""
    how_often = str(rule.get("FREQ", [""])[0]).upper()
    step = rule.get("INTERVAL", [1])[0]
    a_day = 1
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        a_day *= max(1, len(rule.get(part, [])))
    if how_often not in FOLLOWED or a_day > MOST_A_DAY or not 0 < step <= LONGEST_STEP:
        raise TooWild
    if any(not 0 < abs(int(value)) <= most for part, most in LARGEST.items() for value in rule.get(part, [])):
        raise TooWild
    if how_often in ("DAILY", "WEEKLY"):
        narrowed = {"BYMONTH", "BYMONTHDAY"} <= rule.keys() or rule.keys() & NARROWING
        never = how_often == "DAILY" and step > 1 and any(name.startswith("BY") for name in rule)
        if narrowed or never:
            raise TooWild
    return a_day


def _until(start: datetime | date, last: datetime) -> datetime | date:
    """The bound in the shape the start has: a day, a time without a zone, or UTC."""
    if not isinstance(start, datetime):
        return (last + timedelta(days=1)).date()
    end = (last + timedelta(days=1)).astimezone(UTC).replace(microsecond=0)
    return end if start.tzinfo is not None else end.replace(tzinfo=None)


def _day(when: datetime | date) -> date:
    return when.date() if isinstance(when, datetime) else when
