"""Pieces put into answers, taken out again, and left alone once somebody changed them. No database."""

from datetime import date

import pytest

from practice.homework.carrying import Prefill, Source, filled, leave_out, one_line, pressed, put_in, value_for
from practice.protocols.protocol import Field

DAY = date(2026, 3, 12)


def source(place="a", kind="text", value="Tea together", key="e.x.a"):
    return Source(place, DAY, "Log", "Tea together", key, kind, value)


CASES = [
    ("text", "Tea together", "Mine", "Mine\n\nTea together"),
    ("list", "Tea together", ["Mine"], ["Mine", "Tea together"]),
    ("rows", {"action": "Tea together"}, [{"action": "Mine"}], [{"action": "Mine"}, {"action": "Tea together"}]),
    ("entries", {"entry": "7", "label": "Tea"}, [], [{"entry": "7", "label": "Tea"}]),
    ("rank", {"id": None, "text": "Tea together"}, [], [{"id": None, "text": "Tea together"}]),
]


@pytest.mark.parametrize(("kind", "value", "given", "then"), CASES)
def test_a_piece_is_put_in_once_and_taken_out_again(kind, value, given, then):
    piece = source(kind=kind, value=value)
    answers = put_in({"a": given, "b": "other"}, piece)
    assert answers == {"a": then, "b": "other"} and put_in(answers, piece) == answers
    assert leave_out(answers, piece) == {"a": given, "b": "other"}


def test_a_line_that_is_taken_stays_as_it_is():
    line = source(kind="line")
    assert put_in({"a": "Mine"}, line) == {"a": "Mine"}
    assert put_in({}, line) == {"a": "Tea together"} and leave_out({"a": "Tea together"}, line) == {"a": ""}


def test_what_was_changed_is_the_clients_own_and_is_not_taken_out():
    assert leave_out({"a": "Tea alone"}, source()) == {"a": "Tea alone"}
    row = source(kind="rows", value={"action": "Tea together"})
    assert leave_out({"a": [{"action": "Tea alone"}]}, row) == {"a": [{"action": "Tea alone"}]}


def test_a_row_is_known_again_after_the_page_sent_every_question_of_it():
    row = source(kind="rows", value={"action": "Tea together"})
    posted = {"a": [{"action": "Tea together", "setting": None, "within_reach": "yes"}]}
    assert put_in(posted, row) == posted and leave_out(posted, row) == {"a": []}


def test_a_sign_comes_onto_a_ladder_beside_what_is_there():
    sign = source(kind="ladder", value={"first_sign": "Tea together"})
    assert put_in({"a": {"value": 3}}, sign) == {"a": {"first_sign": "Tea together", "value": 3}}
    assert put_in({"a": {"first_sign": "Mine"}}, sign) == {"a": {"first_sign": "Mine"}}
    assert leave_out({"a": {"first_sign": "Tea together", "value": 3}}, sign) == {"a": {"value": 3}}


def test_only_the_two_buttons_change_anything():
    found = Prefill({}, (source(key="in"),), (source(place="b", key="offer"),))
    assert pressed(found, {}, "carry", "offer") == {"b": "Tea together"}
    assert pressed(found, {"a": "Tea together"}, "leave", "in") == {"a": ""}
    assert pressed(found, {}, "send", "offer") == pressed(found, {}, "carry", "nothing") == {}


def test_a_page_knows_what_still_stands_in_it():
    found = Prefill({}, (source(key="in"),), (source(place="b", key="offer"),), (source(place=""),))
    now = found.standing({"b": "Tea together"})
    assert [one.key for one in now.sources] == ["offer"] and not now.offers and len(now.beside) == 1
    later = found.standing(filled({}, found.sources))
    assert [one.key for one in later.sources] == ["in"] and [one.key for one in later.offers] == ["offer"]


def test_words_take_the_shape_of_their_field():
    rows = Field("r", "rows", "R", of=(Field("action", "line", "A"),))
    assert value_for(Field("t", "text", "T"), "Tea", "12 March") == "12 March: Tea"
    assert value_for(rows, "Tea\nwith her") == {"action": "Tea with her"}
    assert value_for(Field("l", "ladder", "L"), "Tea") == {"first_sign": "Tea"}
    assert len(one_line("word " * 200)) <= 302 and one_line("a\n\n b") == "a b"
