"""Answers: nothing typed is lost, limits are told in words, and any JSON is survived."""

import json
from dataclasses import replace
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from practice.protocols import answers
from practice.protocols.groups import CODECS
from practice.protocols.protocol import Field, Option
from practice.protocols.reader import read
from tests.protocols.examples import PROTOCOL, WORDS, specimens

TODAY = date(2026, 11, 24)
LOG = read(PROTOCOL, {"en": WORDS}).exercise("log")


def asking(*fields: Field, **more):
    return replace(LOG, fields=fields, **more)


def one(field: Field, **posted):
    return answers.parse(
        asking(field), MultiDict({f"q_{field.id}{key}": value for key, value in posted.items()}), TODAY
    )


def test_a_form_becomes_answers_and_blank_questions_stay_open():
    posted = MultiDict({"q_what": "tea\r\nand talk", "q_mood": "", "other": "x"})
    assert answers.parse(LOG, posted, TODAY) == {"what": "tea\nand talk", "mood": None}
    assert answers.blank(LOG) == {"what": "", "where": None}


@pytest.mark.parametrize("kind", specimens())
def test_whole_specimens_pass_and_read_back(kind):
    field, answer = specimens()[kind]
    exercise = asking(field)
    assert answers.validate(exercise, {"q": answer}) == {}
    [shown] = answers.show(exercise, {"q": answer})
    frozen = json.loads(json.dumps(answers.labels(exercise)))
    assert answers.show(frozen, {"q": answer}) == [shown]
    assert shown.label == field.label and shown.value


@pytest.mark.parametrize("kind", specimens())
@pytest.mark.parametrize("junk", [
    None, 5, 5.5, True, "x", "", "a\x00b", "\ud800", [], {}, [1, None], [[]], [{}], [{"a": {}}], {"date": 3},
    {"value": "x"},
    {"ref": None}, {"id": []}, [{"id": "nobody"}], [{"entry": 4}], [{"d": "x"}], {"date": "2026-02-31"}, float("nan"),
    10**30, ["x"] * 5000, [{"e": "x", "c": []}],
])  # fmt: skip
def test_no_junk_breaks_validate_or_show(kind, junk):
    field, _ = specimens()[kind]
    exercise = asking(field)
    complaints = answers.validate(exercise, {"q": junk})
    assert all(isinstance(words, str) and words for words in complaints.values())
    if not complaints:
        answers.show(exercise, {"q": junk})


def test_an_answer_holds_100_000_characters_and_says_so_beyond():
    assert answers.validate(LOG, {"what": "字" * 100_000}) == {}
    assert "100,001" in answers.validate(LOG, {"what": "x" * 100_001})["what"]


@pytest.mark.parametrize("text", ["a\x00b", "a\ud83db", "a\x1bb", "a\x7fb"])
def test_what_cannot_be_kept_is_left_out_or_refused_in_words(text):
    assert answers.parse(LOG, MultiDict({"q_what": text}), TODAY) == {"what": "ab"}
    assert "cannot keep" in answers.validate(LOG, {"what": text})["what"]


@pytest.mark.parametrize("text", ["😀" * 50, "中文答案", "שלום עולם", "e\u0301", "line\n\nline\ttab"])
def test_every_script_is_kept_as_typed(text):
    assert answers.parse(LOG, MultiDict({"q_what": text}), TODAY) == {"what": text}
    assert answers.validate(LOG, {"what": text}) == {}


def test_only_what_makes_an_entry_is_required():
    assert set(answers.validate(LOG, {"mood": 3})) == {"what"}
    assert set(answers.validate(LOG, {})) == {"what"}
    free = asking(Field("a", "text", "A"), Field("b", "scale", "B", low=0, high=10))
    assert set(answers.validate(free, {"a": "  "})) == {"a"}
    assert answers.validate(free, {"b": None}) == {}, "not giving a number is an answer"


def test_no_such_moment_is_a_whole_answer():
    log = replace(LOG, no_moment=True, no_moment_words=("How did you manage?", ""))
    given = answers.parse(log, MultiDict({"q_no_moment": "yes", "q_no_moment_how": "slept"}), TODAY)
    assert answers.no_moment(given) and answers.validate(log, given) == {}
    assert [(item.label, item.value) for item in answers.show(log, given)] == [
        ("No such moment today", "Yes"), ("How did you manage?", "slept"),
    ]  # fmt: skip


def test_distress_is_asked_after_and_is_no_entry_by_itself():
    deep = replace(asking(Field("a", "text", "A")), distress_after=True)
    given = answers.parse(deep, MultiDict({"q_a": "", "q_distress_after": "8"}), TODAY)
    assert given["distress_after"] == 8
    assert set(answers.validate(deep, given)) == {"a"}


@pytest.mark.parametrize(("posted", "kept"), [
    ({"-day": "today"}, {"date": "2026-11-24", "time": None}),
    ({"-day": "yesterday", "-date": "2020-01-01", "-time": "07:05"}, {"date": "2026-11-23", "time": "07:05"}),
    ({"-day": "other", "-date": "2026-02-31"}, {"date": "2026-02-31", "time": None}),
    ({"-day": "other", "-date": ""}, {"date": "", "time": None}),
    ({"-date": "2026-01-02"}, {"date": "2026-01-02", "time": None}),
    ({"-date": ""}, {"date": None, "time": None}),
])  # fmt: skip
def test_days_are_kept_as_dates_and_slips_as_typed(posted, kept):
    assert one(Field("w", "when", "When"), **posted) == {"w": kept}


def test_today_means_the_day_the_form_was_drawn_when_nobody_says():
    posted = MultiDict({"q_w-day": "yesterday", "today_is": "2026-03-01"})
    assert answers.parse(asking(Field("w", "when", "When")), posted) == {"w": {"date": "2026-02-28", "time": None}}


@pytest.mark.parametrize(
    "day", ["2026-02-31", "0001-01-01", "9999-12-31", "24.11.2026", "2026-11-24T10", "", "２０２６-11-24"]
)
def test_a_day_nobody_can_read_is_asked_again(day):
    assert set(answers.validate(asking(Field("w", "when", "When")), {"w": {"date": day, "time": "10:00"}})) == {"w"}


@pytest.mark.parametrize(("typed", "kept", "fine"), [
    ("5", 5, True), ("2,5", 2.5, True), ("61", 61, False), ("-1", -1, False), ("five", "five", False),
    ("1e999", "1e999", False),
    ("nan", "nan", False), ("", None, True), ("9" * 400, "9" * 400, False),
])  # fmt: skip
def test_numbers_are_bounded_and_slips_kept(typed, kept, fine):
    field = Field("n", "number", "Number", low=0, high=60)
    given = one(field, **{"": typed})
    assert given == {"n": kept}
    assert (CODECS["number"].fault(field, kept) is None) is fine


@pytest.mark.parametrize(("posted", "value", "high", "none"), [
    ({"-value": "2", "-value_high": "next"}, 2, 3, False), ({"-value": "10", "-value_high": "next"}, 10, 11, False),
    ({"-value": "2", "-value_high": "3"}, 2, 3, False), ({"-value": ""}, None, None, True),
    ({"-value": "11"}, None, None, False), ({"-no_number": "yes"}, None, None, True),
    ({"-past": "6"}, None, None, False),
])  # fmt: skip
def test_the_ladder_carries_what_was_posted(posted, value, high, none):
    field = Field("l", "ladder", "Ladder", low=1, high=10)
    given = one(field, **posted)["l"]
    assert (given["value"], given["value_high"], given["no_number"]) == (value, high, none)
    assert (CODECS["ladder"].fault(field, given) is None) is (high != 11)


def test_a_rating_is_shown_by_reference():
    exercise = asking(Field("l", "ladder", "Where are you?", low=1, high=10))
    given = {"l": {"ref": "r1"}}
    assert answers.validate(exercise, given) == {}
    assert answers.show(exercise, given, {"r1": "between 2 and 3"})[0].value == "between 2 and 3"


def test_too_many_rows_are_told():
    field = Field("l", "list", "List")
    given = one(field, **{f"-{n}": str(n) for n in range(150)})
    assert "100" in answers.validate(asking(field), given)["l"]


def test_the_parts_of_a_row_read_as_one_line_with_the_words_as_they_were():
    asked = (Field("a", "line", "When?"), Field("b", "text", "What was different"), Field("c", "line", "Who saw it?"))
    field = Field("r", "rows", "Rows", of=asked)
    rows = [{"a": "Tuesday", "b": "He asked first.", "c": "Mia"}, {"a": "", "b": "Tea", "c": "Nobody"}]
    assert CODECS["rows"].show(field, rows) == (
        "When? Tuesday\u00a0· What was different: He asked first. Who saw it? Mia",
        "What was different: Tea\u00a0· Who saw it? Nobody",
    )


def test_choices_that_were_never_offered_are_not_taken():
    field = Field("c", "choice", "Choice", options=(Option("x", "Ex"),))
    assert one(field, **{"": "y"}) == {"c": None}
    assert set(answers.validate(asking(field), {"c": "y"})) == {"c"}


def test_an_offered_entry_counts_once_ticked_or_written_about():
    field, _ = specimens()["entries"]
    base = {
        "-0-entry": "e1",
        "-0-label": "Mon",
        "-0-a": "",
        "-0-b": "",
        "-1-entry": "e2",
        "-1-label": "Tue",
        "-1-a": "x",
        "-1-b": "",
    }
    assert [row["entry"] for row in one(field, **base)["q"]] == ["e2"]
    assert [row["entry"] for row in one(field, **{**base, "-0-chosen": "yes"})["q"]] == ["e1", "e2"]
