"""Positions lie on lines of their own; what is uncertain is as wide as it is; nothing gets a name."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import practice.charts.positions as module
from practice.charts import Reading, axis
from practice.charts.positions import LEFT, RIGHT
from practice.config import assets


def line(*readings, low=1, high=7):
    return axis("Worry", readings, low, high, said="", low_words="less", high_words="more")


def test_where_it_lies():
    place = line(Reading(4, "4", (3, 5))).now
    assert place.x == (LEFT + RIGHT) / 2 and place.x - place.start == pytest.approx(place.end - place.x)
    assert line(Reading(1, "1")).now.start is None
    assert [value for value, _x in line(Reading(4, "4")).ticks] == [1, 3, 5, 7]


def test_off_the_line_is_an_error():
    with pytest.raises(ValueError, match="outside 1 to 7: 8"):
        line(Reading(8, "8"))


def test_the_earlier_position_stays():
    both = line(Reading(5, "5"), Reading(3, "3"))
    assert [place.words for place in both.places] == ["5", "3"] and both.now.x < both.places[0].x


@given(st.floats(1, 7), st.floats(0, 5))
def test_the_stretch_holds_its_position_and_stays_on_the_line(value, half):
    place = line(Reading(value, "", (value - half, value + half))).now
    assert LEFT <= place.start <= place.x <= place.end <= RIGHT


def test_no_style_has_a_name():
    names = re.compile(r"\b(secure|anxious|avoidant|dismissing|preoccupied|fearful|quadrant)\b", re.I)
    files = [Path(module.__file__), assets() / "templates/components/charts/positions.html"]
    assert not [file for file in files if names.search(file.read_text(encoding="utf-8"))]
