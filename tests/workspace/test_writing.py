"""What a posted note page means."""

import pytest
from werkzeug.datastructures import MultiDict

from practice.workspace import writing


def test_fields_are_read_by_name_and_cleaned():
    typed = writing.read(MultiDict([("better", " a\r\nb\x00 "), ("safety_said", "no"), ("question", "p:q"), ("version", "3")]))
    assert typed.body["better"] == "a\nb" and typed.safety["said"] == "no"
    assert typed.ticked == ("p:q",) and typed.version == 3 and typed.private_version == 0


@pytest.mark.parametrize("text", ["", "x", "-1", "99999999999999999999", "１", None])
def test_a_version_that_is_no_number_is_none(text):
    assert writing.read({"version": text}).version == 0


def test_a_lone_surrogate_does_not_travel():
    assert writing.read({"talked_about": "a\ud800b"}).body["talked_about"] == "ab"


def test_too_long_is_named_by_field():
    typed = writing.read({"talked_about": "x" * 100_001, "private": "y"})
    assert writing.too_long(typed) == ["talked_about"]


def test_ticked_questions_keep_the_words_they_had():
    before = [{"phase": "p", "id": "q", "text": "as it was"}]
    kept = writing.with_words(("p:q", "p:r", "gone:x"), {"p:q": "reworded", "p:r": "new"}, before)
    assert [item["text"] for item in kept] == ["as it was", "new"]
