"""Nothing is said of a phase with fewer than three numbers; without a first phase there is the slope alone."""

import pytest

from practice.series import Told, tell


def test_two_phases():
    told = tell([20, 20, 26, 25, 22, 23], [28, 25, 24, 27, 30, 30, 29])
    assert told.nap == pytest.approx(38.5 / 42) and told.tau == pytest.approx(35 / 42)
    assert told.pem == 1 and told.why == "" and 0.7 < told.theil_sen < 0.9


def test_down_turns_what_is_better_and_leaves_the_slope():
    up, down = tell([5, 6, 7], [1, 2, 3]), tell([5, 6, 7], [1, 2, 3], down=True)
    assert (up.nap, down.nap, up.pem, down.pem) == (0, 1, 0, 1)
    assert up.theil_sen == down.theil_sen


def test_too_few_is_nothing():
    assert tell([1, 2], [3, 4, 5]) == tell([1, 2, 3], [3, 4]) == tell([], [1, 2]) == Told(why="too-few")
    assert tell([1, 2, None], [3, 4, 5]) == Told(why="too-few")


def test_no_first_phase():
    assert tell([], [3, 4, 5]) == Told(theil_sen=1, why="no-baseline")


def test_a_missing_day_keeps_its_place():
    assert tell([], [1, None, 3, 4]).theil_sen == 1
