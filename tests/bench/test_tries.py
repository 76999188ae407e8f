"""A figure that misses its gate is taken again; the best try counts and says so."""

from practice.bench.figure import Figure
from practice.bench.run import TRIES, Suite, _settled


def suite(*ratios):
    left = list(ratios)
    return Suite(("page",), lambda _ready: [Figure("page", left.pop(0), limit=40)])


def test_a_met_gate_is_taken_once():
    assert [figure.note for figure in _settled(suite(39), None)] == [""]


def test_a_miss_is_taken_again_and_the_best_try_counts():
    figure = _settled(suite(44, 38), None)[0]
    assert (figure.ratio, figure.missed, figure.note) == (38, "", "try 2 of 2")


def test_what_always_misses_still_misses():
    figure = _settled(suite(*[50, 48, 49][:TRIES]), None)[0]
    assert figure.ratio == 48 and figure.missed
