"""The way through an instrument, and what a page sends made into answers."""

import pytest

from practice.measures import walk
from practice.measures.answering import WrongAnswers
from practice.measures.reader import read_measure
from practice.measures.typed import read_answers, read_scores, value_of
from tests.measures.samples import GATED, MOOD, POLES, TYPED

MEASURE, GATE, PAIR, ENTRY = map(read_measure, (MOOD, GATED, POLES, TYPED))


def numbers(items) -> list[int]:
    return [item.n for item in items]


def test_a_follow_up_waits_for_its_score():
    assert numbers(walk.asked(MEASURE, {})) == [1, 2, 3]
    assert numbers(walk.asked(MEASURE, {1: 0, 2: 0, 3: 0})) == [1, 2, 3]
    assert numbers(walk.asked(MEASURE, {1: 1, 2: 0, 3: 0})) == [1, 2, 3, 4]
    assert numbers(walk.asked(MEASURE, {2: 1})) == [1, 2, 3, 4], "what is answered lies above already"


def test_a_closed_gate_leaves_out_the_rest():
    assert numbers(walk.asked(GATE, {1: 0})) == [1] and numbers(walk.asked(GATE, {1: 1})) == [1, 2, 3] == numbers(walk.asked(GATE, {}))


def test_back_and_on_and_where_to_resume():
    items = walk.asked(MEASURE, {})
    assert walk.before(items, 1) is None and walk.after(items, 3) is None and walk.after(items, 1).n == 2
    assert walk.resume(items, {}).n == 1 and walk.resume(items, {2: 1}).n == 3 and walk.resume(items, {3: 0}) is None
    assert walk.place(items, 2) == (2, 3) and numbers(walk.blank(items, {2: 0})) == [1, 3]


def test_what_a_page_sends():
    assert value_of(MEASURE.by_n[1], " 2 ") == 2 and value_of(MEASURE.by_n[1], "") is None
    for typed in ("3", "02", "2.0", "two", "²", "-0", "1e0", "x" * 5000):
        with pytest.raises(WrongAnswers) as problem:
            value_of(MEASURE.by_n[1], typed)
        assert len(problem.value.faults[0]) < 120
    assert read_answers(MEASURE, {"q_1": "2", "q_2": "7", "q_3": "", "q_9": "1"}) == (
        {1: 2}, {2: "Question 2: “7” is none of its answers."})  # fmt: skip
    assert read_answers(PAIR, {"q_1": "3"}) == ({1: 3}, {})


@pytest.mark.parametrize("typed, value", [("0", 0), ("40", 40), ("31.5", 31.5), ("31,5", 31.5), (" 7 ", 7)])
def test_numbers_that_are_typed_in(typed, value):
    assert read_scores(ENTRY, {"s_total": typed}) == ({"total": value}, {})


@pytest.mark.parametrize("typed", ["41", "-1", "1e1", "nan", "1,2,3", "٣", "9" * 40, "seven"])
def test_numbers_that_are_none(typed):
    assert read_scores(ENTRY, {"s_total": typed}) == ({}, {"total": "Please type a number from 0 to 40."})
