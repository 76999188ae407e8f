"""One rung is a step; a shift is two rungs kept twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.series import step_of


@pytest.mark.parametrize("values, said", [
    ([3, 4], "step up"), ([4, 3], "step down"), ([3, 3], None), ([3, 9, 3], None), ([2.5, 3], None),
    ([3, 5], "step up"),  # two rungs, but only once so far
    ([3, 5, 5], "sustained shift up"), ([3, 4, 6, 7], "sustained shift up"), ([3, 6, 4], "step up"),
    ([6, 4, 4], "sustained shift down"), ([6, 4, 8], "step up"), ([2.5, 6.5, 6.5], "sustained shift up"),
    ([5], None), ([], None),
])  # fmt: skip
def test_what_may_be_said(values, said):
    assert step_of(values) == said


@given(st.lists(st.integers(1, 10), max_size=20))
def test_upside_down_it_says_the_opposite(values):
    said, turned = step_of(values), step_of([11 - value for value in values])
    swap = {"up": "down", "down": "up"}
    assert turned == (said and " ".join([*said.split()[:-1], swap[said.split()[-1]]]))
