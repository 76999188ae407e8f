"""What a search finds in a text, and the piece around it."""

import json

import pytest

from practice.record.searching import AROUND, around, asked_for, finder, first_piece


@pytest.mark.parametrize(("text", "typed", "mark"), [
    ("She kept the Blue cup.", "blue", "Blue"),
    ("她喜欢蓝色的杯子", "蓝色", "蓝色"),
    ("Die Straße war leer", "STRASSE", "Straße"),
    ("a cafe\u0301 by the sea", "café", "café"),
    ("he said “no”", "said “n", "said “n"),
    ("100% sure_", "0% s", "0% s"),
])  # fmt: skip
def test_it_finds_whatever_the_case_and_spelling_of_accents(text, typed, mark):
    before, found, after = around(text, asked_for(typed))
    assert found == mark
    assert (before + found + after).startswith(text[0])


def test_long_texts_are_cut_at_words():
    text = "begin " + "word " * 100 + "needle " + "word " * 100 + "end"
    before, found, after = around(text, "needle")
    assert found == "needle" and before.startswith("…word") and after.endswith("word…")
    assert len(before) <= AROUND + 1 and len(after) <= AROUND + 1


@pytest.mark.parametrize("value", ['a "quoted" word', "two\nlines", "back\\slash", "tab\there", "e\u0301"])
def test_the_quick_look_never_says_no_wrongly(value):
    for n in range(len(value)):
        wish = asked_for(value[n:n + 3])
        if wish and around(value, wish):
            assert finder(wish)(json.dumps({"x": value}, ensure_ascii=False)), (value, wish)


def test_names_of_fields_are_not_found():
    coded = json.dumps({"agreed": "tea"})
    assert finder("agreed")(coded)  # the quick look may be wrong this way
    assert first_piece([coded], [True], "agreed") is None
    assert first_piece(["", coded], [True, True], "tea") == ("", "tea", "")


def test_what_cannot_be_found():
    assert asked_for(" \x00 ") == ""
    assert around("short", "longer than it") is None
