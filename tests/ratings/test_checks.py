"""What may stand on a ladder."""

from datetime import UTC, datetime, timedelta

import pytest

from practice.ratings.checks import RATING_WORDS, kept, ladder_faults, rating_faults
from practice.ratings.table import months, one_line, told


@pytest.fixture(autouse=True)
def words(app):
    with app.test_request_context("/"):
        yield


@pytest.mark.parametrize(("value", "high", "fields"), [
    (1, None, set()), (10, None, set()), (2, 3, set()), (9, 10, set()), (None, None, set()),
    (0, None, {"value"}), (11, None, {"value"}), (10, 11, {"value"}), (2, 4, {"value"}), (3, 2, {"value"}),
    (None, 3, {"value"}), (True, None, {"value"}), (2.5, None, {"value"}), ("3", None, {"value"}),
])  # fmt: skip
def test_positions(value, high, fields):
    assert set(rating_faults(1, 10, value, high, {})) == fields


def test_words_have_a_length():
    assert set(rating_faults(1, 10, 3, None, {"past": "x" * 100_001})) == {"past"}
    assert set(ladder_faults("", 1, 10, {"low": "x" * 2_001})) == {"title", "low"}
    assert set(ladder_faults("x" * 201, 7, 1, {})) == {"title", "high"}
    assert ladder_faults("How close", 1, 7, {}) == {}


def test_only_known_words_are_kept_and_cleaned():
    assert kept({"past": " a\x00b\r\nc ", "first_sign": "  ", "rogue": "x"}, RATING_WORDS) == {"past": "ab\nc"}
    assert kept(None, RATING_WORDS) == {}


def test_words_beside_a_number():
    said = {"first_sign": "I call\nher", "past": "best in May"}
    assert [text for _question, text in told(said)] == ["best in May", "I call\nher"]
    assert one_line(said) == "best in May · I call her"


def test_many_ratings_are_shown_by_month():
    moments = [datetime(2026, 1, 31, 23, 30, tzinfo=UTC) + timedelta(days=n) for n in range(41)]
    assert months(moments[:40], "Europe/Berlin") is None
    found = months(moments, "Europe/Berlin")
    assert [f"{month:%Y-%m}" for month in found.all] == ["2026-02", "2026-03"] and f"{found.shown:%m}" == "03"
    first = months(moments, "Europe/Berlin", "2026-02")
    assert (first.older, f"{first.newer:%m}") == (None, "03")
    assert months(moments, "Europe/Berlin", "nonsense").shown == found.shown
