"""Measures as sheets: one row per answer or per occasion, and no cell that a spreadsheet would run."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from practice.exchange.measures_csv import FIXED, Given, long, safe, wide
from practice.measures.fhir.writing import Occasion
from practice.measures.library import load_measures

AT = datetime(2026, 11, 20, 17, 30, 5, tzinfo=UTC)


def given(key, answers, **more):
    made = Occasion("a" * 32, "b" * 32, date(2026, 11, 20), AT, answers, **more)
    return Given(made, load_measures()[key], "session")


def table(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def numbered(*values):
    return {str(n): value for n, value in enumerate(values, 1) if value is not None}


def test_long_has_a_row_per_answer_and_per_score():
    rows = table(long("Ash Field", [given("phq9", numbered(1, 2, 3, 0, 0, 0, 0, 0, 1))]))
    answers = [row for row in rows if row["kind"] == "answer"]
    assert len(answers) == 10 and answers[2]["value"] == "3" and answers[2]["answer"] == "Nearly every day"
    assert answers[9]["value"] == "" and answers[0]["given_on"] == "2026-11-20"
    assert answers[0]["finished_at"] == "2026-11-20T17:30:05+00:00" and answers[0]["client"] == "Ash Field"
    total = next(row for row in rows if row["kind"] == "score")
    assert (total["number"], total["value"]) == ("total", "7") and total["answer"]


def test_wide_has_a_row_per_occasion_and_no_total_around_a_blank():
    whole, part = numbered(*[1] * 9), numbered(1, None, 1, 1, 1, 1, 1, 1, 1)
    rows = table(wide("Ash", [given("phq9", whole), given("phq9", part, struck=True), given("csi4", numbered(3, 3, 3, 3))]))
    assert [row["score_total"] for row in rows] == ["9", "", rows[2]["score_total"]] and rows[2]["score_total"] == "12"
    assert rows[1]["complete"] == "no" and rows[1]["missing"] == "2" and rows[1]["taken_back"] == "yes"
    assert rows[0]["item_9"] == "1" and rows[1]["item_2"] == "" and list(rows[0])[: len(FIXED)] == list(FIXED)


def test_a_prorated_score_is_marked_in_both():
    one = given("core10", numbered(*[1] * 9))
    assert table(wide("Ash", [one]))[0]["prorated"] == "total:9"
    assert next(row for row in table(long("Ash", [one])) if row["kind"] == "score")["prorated_from"] == "9"


def test_nothing_given_is_a_heading_alone():
    assert table(long("Ash", [])) == table(wide("Ash", [])) == []


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", " =1", "\n=1"])
def test_a_text_like_a_formula_is_no_formula(cell):
    assert safe(cell) == f"'{cell}"
    row = table(long(cell, [given("phq2", numbered(0, 0), target=cell)]))[0]
    assert row["client"] == row["about"] == f"'{cell}"


def test_own_words_stand_in_one_cell_that_is_no_formula():
    one = given("sessioncheck", numbered(6, 7, 8, '=cmd("x")\nmore, please'))
    row = next(row for row in table(long("Ash", [one])) if row["number"] == "4")
    assert (row["value"], row["answer"]) == ("", '\'=cmd("x")\nmore, please')
    assert table(wide("Ash", [one]))[0]["item_4"] == row["answer"]
    assert table(wide("Ash", [one]))[0]["complete"] == "yes"


def test_numbers_and_plain_words_stay_as_they_are():
    assert safe(-1) == -1 and safe("Ash = Field") == "Ash = Field" and safe(None) == "" and safe("a\0b") == "ab"
