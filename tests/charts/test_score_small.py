"""The thumb-size picture keeps the rules of the large one."""

from datetime import date, timedelta

import pytest

from practice.charts import ScorePoint, small_chart
from practice.charts.small import EDGE, HEIGHT, WIDTH

FIRST = date(2026, 9, 1)


def small(*values, **more):
    found = [ScorePoint(FIRST + timedelta(days=7 * n), value) for n, value in enumerate(values)]
    return small_chart(found, 0, 20, title="From 20 to 0", **more)


def test_the_whole_range_and_true_time():
    drawn = small(20, 10, 0)
    assert drawn.runs == (f"M{float(EDGE)} {float(EDGE)}L{WIDTH / 2} {HEIGHT / 2}L{float(WIDTH - EDGE)} {float(HEIGHT - EDGE)}",)
    assert (drawn.x, drawn.y) == (WIDTH - EDGE, HEIGHT - EDGE)


def test_gaps_crosses_and_nothing():
    drawn = small(20, None, 10, 5)
    assert len(drawn.runs) == 2 and drawn.runs[0].endswith("h.1") and len(drawn.crosses) == 1
    assert small().runs == () and small().x is None
    assert small(10).x == WIDTH / 2 == small(None).crosses[0]


def test_cutoff_band_and_a_filled_up_score():
    drawn = small(18, 10, cutoff=10, margin=6)
    assert drawn.cut == HEIGHT / 2
    assert drawn.band == (EDGE, pytest.approx(8 / 20 * (HEIGHT - 2 * EDGE)))
    assert small_chart([ScorePoint(FIRST, 3, "", True)], 0, 20, title="t").square and not drawn.square
    with pytest.raises(ValueError, match="two ends"):
        small_chart([], 3, 3, title="t")
