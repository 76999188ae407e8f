"""The sentences claim no more than the numbers: never why, never a verdict on the person."""

import re
from itertools import product

import pytest

from practice.measures import words
from practice.measures.change import change
from practice.measures.measure import ChangeCriterion, Cutoff
from tests.measures.test_change import ALPHA, CLINICAL, SIX, measure

CUT = (Cutoff(11, "at-or-above", "", "Barkham 2013"),)
NEVER = re.compile(r"counsell?ing worked|because of|thanks to|treat|effect|cured|healthy|normal|success|fail", re.I)


@pytest.mark.parametrize("number, text", [(9, "9"), (3.6666, "3.67"), (-2, "−2"), (10.50, "10.5"), (100, "100"), (-0.001, "0")])
def test_numbers_are_short(number, text):
    assert words.number(number) == text


def test_from_where_to_where_and_what_it_amounts_to():
    made = measure(change=(SIX,), cutoffs=CUT)
    found = change(made, "total", 18, 9)
    assert words.sentence(found, 18, 9) == (
        "From 18 to 9, 9 points. More than chance usually brings about: reliably better.")
    assert "cut-off (11)" in words.significant(found) and "“recovered”" in words.significant(found)
    assert words.basis(found) == "Published: 6 points or more (90 %). Barkham 2013"
    assert "no reliable change yet" in words.sentence(change(made, "total", 18, 18), 18, 18)


def test_an_estimate_is_called_one():
    found = change(measure(norms=(CLINICAL,), reliability=(ALPHA,)), "total", 18, 9)
    assert words.basis(found).startswith("An estimate: more than 6.75 points (95 %). Estimate from an alpha of 0.9")


def test_a_reason_stands_where_there_is_no_answer():
    found = change(measure(), "total", 18, 9)
    assert words.sentence(found, 18, 9) == (
        "Whether this is more than chance cannot be computed because neither a reliability nor a standard deviation is "
        "recorded for this score.")
    assert words.significant(found) == words.basis(found) == ""


def test_no_sentence_says_why():
    said = []
    for kind, first, last in product(("reliable", "meaningful"), (5, 12, 30), (5, 12, 30)):
        found = change(measure(change=(ChangeCriterion(kind, 6, "S", 90),), cutoffs=CUT), "total", first, last)
        said += [words.sentence(found, first, last), words.significant(found), words.basis(found)]
    assert not [text for text in said if NEVER.search(text)]
    assert {words.direction(better) for better in ("lower", "higher", "neither")} == {
        "Lower is better here.", "Higher is better here.", "Neither end of this scale is the better one."}
