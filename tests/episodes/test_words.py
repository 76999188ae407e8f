"""What a place on the path is called."""

from datetime import date
from types import SimpleNamespace

import pytest

from practice.episodes.schedule import Place
from practice.episodes.words import day_words, place_of, place_words, span_words


@pytest.fixture(autouse=True)
def _in_english(app):
    with app.test_request_context("/"):
        yield


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(23, 40, 4, 6), "day 23 of 40, phase 4"),
        (Place(42, 40, 6, 6), "day 42, beyond the 40, phase 6"),
        (Place(None, None, 2, 6), "phase 2"),
        (Place(5, 40, 1, 6, resting=True), "day 5 of 40, phase 1, resting"),
        (Place(None, None, None, None), ""),
    ],
)
def test_a_place_in_words(place, said):
    assert place_words(place) == said


def test_before_day_one():
    assert day_words(Place(0, 40, 1, 6)) == "not begun yet"


def test_a_place_from_a_state_row():
    row = SimpleNamespace(day_one=date(2026, 11, 1), paused_since=None, days_total=40, phase_number=2, phases_total=6)
    assert place_of(row, date(2026, 11, 10)) == Place(10, 40, 2, 6)
    row.days_total = None
    assert place_of(row, date(2026, 11, 10)).day is None


def test_spans():
    assert span_words(None) == "no date"
    assert span_words((date(2026, 11, 3), None)) == span_words((date(2026, 11, 3), date(2026, 11, 3)))
    assert " to " in span_words((date(2026, 11, 3), date(2026, 11, 9)))
