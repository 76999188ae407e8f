"""Weeks and days as addresses say them, and hours as they are typed."""

from datetime import date, time

import pytest

from practice.calendar.hours import BadHours, Span, outside, read_hours, written
from practice.calendar.weeks import read_day, read_week, week_of


def test_a_week_and_its_address():
    week = week_of(date(2026, 11, 21))
    assert (week.key, week.monday, week.days[6]) == ("2026-W47", date(2026, 11, 16), date(2026, 11, 22))
    assert read_week(week.key) == week and week.moved(1).key == "2026-W48"
    assert week_of(date(2027, 1, 1)).key == "2026-W53" and read_week("2026-W53").moved(1).key == "2027-W01"


@pytest.mark.parametrize("text", ["", "2026-W00", "2026-W54", "2025-W53", "0001-W01", "2026W47", "２０２６-W47", "2026-W47x", "9999-W52"])
def test_what_is_no_week(text):
    assert read_week(text) is None


@pytest.mark.parametrize("text", ["", "2026-02-30", "20261121", "2026-11-21 ", "２０２６-11-21", "9999-12-31", "hours"])
def test_what_is_no_day(text):
    assert read_day(text) is None


@pytest.mark.parametrize(("text", "spans"), [
    ("", []), (" ", []), ("9-12", [(9, 0, 12, 0)]), ("14-18; 9:30 – 12.30", [(9, 30, 12, 30), (14, 0, 18, 0)]),
    ("20-24", [(20, 0, 23, 59)]),
])  # fmt: skip
def test_hours_are_read(text, spans):
    found = read_hours(text)
    assert found == [Span(time(a, b), time(c, d)) for a, b, c, d in spans]
    assert read_hours(written(found)) == found


@pytest.mark.parametrize(("text", "reason"), [
    ("nine to five", "shape"), ("9", "shape"), ("9-", "shape"), ("9-25", "shape"), ("9:7-10", "shape"), ("12-9", "order"), ("9-9", "order"),
    ("9-12, 11-13", "overlap"), ("1-2,3-4,5-6,7-8,9-10", "many"), ("٩-١٢", "shape"), ("9-12-14", "shape"),
])  # fmt: skip
def test_what_is_wrong_with_hours(text, reason):
    with pytest.raises(BadHours) as fault:
        read_hours(text)
    assert fault.value.reason == reason


def test_what_lies_outside_the_hours():
    morning = [Span(time(9), time(12))]
    assert outside(time(8), time(9, 30), morning) and not outside(time(9), time(12), morning)
    assert outside(time(9), time(10), [])
