"""A protocol day by day."""

from datetime import date

import pytest

from practice.protocols.library import load_library
from practice.protocols.preview import days
from practice.protocols.reader import read
from tests.protocols.examples import PROTOCOL, WORDS

SMALL = read(PROTOCOL, {"en": WORDS})


def test_each_day_has_its_date_number_and_phase():
    found = days(SMALL, None, date(2026, 12, 25))
    assert [(day.n, day.phase) for day in (found[0], found[6], found[7], found[-1])] == [
        (1, "begin"), (7, "begin"), (8, "go_on"), (14, "go_on"),
    ]  # fmt: skip
    assert found[-1].date == date(2027, 1, 7)


def test_exercises_open_once_and_daily_ones_stay_open():
    found = days(SMALL, None, date(2026, 1, 1))
    assert found[0].opens == ("log", "walk") and found[0].suggested == ("log",)
    assert found[7].opens == (), "the log was open already"
    assert {day.open_daily for day in found} == {("log",)}


def test_a_flavour_is_previewed_as_it_is():
    assert days(SMALL, "slow", date(2026, 1, 1))[0].opens == ("log",)
    with pytest.raises(LookupError):
        days(SMALL, "fast", date(2026, 1, 1))


def test_the_end_of_the_calendar_is_no_exception():
    assert [day.n for day in days(SMALL, None, date(9999, 12, 30))] == [1, 2]


def test_the_exception_log_is_open_from_day_8_to_28():
    found = days(load_library()["narrative-attachment"], None, date(2026, 12, 1))
    assert [day.n for day in found if "exception-log" in day.open_daily] == list(range(8, 29))
    assert [day.n for day in found if "exception-log" in day.opens] == [8]
