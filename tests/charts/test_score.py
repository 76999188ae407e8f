"""The geometry of a measure's picture: the whole axis, visible gaps, marked scores, words that touch nothing."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.charts import Band, Margin, ScorePoint, score_chart
from practice.charts.frame import BOTTOM, TOP
from practice.charts.labels import CLEAR, box, circle
from practice.charts.score import MOST_MARKS
from practice.charts.score_axis import score_ticks, words_box

FIRST = date(2026, 9, 1)


def points(*values, step=14, prorated=()):
    return [ScorePoint(FIRST + timedelta(days=step * n), value, "", n in prorated) for n, value in enumerate(values)]


def chart(found, low=0, high=27, **more):
    told = {"title": "From 20 to 9", "direction": "Lower is better here.", "format_day": lambda day: f"{day.day} {day:%b}"}
    return score_chart(found, low=low, high=high, **(told | more))


def test_the_axis_is_the_whole_range():
    drawn = chart(points(9, 10))
    assert [tick.value for tick in drawn.ticks] == [0, 9, 18, 27]
    assert (drawn.ticks[0].y, drawn.ticks[-1].y) == (BOTTOM, TOP)
    assert drawn.marks[0].y - drawn.marks[1].y == pytest.approx((BOTTOM - TOP) / 27, abs=0.02)


@pytest.mark.parametrize("low, high, numbers", [
    (0, 161, [0, 50, 100, 161]), (0, 80, [0, 20, 40, 60, 80]), (1, 5, [1, 2, 3, 4, 5]), (1, 7, [1, 3, 5, 7]),
    (0, 81, [0, 27, 54, 81]), (10, 50, [10, 20, 30, 40, 50]), (0, 1, [0, 0.5, 1]), (1.5, 6, [1.5, 3.5, 6]),
])  # fmt: skip
def test_numbers_on_the_axis(low, high, numbers):
    assert score_ticks(low, high) == numbers


def test_a_score_outside_is_an_error():
    with pytest.raises(ValueError, match="outside 0 to 27: 28"):
        chart(points(28))


def test_a_missing_score_is_a_cross_and_a_gap():
    drawn = chart(points(20, 18, None, 12, 9))
    assert len(drawn.runs) == 2 and len(drawn.marks) == 4 and len(drawn.crosses) == 1
    assert drawn.marks[1].x < drawn.crosses[0] < drawn.marks[2].x
    assert chart(points(None, None)).runs == () and len(chart(points(None, None)).crosses) == 2


def test_a_long_pause_breaks_the_line_too():
    late = [ScorePoint(FIRST + timedelta(days=days), 9) for days in (0, 14, 28, 100)]
    assert len(chart(late).runs) == 2
    rare = [ScorePoint(FIRST + timedelta(days=days), 9) for days in (0, 90, 180, 300)]
    assert len(chart(rare).runs) == 1


def test_a_filled_up_score_is_a_square_however_many_there_are():
    drawn = chart(points(20, 18, 9, prorated=(1,)))
    assert (len(drawn.marks), len(drawn.squares)) == (2, 1)
    many = chart(points(*([10] * (MOST_MARKS + 20)), prorated=(5, 30)))
    assert (len(many.marks), len(many.squares)) == (2, 2)  # the first and the latest, and both that were filled up
    assert chart(points(20, 9, prorated=(1,))).squares[0].last


def test_the_band_lies_around_the_first_score_and_inside_the_plot():
    drawn = chart(points(None, 18, 4), margin=Margin(6, "Shaded."))
    step = (BOTTOM - TOP) / 27
    assert drawn.band == (pytest.approx(BOTTOM - 24 * step, abs=0.02), pytest.approx(12 * step, abs=0.02))
    top, height = chart(points(25), margin=Margin(6, "Shaded.")).band
    assert top == TOP and height == pytest.approx(8 * step, abs=0.02)
    assert chart(points(18)).band is None and chart([], margin=Margin(6, "Shaded.")).band is None


def test_the_cutoff_stands_where_it_is_and_its_words_touch_nothing():
    for values in ((20, 9), (10, 10, 10), (9, 20), (12, 9, 12, 9, 11), (10.4, 9.8)):
        drawn = chart(points(*values), cutoff=(10, "cut-off 10", "The dashed line."))
        assert drawn.cut.y == pytest.approx(BOTTOM - 10 / 27 * (BOTTOM - TOP), abs=0.02)
        words = words_box(drawn.cut.label)
        assert not any(words.hits(circle(mark)) for mark in drawn.marks), values
        assert not any(words.hits(box(label)) for label in drawn.labels), values


def test_phases_sessions_and_days():
    drawn = chart(points(20, 9), phases=[Band("Naming it", FIRST)], sessions=[FIRST, FIRST + timedelta(days=7)])
    assert [phase.mark for phase in drawn.phases] == ["Naming it"] and len(drawn.sessions) == 2
    assert [day.text for day in drawn.days][::3] == ["1 Sep", "15 Sep"]
    assert chart([]).days == () == chart([]).marks


def test_equal_pictures_are_one_to_look_up():
    assert hash(chart(points(20, 9))) == hash(chart(points(20, 9))) != hash(chart(points(20, 8)))


SCORES = st.lists(st.one_of(st.none(), st.integers(0, 27)), max_size=70)


@given(SCORES, st.integers(1, 40), st.integers(1, 26), st.sets(st.integers(0, 69)))
def test_nothing_leaves_the_drawing(values, step, at, prorated):
    drawn = chart(points(*values, step=step, prorated=prorated), cutoff=(at, "cut-off", "."), margin=Margin(6, "."))
    marks = [*drawn.marks, *drawn.squares]
    assert all(TOP <= mark.y <= BOTTOM and 0 <= mark.x <= 100 for mark in marks)
    assert sum(mark.last for mark in marks) == (1 if any(value is not None for value in values) else 0)
    assert len(drawn.crosses) == values.count(None)
    assert drawn.band is None or (drawn.band[0] >= TOP and drawn.band[1] >= 0 and sum(drawn.band) <= BOTTOM + 0.02)
    ends = [label for label in drawn.labels if label.kind not in ("first", "last")]
    assert not [1 for one, other in combinations(ends, 2) if box(one).wider(*CLEAR).hits(box(other))]
