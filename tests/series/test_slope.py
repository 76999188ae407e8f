"""The slope agrees with Sen's own example and does not listen to one odd day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.series import theil_sen
from tests.series.test_nonoverlap import vectors


def test_sens_own_example():
    """Sen (1968), J. American Statistical Association 63, as tried in scipy."""
    found = theil_sen([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78], 0.93)
    assert (found.slope, found.intercept) == (4, 4)
    assert (found.low, found.high) == (pytest.approx(26 / 7), pytest.approx(4.375))


def test_every_vector():
    rows = vectors("Theil-Sen")
    assert len(rows) == 2
    for row in rows:
        found = theil_sen(row["answers"]["t"], row["answers"]["y"])
        assert found.slope == row["expected"]["slope"]
        assert found.intercept == row["expected"]["intercept_median"]


def test_one_odd_day_does_not_turn_it():
    level = theil_sen(range(9), [5, 5, 5, 5, 100, 5, 5, 5, 5])
    assert (level.slope, level.intercept) == (0, 5)


def test_no_time_no_slope():
    assert theil_sen([], []) is None and theil_sen([4, 4], [1, 9]) is None


@given(st.lists(st.integers(1, 10), min_size=3, max_size=25), st.integers(-3, 3))
def test_a_steady_tilt_is_added_to_it(y, tilt):
    t = list(range(len(y)))
    plain, tilted = theil_sen(t, y), theil_sen(t, [value + tilt * when for when, value in zip(t, y, strict=True)])
    assert tilted.slope == pytest.approx(plain.slope + tilt)
    assert plain.low <= plain.slope <= plain.high
