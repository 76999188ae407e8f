"""Weeks and days as addresses say them: `2026-W47` and `2026-11-21`. Values in, values out."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = re.compile(r"(\d{4})-W(\d{2})")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YEARS = range(1950, 2150)  # beyond, an address is a slip


@dataclass(frozen=True)
class Week:
    """Monday to Sunday."""

    monday: date

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=number) for number in range(7)]

    @property
    def key(self) -> str:
        """`2026-W47`, as ISO 8601 counts weeks."""
        year, number, _weekday = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    def moved(self, weeks: int) -> "Week":
        return Week(self.monday + timedelta(weeks=weeks))


def week_of(day: date) -> Week:
    return Week(day - timedelta(days=day.weekday()))


def read_week(text: str) -> Week | None:
    """None for what is no week of a year nearby."""
    found = WEEK.fullmatch(text) if text.isascii() else None
    if found is None or int(found[1]) not in YEARS:
        return None
    try:
        return Week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    except ValueError:
        return None


def read_day(text: str) -> date | None:
    """None for what is no day of a year nearby."""
    if not (text.isascii() and DAY.fullmatch(text)) or int(text[:4]) not in YEARS:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
