"""From answers to scores: nothing is half scored, a blank is a blank, and risk is seen whatever the total says."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.measures.reader import read_measure
from practice.measures.scoring import ENGINE, RiskFound, WrongAnswers, check_answers, score, score_entry
from tests.measures.specimens import ENTRY, GATED, mood, plain

MOOD = mood()
GATE = read_measure(GATED)
answers = st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=4, max_size=5)


def test_a_complete_administration():
    scored = score(MOOD, [3, 0, 1, 2, None])
    assert scored.complete and scored.missing == () and scored.prorated == {}
    assert scored.scores == {"total": 9, "mean": 2} and type(scored.scores["total"]) is int
    assert scored.bands == {"total": "some"}
    assert scored.flags == (RiskFound(3, "suicide", "urgent", 1),)
    assert [crossed.at for crossed in scored.cutoffs["total"]] == [5]


def test_answers_may_come_by_number_and_floats_may_be_whole():
    assert score(MOOD, {"1": 3, 2: 0, "3": 1.0, 4: 2}) == score(MOOD, [3, 0, 1, 2])


def test_one_blank_is_prorated_and_said():
    scored = score(MOOD, [3, None, 0, 2])
    assert not scored.complete and scored.missing == (2,)
    assert scored.scores["total"] == pytest.approx(20 / 3) and scored.prorated == {"total": 3}
    assert scored.bands["total"] == "some"


def test_a_risk_item_is_never_prorated_over_and_its_blank_is_looked_at():
    scored = score(MOOD, [3, 0, None, 2])
    assert "total" not in scored.scores and scored.scores["mean"] == 2
    assert scored.flags == (RiskFound(3, "suicide", "review", None),)


def test_too_many_blanks_give_no_total():
    scored = score(MOOD, [None] * 4)
    assert (scored.scores, scored.bands, scored.missing) == ({}, {}, (1, 2, 3, 4))


def test_a_prorated_number_between_two_bands_lies_in_the_lower():
    assert MOOD.score("total").band_of(4.6).label == "little" and MOOD.score("total").band_of(5).label == "some"


def test_the_gate_closes_the_rest_and_without_it_there_is_no_number():
    closed = score(GATE, [0, None, None])
    assert closed.complete and closed.scores == {"total": 0} and closed.flags == ()
    assert score(GATE, [0, 1, 1]).scores == {"total": 0}
    assert score(GATE, [1, 1, 0]).scores == {"total": 1}
    open_ = score(GATE, [None, 1, 1])
    assert open_.scores == {} and open_.missing == (1,) and open_.flags[0].kind == "violence"
    assert score(GATE, {1: 1, 2: 1}).flags == (RiskFound(3, "violence", "review", None),)


WRONG = {
    "too short": ([1, 2, 3], "answers given: 3"),
    "too long": ([0] * 100_000, "answers given: 100000"),
    "out of range": ([0, 4, 0, 0], "Question 2: 4 is none of its answers (0, 1, 2, 3)"),
    "between two answers": ([0, 1.5, 0, 0], "1.5 is none of its answers"),
    "text": ([0, "2", 0, 0], 'Question 2: the answer is a number, not "2"'),
    "true": ([0, True, 0, 0], "not true"),
    "not a number": ([0, math.nan, 0, 0], "nan is none"),
    "endless": ([0, math.inf, 0, 0], "inf is none"),
    "thousands of digits": ([0, 10**6000, 0, 0], "a very large number"),
    "a list in a list": ([[0], 0, 0, 0], "the answer is a number, not something else"),
    "a word": ("0123", "come as a list"),
    "nothing": (None, "come as a list"),
    "no such question": ({"6": 1}, 'no question "6"'),
    "not a question": ({"one": 1, (): 2}, 'no question "one"'),
    "twice": ({1: 1, "1": 2}, "Question 1 is answered twice"),
    "true as a question": ({True: 1}, "no question true"),
    "odd digits": ({"²": 1}, "no question"),
    "halves of characters": ([0, "\ud800\n", 0, 0], 'not ""'),
    "many questions": ({str(n): 0 for n in range(50_000)}, "answers given: 50000"),
}  # fmt: skip


@pytest.mark.parametrize(("wrong", "words"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_scored_is_refused_in_words(wrong, words):
    with pytest.raises(WrongAnswers) as caught:
        score(MOOD, wrong)
    assert words in str(caught.value) and check_answers(MOOD, wrong) == caught.value.faults
    assert len(str(caught.value)) < 400


def test_every_wrong_answer_is_named_at_once():
    assert len(check_answers(MOOD, [9, "x", 0, None])) == 2 and check_answers(MOOD, [0, None, 0, 0]) == []


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: (
    st.lists(inner, max_size=6) | st.dictionaries(st.text() | st.integers(), inner, max_size=6)), max_leaves=12))  # fmt: skip
def test_nothing_but_wrong_answers_is_ever_raised(anything):
    for measure in (MOOD, GATE):
        try:
            assert score(measure, anything).complete in (True, False)
        except WrongAnswers as problem:
            assert problem.faults and all(isinstance(fault, str) for fault in problem.faults)
    with pytest.raises(WrongAnswers):
        score_entry(MOOD, {"total": anything} if anything is not None and type(anything) not in (int, float) else {"x": 1})


@given(answers)
def test_scores_stay_in_their_range_and_blanks_are_counted(given_answers):
    scored = score(MOOD, given_answers)
    blanks = tuple(n for n, value in enumerate(given_answers[:4], 1) if value is None)
    assert scored.missing == blanks and scored.complete == (not blanks)
    for id, value in scored.scores.items():
        assert MOOD.score(id).low <= value <= MOOD.score(id).high
    assert ("total" in scored.scores) == (blanks in ((), (1,), (2,), (4,)))
    assert [flag.value for flag in scored.flags] == ([] if given_answers[2] == 0 else [given_answers[2]])


@given(st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_turning_every_answer_round_turns_the_score_round(raw):
    there, back = score(MOOD, raw), score(MOOD, [3 - value for value in raw])
    assert there.scores["total"] + back.scores["total"] == 12
    assert there.scores["mean"] + back.scores["mean"] == 3


@given(st.permutations(list(range(5)) * 2))
def test_a_sum_without_reversals_does_not_mind_the_order(raw):
    assert score(plain(10), raw).scores == {"total": 20}


@given(answers, st.integers(0, 3), st.integers(0, 3))
def test_one_answer_higher_never_lowers_the_total(given_answers, place, rise):
    if given_answers[place] is None or given_answers[place] + rise > 3:
        return
    raised = [value + rise if at == place else value for at, value in enumerate(given_answers)]
    before, after = score(MOOD, given_answers), score(MOOD, raised)
    if "total" in before.scores:
        sign = -1 if place == 1 else 1
        assert sign * (after.scores["total"] - before.scores["total"]) >= 0


def test_numbers_from_elsewhere_find_their_band_and_are_checked():
    entry = read_measure(ENTRY)
    assert score_entry(entry, {"total": 24.5}).bands == {"total": "lower"}
    assert score_entry(entry, {"total": 40.0}).scores == {"total": 40} and not score_entry(entry, {}).complete
    for wrong in ({"total": 41}, {"total": "20"}, {"total": True}, {"total": math.nan}, {"sum": 1}, [20], None):
        with pytest.raises(WrongAnswers):
            score_entry(entry, wrong)
    with pytest.raises(WrongAnswers, match="typed in"):
        score(entry, [1, 2])


def test_a_change_of_the_engine_raises_its_number():
    """These are the scores of engine 1. When one of them has to change, ENGINE goes up and the new ones stand here."""
    kept = [score(MOOD, [3, 0, 1, 2]).scores, score(MOOD, [1, None, 0, 2]).scores, score(GATE, [0, 1, 1]).scores]
    assert (ENGINE, kept) == (1, [{"total": 9, "mean": 2}, {"total": 4, "mean": 1}, {"total": 0}])
