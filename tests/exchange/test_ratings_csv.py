"""Files as they come: marks, byte order marks, both orders of dates, clocks that change, and rows that do not fit."""

from datetime import UTC, datetime

import pytest

from practice.exchange.csv_dates import Moments, Unclear, Unreadable, order_of
from practice.exchange.ratings_csv import FileProblem, Wanted, read

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ZONE = "Europe/Amsterdam"


def given(text: str, encoding="utf-8", **more):
    columns = {"date_column": "date", "value_column": "mood", "low": 1, "high": 7, "zone": ZONE} | more
    return read(text.encode(encoding), Wanted(**columns), NOW)


@pytest.mark.parametrize(("days", "order"), [
    (["2012-08-13", "2012-08-01"], "ymd"), (["13/08/12", "01/09/12"], "dmy"), (["08/13/2012", "1/9/2012"], "mdy"),
    (["1.9.2012"], "dmy"), (["05/05/2012"], "dmy"), (["nothing"], None), ([], None), (["2012/8/1"], "ymd"),
])  # fmt: skip
def test_the_order_of_a_date_is_seen(days, order):
    assert order_of(days) == order


@pytest.mark.parametrize("days", [["01/02/2012", "03/04/2012"], ["13/01/2012", "01/13/2012"], ["1-2-12"]])
def test_the_order_of_a_date_is_asked_not_guessed(days):
    with pytest.raises(Unclear, match="--date-format"):
        order_of(days)


def test_rows_are_read_one_by_one():
    found = given("date,time,mood\n13/08/12,08:58,5\n14/08/12,NA,4\n15/08/12,10:00,NA\n16/08/12,10:00,8\n"
                  "17/08/12,10:00,2-3\n31/02/12,10:00,3\n18/08/12,10:00,4.0\n,10:00,3\n19/08/12,25:00,3\n20/08/12\n",
                  time_column="time", missing=frozenset({"NA"}))  # fmt: skip
    assert [(one.row, one.value, one.value_high) for one in found.positions] == [(2, 5, None), (6, 2, 3), (8, 4, None)]
    assert found.positions[0].at == datetime(2012, 8, 13, 6, 58, tzinfo=UTC)
    assert {one.row: one.why for one in found.skipped} == {
        3: "there is no time of day", 4: "no answer (NA)", 5: "8 lies outside 1 to 7", 7: '"31/02/12" is not a date',
        9: "there is no date", 10: '"25:00" is not a time of day', 11: "this row is shorter than the heading"}  # fmt: skip
    assert found.rows == 10


@pytest.mark.parametrize("value", ["2-4", "3,5", "much", "=1+1", "1e1", "999999999999"])
def test_values_that_are_no_steps_are_named(value):
    found = given(f'date;mood\n2012-08-13;"{value}"\n')
    assert found.positions == [] and len(found.skipped) == 1


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_and_byte_orders(mark, encoding):
    found = given(f"note{mark}date{mark}mood\r\n“a{mark}2012-08-13{mark}5\r\n\r\n", encoding)
    assert [(one.row, one.value) for one in found.positions] == [(2, 5)]


def test_a_quoted_line_break_is_one_row():
    found = given('date,note,mood\n2012-08-13,"two\nlines, and a comma",5\n2012-08-14,,6\n')
    assert [(one.row, one.value) for one in found.positions] == [(2, 5), (3, 6)]


def test_a_day_without_a_time_is_its_noon_and_a_time_in_the_cell_counts():
    found = given("date,mood\n2012-08-13,5\n2012-08-14 08:30,5\n2012-08-15T08:30:00+00:00,5\n")
    assert [one.at.hour for one in found.positions] == [10, 6, 8]


def test_the_future_is_not_a_rating():
    assert given("date,mood\n2027-01-01,5\n").skipped[0].why == "2027-01-01 lies in the future"


def test_clocks_that_change():
    found = given("date,time,mood\n2013-03-31,02:30,5\n2013-10-27,02:30,5\n", time_column="time")
    assert found.skipped[0].why == "2013-03-31 02:30 did not exist in Europe/Amsterdam: the clocks went forward over it"
    assert found.positions[0].at == datetime(2013, 10, 27, 0, 30, tzinfo=UTC)
    assert "came twice" in found.notes[0]


def test_a_format_of_ones_own():
    moments = Moments(None, "%m/%d/%y", "UTC")
    assert moments.read("02/01/12", None)[0] == datetime(2012, 2, 1, 12, tzinfo=UTC)
    assert Moments(None, "%d%m%Y %H%M", "UTC").read("01022012 0830", None)[0].hour == 8
    with pytest.raises(Unreadable):
        moments.read("13/13/12", None)


def test_a_format_that_is_none_is_said():
    assert len(given("date,mood\n2012-08-13,5\n", date_format="%Q").skipped) == 1


@pytest.mark.parametrize(("text", "why"), [
    ("day,mood\n1,2\n", 'There is no column "date". The file has: day, mood.'), ("", "no heading"),
    ("date,mood,mood\n2012-08-13,5,5\n", 'more than one column "mood"'),
    ("date,mood\n" + "2012-08-13,5\n" * 20_001, "at most 20000"),
    ('date,mood\n"' + "x" * 200_000 + '",1\n', "Row 2 cannot be read"),
])  # fmt: skip
def test_files_that_cannot_be_read_say_why(text, why):
    with pytest.raises(FileProblem, match=why):
        given(text)


def test_bytes_that_are_no_text():
    with pytest.raises(FileProblem, match="UTF-8"):
        read(b"date,mood\n2012-08-13,\xff\xfa\n", Wanted("date", "mood", 1, 7, ZONE), NOW)


def test_only_the_heading():
    assert given("date,mood\n").rows == 0
