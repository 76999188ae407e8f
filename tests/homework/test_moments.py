"""Finished moments of a log travel in the page: whatever comes back is read without breaking."""

from practice.homework.moments import MOST, pack, tidy, unpack
from practice.protocols.fitting import fitted
from practice.protocols.library import load_library


def test_what_was_packed_is_unpacked():
    answers = {"context": "Tea “in” the kitchen <b>", "where": ["home"], "when": {"date": "2026-11-20", "time": None}}
    assert unpack([pack(answers)]) == [answers]


def test_whatever_is_no_moment_is_left_out():
    assert unpack(["", "{", "[1]", "3", "[" * 100_000, "null"]) == []
    assert len(unpack([pack({"a": n}) for n in range(MOST + 5)])) == MOST


def test_characters_that_cannot_be_kept_and_bottomless_depth_go():
    assert tidy({"a\x00": "b\x00c", "d": "\ud800x"}) == {"a": "bc", "d": "x"}
    deep = value = {}
    for _n in range(50):
        value["in"] = {}
        value = value["in"]
    assert str(tidy(deep)).count("in") < 10


def test_only_what_was_asked_is_kept():
    log = load_library()["narrative-attachment"].exercise("exception-log")
    assert fitted(log, {"context": "a", "invented": "b"}) == {"context": "a"}
