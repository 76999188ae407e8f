"""Two versions made one: by hand and for made-up texts."""

from hypothesis import given
from hypothesis import strategies as st

from practice.homework.merging import BOTH, differing, holds_all, joined, merged
from practice.homework.typed import Typed, kept_as_typed, plain, same, understood
from practice.protocols.library import load_library

STORY = load_library()["narrative-attachment"].exercise("relationship-story")
LOG = load_library()["narrative-attachment"].exercise("exception-log")
FIELD = next(item.id for item in STORY.fields if item.kind == "text")
TEXTS = st.text(max_size=30)


@given(TEXTS, TEXTS)
def test_joining_loses_no_letter_and_nothing_stands_twice(left, right):
    whole = joined(left, right)
    assert (left.strip() in whole) and (right.strip() in whole)
    assert joined(left, left) == left


def test_lists_are_joined_row_by_row():
    assert joined(["a", "b"], ["b", "c"]) == ["a", "b", "c"] and joined(None, ["c"]) == ["c"]


@given(TEXTS, TEXTS)
def test_what_is_kept_of_both_holds_both(left, right):
    versions = {FIELD: left}, {FIELD: right}
    whole = merged(STORY, *versions, {FIELD: BOTH})
    assert all(holds_all(STORY, whole, one) for one in versions)


def test_only_what_differs_is_asked_and_what_keeps_most_is_preset():
    (one,) = differing(STORY, {FIELD: "a"}, {FIELD: "b"})
    assert (one.left, one.right, one.preset) == ("a", "b", BOTH)
    assert differing(STORY, {FIELD: "a"}, {FIELD: "a"}) == []
    assert merged(STORY, {FIELD: "a"}, {}, {}) == {FIELD: "a"}
    assert merged(STORY, {FIELD: "a"}, {FIELD: "b"}, {FIELD: "left"}) == {FIELD: "a"}
    assert merged(STORY, {FIELD: "a"}, {FIELD: "b"}, {FIELD: "nonsense"})[FIELD] == "a\n\nb"
    assert not holds_all(STORY, {FIELD: "a"}, {FIELD: "b"})


def test_a_draft_is_the_form_as_it_was_typed_and_understood_when_opened():
    form = {"q_context": ["cooking\r\n"], "q_behaviour": ["x"], "csrf_token": ["secret"], "share": ["partner"], "why": ["a word"],
            "moment": ['{"context": "walking"}', "broken"], "today_is": ["2026-11-20"], "q_when-day": ["yesterday"]}  # fmt: skip
    kept = kept_as_typed(form.items())
    assert set(kept["form"]) == {"q_context", "q_behaviour", "why", "moment", "today_is", "q_when-day"}
    answers, finished, why = understood(LOG, kept)
    assert answers["context"] == "cooking\n" and answers["when"]["date"] == "2026-11-19"
    assert finished == [{"context": "walking"}] and why == "a word"
    assert understood(LOG, {"answers": {"context": "old", "gone": "x"}, "moments": []}) == ({"context": "old"}, [], "")
    assert understood(LOG, None) == ({}, [], "")


def test_the_form_reads_like_the_browsers():
    form = Typed({"a": ["1", "2"]})
    assert form.get("a") == "1" and form.getlist("a") == ["1", "2"] and form.get("b") is None and "a" in form and list(form) == ["a"]


def test_the_same_words_are_the_same_whatever_was_left_empty():
    assert same(STORY, {FIELD: "a", "other": ""}, {FIELD: "a"}) and not same(STORY, {FIELD: "a"}, {FIELD: "b"})
    assert plain({"value": 3, "no_number": False, "past": ""}) == plain({"value": 3, "no_number": True})
