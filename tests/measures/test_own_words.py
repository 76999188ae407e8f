"""A question that is answered in own words: no points, never missing, never in a score; and forms that are not scored."""

import pytest

from practice.measures import walk
from practice.measures.answering import MOST_LETTERS, answers_of
from practice.measures.change import change
from practice.measures.library import load_measures
from practice.measures.reader import MeasureFaults, read_measure
from practice.measures.said import every_answer, own_words, said
from practice.measures.scoring import WrongAnswers, check_answers, score
from tests.measures.samples import UNSCORED, WORDY, today

WORDS = '{n: 2, kind: text, text: "What else was there?"'
RISK = 'risk: [{item: 2, from: 1, kind: suicide, urgency: urgent, source: "made up"}]\n'


def test_our_session_check_ends_with_own_words():
    check = load_measures()["sessioncheck"]
    assert [item.free for item in check.items] == [False, False, False, True] and check.worded and check.ready
    assert all(4 not in one.items for one in check.scores)


@pytest.mark.parametrize("words", ["more time", "", None])
def test_words_or_none_score_the_same_and_are_never_missing(words):
    scored = score(load_measures()["sessioncheck"], [6, 7, 8, words])
    assert scored == score(load_measures()["sessioncheck"], [6, 7, 8])
    assert scored.complete and scored.missing == () and scored.scores == {"understood": 6, "mattered": 7, "fit": 8}


def test_words_for_a_number_and_a_number_for_words_are_refused():
    measure = read_measure(WORDY)
    for answers, said_of in (({1: "often"}, 'a number, not "often"'), ({2: 3}, "words, not 3"), ({2: True}, "words, not true"),
                             ({2: ["a"]}, "words, not something else")):  # fmt: skip
        assert [said_of in fault for fault in check_answers(measure, answers)] == [True], answers
        with pytest.raises(WrongAnswers):
            score(measure, answers)


def test_words_are_kept_as_they_were_written_up_to_twenty_thousand_letters():
    measure = read_measure(WORDY)
    assert answers_of(measure, {2: " one\r\n\x00two \n"}) == {2: "one\ntwo"} and answers_of(measure, {2: " \n "}) == {}
    assert MOST_LETTERS == 20_000 and check_answers(measure, {2: "é" * 20_000}) == []
    told, = check_answers(measure, {2: "é" * 20_001})
    assert told.startswith("Question 2:") and "20,001" in told and "20,000" in told


BROKEN = {
    "in a score": ("items: [1], how", "items: [1, 2], how", "belongs to no score"),
    "never missing of a score": ('key_source: "made up"}', 'key_source: "made up", missing: {rule: prorate, at_most_missing: 1, '
                                 'never_missing: [2], source: "x"}}', 'no item of this score "2"'),
    "on a scale": (WORDS, f"{WORDS}, scale: often", "has no scale"),
    "reversed": (WORDS, f"{WORDS}, reverse: true", "reverse says nothing"),
    "counted": (WORDS, f"{WORDS}, scored: true", "scored says nothing"),
    "with poles": (WORDS, f"{WORDS}, left: a, right: b", "has no left"),
    "with a risk rule": ("licence:", f"{RISK}licence:", "item 2 takes own words, which have no points"),
    "as a gate": ("licence:", "gate: {item: 2, equals: 0, gives: {total: 0}}\nlicence:", "which have no points"),
    "another kind": ("kind: text", "kind: date", '"date"'),
    "a question with points and no scale": ('"Was it good?", scale: often', '"Was it good?"', 'the key "scale" is missing'),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_whatever_would_give_words_points_is_refused_where_it_stands(name):
    old, new, told = BROKEN[name]
    text = WORDY.replace(old, new, 1)
    assert old in WORDY
    with pytest.raises(MeasureFaults) as problem:
        read_measure(text)
    found = next((fault for fault in problem.value.faults if told in fault.message), None)
    assert found, [str(fault) for fault in problem.value.faults]
    before = WORDY.split(old)[0].count("\n")
    assert before < found.line <= before + new.count("\n") + 1 and found.column > 1, str(found)


def test_a_place_for_words_is_walked_through_and_never_called_left_out():
    measure = read_measure(WORDY)
    asked = walk.asked(measure, {1: 2})
    assert [item.n for item in asked] == [1, 2] and walk.blank(asked, {1: 2}) == []
    assert walk.resume(asked, {1: 2}).n == 2 and walk.resume(asked, {1: 2, 2: "x"}) is None


def test_a_form_without_a_score_says_so_and_must_say_it_itself():
    measure = read_measure(UNSCORED)
    assert measure.unscored and measure.for_client and not measure.entry_only
    scored = score(measure, {1: 1, 2: "tea"})
    assert (scored.complete, scored.missing, scored.scores, scored.bands) == (True, (), {}, {})
    assert change(measure, "total", 1, 2).reason == "cannot be computed because this form is not scored"
    for broken, told in ((UNSCORED.replace("scores: []\n", ""), '"scores" is missing'),
                         (UNSCORED.split("scales:")[0] + "scores: []\n" + UNSCORED.split("scores: []\n")[1], "wording: shipped"),
                         ):  # fmt: skip
        with pytest.raises(MeasureFaults) as problem:
            read_measure(broken)
        assert any(told in fault.message for fault in problem.value.faults), told


def test_neither_questions_nor_scores_is_no_instrument():
    text = UNSCORED.split("scales:")[0].replace("wording: shipped\nours: true", "wording: none") + "scores: []\n"
    with pytest.raises(MeasureFaults) as problem:
        read_measure(text + UNSCORED.split("scores: []\n")[1])
    assert any("neither" in fault.message for fault in problem.value.faults)


class Given:
    """An occasion as lists read it; opening answers where no words are asked is told."""

    version_id, given_on = "v", today()

    def __init__(self, answers):
        self._answers, self.opened = answers, 0

    @property
    def answers(self):
        self.opened += 1
        return self._answers


def test_what_was_said_stands_with_its_question_and_the_rest_stays_closed():
    wordy, check = read_measure(WORDY), load_measures()["phq9"]
    assert [tuple(one) for one in said(wordy, {"1": 2, "2": "tea"})] == [
        ("Was it good?", "Every day", False), ("What else was there?", "tea", True)]  # fmt: skip
    rows = [Given({"1": 2, "2": "first"}), Given({"1": 0}), Given({"2": "last"})]
    found = own_words(rows, lambda _id: wordy)
    assert [[one.words for one in occasion.said] for occasion in found] == [["last"], ["first"]]
    closed = [Given({"1": 2})]
    assert own_words(closed, lambda _id: check) == [] and closed[0].opened == 0
    assert [len(one.said) for one in every_answer(rows, lambda _id: wordy)] == [1, 1, 2]
    assert said(check, {"scores": {"total": 3}}) == []
