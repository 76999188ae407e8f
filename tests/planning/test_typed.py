"""The plan as it was typed: rows in order, minutes, what was ticked."""

import pytest
from werkzeug.datastructures import MultiDict

from practice.planning import typed


def form(rows, **more):
    pairs = [(name, value) for words, minutes in rows for name, value in (("item_words", words), ("item_minutes", minutes))]
    return MultiDict([*pairs, *more.items()])


def test_rows_keep_their_order_and_empty_ones_are_dropped():
    found = typed.read(form([("Check in", "5"), ("", " "), ("The letter", "20 min"), ("", "10"), ("Close", "")]))
    assert found.items == [{"words": "Check in", "minutes": 5}, {"words": "The letter", "minutes": 20}, {"words": "", "minutes": 10},
                           {"words": "Close", "minutes": None}]
    assert typed.planned(found.items) == 35 and not typed.faults(found)


@pytest.mark.parametrize(("said", "minutes"), [("5", 5), ("5min", 5), ("5 minutes", 5), ("５", 5), ("", None), ("0", 0)])
def test_minutes_are_read_as_people_write_them(said, minutes):
    assert typed.minutes_in(said) == minutes


@pytest.mark.parametrize("said", ["abc", "-5", "5.5", "601", "99999999999", "5 m 3"])
def test_minutes_that_are_no_number_are_told_and_not_lost(said):
    found = typed.read(form([("Talk", said)]))
    assert [fault[:2] for fault in typed.faults(found)] == [(0, "minutes")]
    assert found.items == [{"words": f"Talk ({said})", "minutes": None}]


def test_too_long_and_too_many_are_told():
    assert typed.faults(typed.read(form([("x" * 2_001, "")])))[0][:2] == (0, "words")
    assert typed.faults(typed.read(form([("x", "")] * 41)))[-1][0] == typed.MOST_ROWS
    assert not typed.faults(typed.read(form([("x", "")] * 40)))


@pytest.mark.parametrize(("do", "order", "place"), [
    ("up:2", "acbd", 1), ("down:0", "bacd", 1), ("up:0", "abcd", 0), ("down:3", "abcd", 3), ("up:9", "abcd", None),
    ("up:x", "abcd", None), ("keep", "abcd", None), ("up:99999999999999", "abcd", None)])  # fmt: skip
def test_a_row_moves_and_says_where_it_is_now(do, order, place):
    found, now = typed.moved(typed.read(form([(letter, "") for letter in "abcd"], do=do)))
    assert "".join(row.words for row in found.rows) == order and now == place


def test_what_nobody_can_have_ticked_is_left_out():
    ticks = MultiDict([("question", "a:b"), ("question", "a:b"), ("question", ""), ("question", "x" * 500), ("version", "-1")])
    assert (typed.read(ticks).questions, typed.read(ticks).version) == (("a:b",), 0)
    assert typed.read(MultiDict({"version": "7", "item_words": "only words"})).items == [{"words": "only words", "minutes": None}]


def test_both_versions_put_together_lose_nothing():
    mine = typed.read(form([("Check in", "5"), ("Mine", "")], question="p:a", version="1"))
    theirs = typed.as_typed([{"words": "Check in", "minutes": 5}, {"words": "Theirs", "minutes": 10}], ["p:b"], [], ["q"], 4)
    both = typed.together(mine, theirs)
    assert [row.words for row in both.rows] == ["Check in", "Mine", "Theirs"]
    assert (both.questions, both.quotes, both.version) == (("p:a", "p:b"), ("q",), 4)


def test_a_row_that_reads_the_same_stands_once():
    stored = typed.as_typed([{"words": "Check in", "minutes": 10}], [], [], [], 1)
    assert len(typed.together(typed.read(form([("Check in ", "10 min")])), stored).rows) == 1


def test_the_sum_stands_beside_the_length_without_a_judgement():
    assert typed.beside(0, 50) == "The meeting has 50 minutes."
    assert typed.beside(70, 50) == "70 minutes are in the plan. The meeting has 50 minutes."
