"""Long words get places to break; short ones, accents and what could be markup stay as they are."""

import re

import pytest

from practice.measures.parting import parted


@pytest.mark.parametrize("name", ["Robin Vale", "", "Maximiliane", "Chen Jing 陈静", "a  b"])
def test_what_is_short_stays_whole(name):
    assert parted(name) == name


@pytest.mark.parametrize("length", range(17, 80))
def test_no_part_of_a_long_word_is_a_letter_or_two(length):
    parts = parted("x" * length).split("<wbr>")
    assert "".join(parts) == "x" * length and min(map(len, parts)) >= 3 and max(map(len, parts)) <= 8


def test_accents_and_joined_signs_are_not_torn_apart():
    word = "e\u0301" * 20 + "\U0001f469\u200d\U0001f467" * 5
    assert all(not re.match("[\u0301\u200d]", part) and not part.endswith("\u200d") for part in parted(word).split("<wbr>"))


def test_what_a_name_holds_is_escaped():
    assert parted("<b>&") == "&lt;b&gt;&amp;"
    assert "<script" not in parted("<script>alert(1)</script>")
