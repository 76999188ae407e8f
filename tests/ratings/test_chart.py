"""The finding says what was given and claims nothing; the picture keeps the whole axis."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from practice import charts
from practice.ratings import chart

ZONE = "Europe/Berlin"


@dataclass(frozen=True)
class Given:
    at: datetime
    low: int | None
    high: int | None = None


@dataclass(frozen=True)
class Ends:
    low: int = 1
    high: int = 10
    words: dict | None = None


def on(month: int, day: int, low, high=None, year=2026) -> Given:
    return Given(datetime(year, month, day, 12, tzinfo=UTC), low, high)


@pytest.fixture(autouse=True)
def words(app):
    with app.test_request_context("/"):
        yield


def test_the_finding_names_both_ends_and_their_days():
    made = chart.compose(Ends(), [on(10, 1, 2, 3), on(10, 20, None), on(11, 9, 6, 7)], zone=ZONE)
    assert made.title == "Your rating moved from 2–3 on 1 Oct to 6–7 on 9 Nov"
    assert (made.low, made.high, len(made.marks)) == (1, 10, 2)


def test_it_speaks_of_the_rating_where_it_does_not_speak_to_the_client():
    made = chart.compose(Ends(), [on(10, 1, 4), on(11, 9, 4)], zone=ZONE, yours=False)
    assert made.title == "The rating was 4 on 1 Oct and 4 on 9 Nov"


def test_one_rating_and_none():
    assert chart.compose(Ends(), [on(10, 1, 4)]).title == "One rating so far: 4 on 1 Oct"
    assert chart.compose(Ends(), [on(10, 1, None)], sessions=[date(2026, 10, 1)]).title == "No rating yet"


def test_the_year_is_said_when_it_is_not_this_one():
    given = [on(8, 13, 5, year=2012), on(4, 8, 4, year=2013)]
    assert chart.compose(Ends(), given).title == "Your rating moved from 5 on 13 Aug 2012 to 4 on 8 Apr 2013"
    old = chart.compose(Ends(), [on(8, 13, 5, year=2012)], today=date(2026, 11, 21))
    assert old.title == "One rating so far: 5 on 13 Aug 2012"


def test_the_day_is_the_practices_day():
    late = Given(datetime(2026, 10, 1, 22, 30, tzinfo=UTC), 4)
    assert chart.compose(Ends(), [late], zone=ZONE).title == "One rating so far: 4 on 2 Oct"


def test_an_imported_scale_stays_what_it_is():
    made = chart.compose(Ends(1, 7, {"low": "not at all", "high": "very"}), [on(10, 1, 7)])
    assert (made.low, made.high, made.low_words, made.high_words) == (1, 7, "not at all", "very")
    assert [tick.value for tick in made.ticks] == [1, 3, 5, 7]


def test_what_happened_years_away_does_not_stretch_the_picture():
    bands = [charts.Band("Now", date(2026, 11, 1)), charts.Band("Then", date(2012, 9, 1))]
    made = chart.compose(Ends(), [on(8, 13, 5, year=2012), on(10, 8, 4, year=2012)], bands,
                         [date(2026, 11, 1), date(2012, 9, 3)])  # fmt: skip
    assert len(made.phases) == 1 and len(made.sessions) == 1


def test_bands_are_the_phases_really_entered():
    visits = [chart.Visit("a", "before-attune", date(2026, 1, 1), date(2026, 1, 1)),
              chart.Visit("b", "entered", date(2026, 1, 2), None), chart.Visit("c", "skipped", date(2026, 1, 3), None)]  # fmt: skip
    assert chart.bands(visits, str.upper) == [charts.Band("B", date(2026, 1, 2), None)]


@pytest.mark.parametrize(("low", "high", "words"), [(None, None, ""), (3, None, "3"), (2, 3, "2–3")])
def test_a_position_as_given(low, high, words):
    assert chart.said(low, high) == words


def test_a_long_axis_names_months():
    days = [date(2012, 8, 13) + timedelta(days=n) for n in (0, 400)]
    assert chart.axis_days(days)(days[0]) == "Aug 2012"
    assert chart.axis_days(days[:1])(days[0]) == "13 Aug"
