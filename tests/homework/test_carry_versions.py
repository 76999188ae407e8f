"""Two versions: both texts are always whole, and what changed is named. No database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from practice.homework.versions import ADDED, GONE, SAME, changes, side_by_side

LABELS = {"fields": [{"id": "start", "kind": "text", "label": "Where it began"}, {"id": "ways", "kind": "list", "label": "Ways"}]}


def told(before, after):
    return [(part.kind, part.words) for part in changes(before, after)]


def test_word_by_word():
    assert told("I was afraid of silence", "I was less afraid of silence") == [
        (SAME, "I was "), (ADDED, "less "), (SAME, "afraid of silence")]  # fmt: skip


def test_a_script_without_spaces_is_compared_sign_by_sign():
    assert (GONE, "今") in told("我今天很累", "我昨天很累") and (ADDED, "昨") in told("我今天很累", "我昨天很累")


@settings(max_examples=80, deadline=None)
@given(some.text(max_size=200), some.text(max_size=200))
def test_neither_text_loses_a_letter(before, after):
    parts = changes(before, after)
    assert "".join(part.words for part in parts if part.kind != ADDED) == before
    assert "".join(part.words for part in parts if part.kind != GONE) == after


@pytest.mark.parametrize("text", ["word " * 20_000, "x" * 100_000, "\n" * 100_000, "一" * 100_000])
def test_a_very_long_text_is_compared_in_larger_pieces(text):
    parts = changes(text, text + "end")
    assert "".join(part.words for part in parts if part.kind != GONE) == text + "end"


def test_question_by_question_with_rows_on_lines():
    one, two = {"start": "Silence", "ways": ["Walking"]}, {"start": "Silence", "ways": ["Walking", "Tea"]}
    (start, ways) = side_by_side((LABELS, one), (LABELS, two))
    assert start.is_same and not ways.is_same
    assert "".join(part.words for part in ways.after) == "Walking\nTea"


def test_a_question_that_went_and_one_that_came():
    (gone,) = side_by_side((LABELS, {"start": "Silence"}), (LABELS, {}))
    assert [part.kind for part in gone.before] == [GONE] and gone.after == ()
