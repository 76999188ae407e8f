"""Slow signs against one's own beginning; never a flag, never the reason, never other people's numbers."""

from datetime import date, timedelta

from practice.measures.change import change
from practice.measures.lookat import ladder_down, quiet, worse
from tests.measures.test_change import ALPHA, CLINICAL, SIX, measure

TODAY = date(2026, 11, 21)


def days_ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=day) for day in days]


def test_reliably_worse_than_ones_own_beginning():
    made = measure(change=(SIX,))
    sign = worse("CORE-10", change(made, "total", 10, 17), 10, 17, TODAY)
    assert sign.words == "CORE-10: from 10 to 17, reliably worse than at the beginning."
    assert worse("CORE-10", change(made, "total", 10, 15), 10, 15, TODAY) is None
    assert worse("CORE-10", change(made, "total", 17, 10), 17, 10, TODAY) is None
    estimate = change(measure(norms=(CLINICAL,), reliability=(ALPHA,)), "total", 10, 20)
    assert worse("CORE-10", estimate, 10, 20, TODAY).words.endswith("by an estimate.")


def test_a_ladder_two_rungs_down():
    def sign(*values, low=1, high=10):
        days = days_ago(*range(len(values), 0, -1))
        return ladder_down("Close", list(zip(days, values, strict=True)), low, high)

    assert sign(6, 7, 5).words == "Close: 5, after 7."
    assert sign(6, 5, 4).words == "Close: 4; it began at 6."
    assert sign(6, 4, 5) is None and sign(6, 5) is None and sign(4) is None and sign(2, 9, 8) is None
    assert sign(60, 30, low=0, high=100) is None  # what two rungs are is known of a ladder of ten only


def test_gone_quiet_is_told_by_ones_own_pace():
    assert quiet(days_ago(22, 21, 20, 15), TODAY).words == "Nothing has arrived for 15 days."
    assert quiet(days_ago(16, 15, 14), TODAY) is None
    assert quiet(days_ago(50, 40, 30, 20), TODAY) is None  # every ten days: a month is not long
    assert quiet(days_ago(60, 50, 40, 31), TODAY).since == days_ago(31)[0]
    assert quiet([], TODAY) is None
