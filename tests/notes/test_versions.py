"""Versions of a note: told, compared, made one."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.notes import versions


@pytest.fixture(autouse=True)
def _in_the_app(app):
    """Titles pass gettext."""


def test_changed_words_are_marked_and_the_rest_stays():
    assert versions.parts("She went home on Friday.\nGood.", "She walked home on Friday.\nGood.") == [
        ("same", "She "), ("removed", "went"), ("added", "walked"), ("same", " home on Friday.\nGood.")]
    assert versions.parts("a red old boat", "a blue new boat") == [
        ("same", "a "), ("removed", "red old"), ("added", "blue new"), ("same", " boat")]
    assert versions.parts("周末一起做饭", "周末一起吃饭") == [("same", "周末一起"), ("removed", "做"), ("added", "吃"), ("same", "饭")]


def test_only_fields_that_changed_are_told():
    old = {"format": "soap", "labels": None, "body": {"plan": "a", "subjective": "same"}, "happened": None, "safety": None, "questions": []}
    new = old | {"body": {"plan": "b", "subjective": "same"}, "safety": {"said": "no thoughts"},
                 "questions": [{"phase": "p", "id": "q", "text": "What was different?"}]}  # fmt: skip
    changed = {one.title: one.parts for one in versions.compare(old, new)}
    assert set(changed) == {"What comes next", "Safety: What they said", "Questions we used"}
    assert changed["Safety: What they said"] == [("added", "no thoughts")]
    assert versions.compare(old, old) == [] and versions.compare(None, old)[0].parts[0][0] == "added"


TEXTS = st.text(alphabet="ab \n陈", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_difference(before, after):
    told = versions.parts(before, after)
    assert "".join(text for kind, text in told if kind != "added") == before
    assert "".join(text for kind, text in told if kind != "removed") == after


@given(TEXTS, TEXTS)
def test_one_text_of_both_holds_every_line_of_both(mine, stored):
    lines = versions.both(mine, stored).split("\n")
    every = all(line in lines or not line for line in (*mine.split("\n"), *stored.split("\n")))
    assert every or mine.startswith(stored) or stored.startswith(mine)


@pytest.mark.sqlite
@pytest.mark.parametrize(("before", "after"), [
    ("\n" * 100_000, "x" + "\n" * 99_000), ("ab " * 33_000, "ba " * 33_000),
    ("\n".join(random.Random(1).choices("abcdefgh", k=50_000)), "\n".join(random.Random(2).choices("abcdefgh", k=50_000))),
])  # fmt: skip
def test_hostile_text_takes_no_longer(before, after):
    begin = time.process_time()
    versions.parts(before, after)
    versions.both(before, after)
    assert time.process_time() - begin < 2
