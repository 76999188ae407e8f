"""The words of a phase agreement, before and after they are kept."""

from dataclasses import replace

from practice.goals.agreement import PARTS, digest, first_words, labels, told, typed_in
from practice.protocols.library import load_library

PHASE = load_library()["narrative-attachment"].phases[0]


def test_it_begins_with_the_protocol():
    words = first_words(PHASE, ["A quiet evening"], couple=False)
    assert words["purpose"] == PHASE.purpose and words["we_do"].startswith("I ask") and words["goals"] == ["A quiet evening"]
    assert "stop at any time" in words["stop"]
    usual = {one.client_title for one in PHASE.exercises if one.default and one.respondent == "each"}
    assert set(words["exercises"]) == usual


def test_what_takes_two_is_for_two():
    usual = replace(next(one for one in PHASE.exercises if one.respondent == "together"), default=True)
    phase = replace(PHASE, exercises=(usual,))
    assert first_words(phase, [], couple=False)["exercises"] == []
    assert first_words(phase, [], couple=True)["exercises"] == [usual.client_title]


def test_typed_words_come_back_as_they_were():
    words = first_words(PHASE, ["a", "b"], couple=False)
    again = told(typed_in(words))
    assert again == {**words, "purpose": words["purpose"].strip()} and set(typed_in(words)) == set(PARTS)
    assert told({"goals": " a \n\n b  c\x07\n"})["goals"] == ["a", "b c"]


def test_every_word_and_heading_is_in_the_digest():
    words, said = told({"purpose": "p"}), labels()
    first = digest("p", "P", words, said)
    assert len(first) == 64 and first == digest("p", "P", dict(reversed(words.items())), said)
    others = [digest("q", "P", words, said), digest("p", "Q", words, said), digest("p", "P", words | {"stop": "s"}, said),
              digest("p", "P", words, said | {"stop": "Other"})]  # fmt: skip
    assert len({first, *others}) == 5
