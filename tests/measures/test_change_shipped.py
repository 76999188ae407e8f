"""The instruments that came with Attune: the published criteria, their own direction, and never a number without a source."""

import pytest

from practice.measures.change import boundary, change, criterion
from practice.measures.library import load_measures
from practice.measures.measure import Measure
from tests.series.test_nonoverlap import vectors


def shipped(key: str) -> Measure:
    return load_measures()[key]


EVERY = [(key, score.id) for key, measure in load_measures().measures.items() for score in measure.scores]


@pytest.mark.parametrize("key, first, enough, short, percent", [
    ("phq9", 18, 12, 13, None), ("gad7", 15, 11, 12, None), ("core10", 20, 14, 15, 90), ("who5", 40, 50, 48, None),
])  # fmt: skip
def test_published_criteria(key, first, enough, short, percent):
    met = change(shipped(key), "total", first, enough)
    assert (met.category, met.estimated, met.confidence) == ("reliably better", False, percent)
    assert change(shipped(key), "total", first, short).category == "no reliable change yet"
    assert change(shipped(key), "total", enough, first).category == "reliably worse"


def test_core10_agrees_with_its_manual():
    """SD 7.7, alpha .90 and the norms of the manual: 5.68 points, boundary c at 10.46; published 6 and 11."""
    norms = {"sd": 7.7, "rxx": 0.9}
    (row,) = vectors("Jacobson-Truax RCI 90%")
    assert row["answers"].items() >= norms.items()
    found = change(shipped("core10"), "total", 20, 10)
    assert found.rci == pytest.approx(-10 / row["expected"]["S_diff"], abs=1e-3)
    assert (found.threshold, found.boundary.at, found.significant) == (6, 11, "recovered")


@pytest.mark.parametrize("key, score_id", EVERY)
def test_every_score_has_an_answer_or_a_reason(key, score_id):
    score = shipped(key).score(score_id)
    best, worst = (score.high, score.low) if score.better == "higher" else (score.low, score.high)
    there, back = change(shipped(key), score_id, worst, best), change(shipped(key), score_id, best, worst)
    if there.category is None:
        assert there.reason.startswith("cannot be computed because") and there.reason == back.reason
        return
    assert (there.category, back.category) == ("reliably better", "reliably worse")
    assert there.source and there.source == back.source and there.threshold > 0
    assert change(shipped(key), score_id, best, best).category == "no reliable change yet"
    assert criterion(score).threshold == there.threshold


@pytest.mark.parametrize("key, score_id", EVERY)
def test_every_boundary_divides_its_scale(key, score_id):
    score = shipped(key).score(score_id)
    limit = boundary(score)
    if limit:
        worst, best = (score.low, score.high) if score.better == "higher" else (score.high, score.low)
        assert limit.cutoff.holds(worst) and not limit.cutoff.holds(best) and limit.cutoff.source


def test_violence_screens_are_never_a_matter_of_change():
    assert change(shipped("hark"), "total", 4, 0).category is None
