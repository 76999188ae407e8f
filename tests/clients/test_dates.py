"""A day typed as three numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.clients.dates import BadDate, read_date


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_back(day):
    assert read_date(str(day.day), f" {day.month:02d} ", str(day.year)) == day


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_typed_is_a_day_nothing_or_said_in_words(day, month, year):
    try:
        found = read_date(day, month, year)
    except BadDate as fault:
        assert fault.reason in {"missing", "numbers", "month", "day", "year"}
    else:
        assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (("29", "2", "2027"), "day"),
        (("1", "13", "2026"), "month"),
        (("1", "1", "26"), "year"),
        (("1", "", "2026"), "missing"),
        (("first", "1", "2026"), "numbers"),
        (("١", "1", "2026"), "numbers"),
    ],
)
def test_what_is_wrong_is_named(typed, reason):
    with pytest.raises(BadDate) as fault:
        read_date(*typed)
    assert fault.value.reason == reason


def test_a_leap_day_is_a_day():
    assert read_date("29", "2", "2028") == date(2028, 2, 29)
