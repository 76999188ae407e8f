"""Published criteria first, then an estimate that says so, then a reason; which way is better is the file's word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.measures.change import boundary, change, criterion, uncertainty
from practice.measures.measure import ChangeCriterion, Cutoff, Licence, Measure, Norm, Reliability, Score
from tests.series.test_nonoverlap import vectors

CLINICAL = Norm("clinical", "people in counselling", 19.7, 7.7, "manual")
PEOPLE = Norm("functional", "people in general", 4.7, 4.8, "manual")
ALPHA = Reliability("alpha", 0.9, "article")
SIX = ChangeCriterion("reliable", 6, "Barkham 2013", 90)


def measure(better="lower", low=0, high=40, **more) -> Measure:
    score = Score("total", "Total", (), "sum", low, high, better, "key", **more)
    return Measure("x", "1", "X", "en", "", "none", (score,), Licence("free", "nobody", ""))


def both(found):
    return found.category, found.significant


def test_a_published_criterion_is_met_by_exactly_its_points():
    made = measure(change=(SIX,), cutoffs=(Cutoff(11, "at-or-above", "caseness", "Barkham 2013"),))
    assert both(change(made, "total", 20, 14)) == ("reliably better", "improved")
    assert both(change(made, "total", 16, 10)) == ("reliably better", "recovered")
    assert both(change(made, "total", 20, 15)) == ("no reliable change yet", "unchanged")
    assert both(change(made, "total", 14, 20)) == ("reliably worse", "deteriorated")
    found = change(made, "total", 16, 10)
    assert (found.threshold, found.confidence, found.source, found.estimated) == (6, 90, "Barkham 2013", False)
    assert found.rci is None and "cannot be computed because neither a reliability" in found.index_reason


def test_the_published_criterion_wins_and_the_index_stands_beside_it():
    found = change(measure(change=(SIX,), norms=(CLINICAL, PEOPLE), reliability=(ALPHA,)), "total", 20, 10)
    assert found.rci == pytest.approx(-10 / 3.444, abs=1e-3) and found.threshold == 6
    assert found.category == "reliably better" and found.boundary.kind == "c"


def test_an_estimate_says_so_and_names_its_reliability():
    found = change(measure(norms=(CLINICAL,), reliability=(ALPHA,)), "total", 20, 13)
    assert found.estimated and found.threshold == pytest.approx(0.88 * 7.7, abs=0.05)
    assert "Estimate from an alpha of 0.9" in found.source and found.category == "reliably better"
    retest = Reliability("retest", 0.65, "Fraley", 30)
    found = change(measure(norms=(CLINICAL,), reliability=(ALPHA, retest)), "total", 20, 13)
    assert found.threshold == pytest.approx(1.64 * 7.7, abs=0.01) and found.category == "no reliable change yet"
    assert "retest reliability of 0.65 over 30 days" in found.source


def test_an_estimate_must_be_exceeded():
    exact = measure(norms=(Norm("clinical", "s", 20, 5, "x"),), reliability=(Reliability("alpha", 0.875, "x"),))
    assert criterion(exact.scores[0]).threshold == pytest.approx(4.9)
    assert change(exact, "total", 10, 10 + 4.9).category == "no reliable change yet"
    assert change(exact, "total", 10, 15).category == "reliably worse"


@pytest.mark.parametrize("more, why", [
    ({"norms": (CLINICAL,)}, "no reliability is recorded"),
    ({"reliability": (ALPHA,)}, "no standard deviation is recorded"),
    ({}, "neither a reliability nor a standard deviation"),
    ({"better": "neither", "change": (SIX,)}, "neither end of this scale is the better one"),
    ({"norms": (CLINICAL,), "reliability": (Reliability("alpha", 1, "x"),)}, "leaves no measurement error"),
])  # fmt: skip
def test_what_is_missing_is_said(more, why):
    found = change(measure(**more), "total", 20, 5)
    assert found.category is None and found.significant is None
    assert found.reason.startswith("cannot be computed because") and why in found.reason


def test_odd_input_is_answered_in_words():
    made = measure(change=(SIX,))
    assert "41 lies outside 0 to 40" in change(made, "total", 41, 5).reason
    assert "outside" in change(made, "total", float("nan"), 5).reason
    assert "the first occasion has no score" in change(made, "total", None, 5).reason
    assert "the last occasion has no score" in change(made, "total", 5, None).reason
    assert "there are: total" in change(made, "close", 5, 6).reason


def test_the_strictest_published_reliable_criterion_comes_first():
    more = (ChangeCriterion("response", 5, "old"), ChangeCriterion("meaningful", 10, "old"))
    assert criterion(measure(change=more).scores[0]).threshold == 10
    assert criterion(measure(change=(*more, ChangeCriterion("reliable", 15, "new"))).scores[0]).kind == "reliable"
    two = (ChangeCriterion("reliable", 5, "x", 90), ChangeCriterion("reliable", 6, "x", 95))
    assert criterion(measure(change=two).scores[0]).confidence == 95


def test_the_right_boundary():
    """c where both groups meet, b where they do not, a with the clinical group alone (Jacobson & Truax 1991)."""
    def kind(**more):
        found = boundary(measure(**more).scores[0])
        return found and (found.kind, round(found.at, 2))

    assert kind(norms=(CLINICAL, PEOPLE)) == ("c", 10.46)
    assert kind(norms=(CLINICAL,)) == ("a", 4.3)
    assert kind(norms=(PEOPLE,)) == ("b", 14.3)
    apart = (Norm("clinical", "s", 35, 1, "x"), Norm("functional", "s", 5, 2, "x"))
    assert kind(norms=apart) == ("b", 9)
    assert kind() is None
    assert kind(cutoffs=(Cutoff(11, "at-or-above", "", "x"),), norms=(CLINICAL, PEOPLE)) == ("published", 11)
    assert kind(cutoffs=(Cutoff(11, "below", "", "x"),)) is None  # its far side is the better one
    assert kind(norms=(Norm("clinical", "s", 5, 4, "x"),)) is None  # it would lie off the scale


def test_every_vector_through_a_measure():
    for row in vectors("Jacobson-Truax RCI"):
        told = row["answers"]
        norm, r = Norm("clinical", "s", 0, told["sd"], "x"), Reliability("alpha", told["rxx"], "x")
        found = change(measure("higher", -100, 100, norms=(norm,), reliability=(r,)), "total", told["x1"], told["x2"])
        assert found.rci == pytest.approx(row["expected"]["RCI"], abs=5e-5)
        assert (found.category != "no reliable change yet") is row["expected"]["reliable"]


def test_uncertainty_stays_on_the_scale():
    score = measure(norms=(CLINICAL,), reliability=(ALPHA,)).scores[0]
    low, high = uncertainty(score, 20)
    assert high - 20 == pytest.approx(20 - low) == pytest.approx(4.77, abs=0.01)
    assert uncertainty(score, 1)[0] == 0 and uncertainty(measure().scores[0], 1) is None


NUMBERS = st.integers(0, 40)


@given(NUMBERS, NUMBERS)
def test_turning_the_scale_around_turns_the_category(first, last):
    swap = {"reliably better": "reliably worse", "reliably worse": "reliably better"}
    low, high = (change(measure(way, change=(SIX,)), "total", first, last).category for way in ("lower", "higher"))
    assert high == swap.get(low, low)


@given(NUMBERS, NUMBERS, st.booleans())
def test_recovered_is_always_better_and_across(first, last, published):
    more = {"change": (SIX,)} if published else {"reliability": (ALPHA,)}
    found = change(measure(norms=(CLINICAL, PEOPLE), **more), "total", first, last)
    assert (found.significant == "recovered") is (found.category == "reliably better" and first >= 10.46 > last)
    assert found.reason == "" and (found.category == "no reliable change yet") is (found.significant == "unchanged")
