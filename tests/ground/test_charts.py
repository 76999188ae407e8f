"""The geometry of charts: honest axes, visible gaps, labels that never lie on each other."""

import re
from datetime import date, datetime, timedelta
from itertools import combinations

import pytest

from practice.charts import Band, Point, rating_chart, sparkline
from practice.charts.frame import BOTTOM, NARROW_WIDTH, PLOT_HEIGHT, TOP
from practice.charts.labels import CLEAR, box, circle

FIRST = date(2026, 9, 1)


def after(days: int, low: int, high: int | None = None) -> Point:
    return Point(FIRST + timedelta(days=days), low, high)


def chart(points, low=1, high=10, **more):
    given = {"title": "From 3 to 5.", "format_day": lambda day: f"{day.day} {day:%b}"} | more
    return rating_chart(points, low=low, high=high, **given)


def test_the_axis_is_whole_whatever_was_rated():
    drawn = chart([after(0, 4), after(7, 5)])
    assert [tick.value for tick in drawn.ticks] == [1, 4, 7, 10]
    assert (drawn.ticks[0].y, drawn.ticks[-1].y) == (BOTTOM, TOP)
    step = (BOTTOM - TOP) / 9
    assert drawn.marks[0].y - drawn.marks[1].y == pytest.approx(step, abs=0.02)


def test_an_imported_ladder_keeps_its_own_scale():
    drawn = chart([after(0, 7), after(7, 1)], low=1, high=7)
    assert [tick.value for tick in drawn.ticks] == [1, 3, 5, 7]
    assert [mark.y for mark in drawn.marks] == [TOP, BOTTOM]


def test_a_rating_outside_the_ladder_is_an_error():
    with pytest.raises(ValueError, match="outside 1 to 7: 6–8"):
        chart([after(0, 6, 8)], low=1, high=7)


def test_a_range_is_a_bar_around_its_middle():
    mark = chart([after(0, 2, 3), after(7, 4)]).marks[0]
    assert mark.top < mark.y < mark.bottom
    assert mark.y == pytest.approx((mark.top + mark.bottom) / 2, abs=0.02)
    assert chart([after(0, 2, 3)]).labels[0].text == "2–3"


def test_a_long_pause_breaks_the_line_and_is_named():
    drawn = chart([after(0, 3), after(7, 3), after(14, 4), after(60, 4), after(67, 5)])
    assert len(drawn.runs) == 2
    assert (len(drawn.gaps), drawn.gaps[0].roomy, drawn.gap_days) == (1, True, 21)


def test_a_fortnight_between_rare_ratings_is_no_gap():
    assert len(chart([after(0, 3), after(20, 3), after(50, 4)]).runs) == 1
    assert len(chart([after(0, 3), after(1, 3), after(12, 4)]).runs) == 1


@pytest.mark.parametrize("count", [1, 2, 80])
def test_up_to_eighty_ratings_have_a_circle_each(count):
    drawn = chart([after(day, 1 + day % 10) for day in range(count)])
    assert len(drawn.marks) == count
    assert [mark.last for mark in drawn.marks].count(True) == 1


def test_more_ratings_are_a_line_with_its_two_ends_marked():
    drawn = chart([after(day, 1 + day % 10) for day in range(81)])
    assert [mark.last for mark in drawn.marks] == [False, True]
    assert drawn.runs[0].count("L") == 80
    assert not drawn.every


def test_dense_ratings_are_all_drawn_beneath_the_middle_of_each_week():
    begin = datetime(2026, 1, 1, 8)
    points = [Point(begin + timedelta(hours=4 * number), 1 + number % 7) for number in range(1476)]
    drawn = chart(points, low=1, high=7)
    assert drawn.every[0].count("L") == 1475
    assert drawn.runs[0].count("L") == 1476 // 42
    heights = {float(y) for y in re.findall(r"[\d.]+ ([\d.]+)", drawn.every[0])}
    assert (min(heights), max(heights)) == (0.0, PLOT_HEIGHT)


@pytest.mark.parametrize("gap", [0, 1, 2, 5])
@pytest.mark.parametrize("values", [[1, 10], [5, 6], [6, 5], [4, 4], [9, 10, 9, 10, 1, 2, 10, 10, 1, 1, 3, 5]])
def test_labels_never_lie_on_each_other(values, gap):
    phases = [Band("Small steps", FIRST)]
    drawn = chart([after(gap * place, value) for place, value in enumerate(values)], phases=phases, sessions=[FIRST])
    assert {"last"} <= {label.kind for label in drawn.labels}
    assert not [pair for pair in combinations(map(box, drawn.labels), 2) if pair[0].wider(*CLEAR).hits(pair[1])]
    between = [box(label) for label in drawn.labels if not label.kind]
    assert not [label for label in between for mark in drawn.marks if label.hits(circle(mark))]


def test_a_six_beside_a_six_to_seven_is_not_read_as_one_number():
    """The last but one lies a day before the last: its number goes beneath."""
    drawn = chart([after(0, 2, 3), after(20, 4), after(38, 6), after(39, 6, 7)])
    words = {label.text: label for label in drawn.labels}
    assert words["6"].dy > 0 > words["6–7"].dy


def test_first_and_latest_are_always_labelled():
    drawn = chart([after(day // 4, 5) for day in range(60)])
    assert [label.kind for label in drawn.labels] == ["first", "last"]
    assert [day.text for day in drawn.days][:: len(drawn.days) - 1] == ["1 Sep", "15 Sep"]


def test_phases_that_do_not_fit_are_numbered_and_keep_their_number():
    titles = ["Best hopes", "Preferred future", "Exceptions", "Best hopes"]
    bands = [Band(title, FIRST + timedelta(days=7 * place)) for place, title in enumerate(titles)]
    drawn = chart([after(0, 3), after(28, 5)], phases=bands)
    assert [phase.mark for phase in drawn.phases] == ["1", "2", "3", "1"]
    assert drawn.phases[3].note == "1 Best hopes, 22 Sep"
    assert drawn.numbered


def test_one_phase_is_named_in_the_drawing():
    drawn = chart([after(0, 3), after(28, 5)], phases=[Band("Exceptions", FIRST)])
    assert [(phase.mark, phase.note) for phase in drawn.phases] == [("Exceptions", "")]


def test_everything_stays_inside_the_drawing():
    drawn = chart([after(0, 1), after(90, 10)], phases=[Band("Later", FIRST + timedelta(days=30))], sessions=[FIRST])
    assert all(0 <= x <= 100 for x in [*drawn.sessions, *(mark.x for mark in drawn.marks)])
    assert all(box(label).left >= 0 and box(label).right <= NARROW_WIDTH + 4 for label in drawn.labels)


def test_no_rating_yet_is_an_empty_axis():
    drawn = chart([])
    assert (drawn.marks, drawn.runs, drawn.labels, drawn.days) == ((), (), (), ())


def test_a_sparkline_uses_the_whole_axis_and_breaks_at_nothing():
    spark = sparkline([1, 10, None, 5.5], 1, 10)
    assert spark.runs[0].endswith("4.0") and spark.runs[0].startswith("M4.0 32.0")
    assert len(spark.runs) == 2
    assert (spark.x, spark.y) == (84.0, 18.0)
    assert sparkline([], 1, 10).runs == ()
