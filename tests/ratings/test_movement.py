"""A step, a sustained shift, and three statistics that stay folded: each only where there is enough to say it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practice.charts import Point
from practice.db import db
from practice.ratings.actions import bring_in, make_ladder
from practice.ratings.movement import MANY, moved, research
from tests.safety.visitor import signed_in

FIRST = date(2026, 9, 1)


def points(*values, step=1):
    return [Point(FIRST + timedelta(days=step * n), value) for n, value in enumerate(values)]


@pytest.mark.parametrize("values, words", [
    ((3, 4), "A step up"), ((4, 3), "A step down"), ((3, 5, 6), "sustained shift: the last two ratings lie two or more above"),
    ((7, 5, 4), "two or more below"),
])  # fmt: skip
def test_the_plain_sentence(values, words):
    assert words in moved(points(*values), 1, 10)


def test_nothing_is_said_where_nothing_moved_or_the_scale_is_another():
    assert moved(points(3, 3), 1, 10) == moved([], 1, 10) == moved(points(3, 9, 9), 0, 100) == ""
    assert moved([Point(FIRST, 2, 3), Point(FIRST, 3)], 1, 10) == ""  # half a rung


def test_too_few_for_research():
    assert research([], None) == research(points(3, 4), None) == []
    assert research(points(3, 4, 5, step=0), None) == []  # all on one day


def test_without_a_baseline_it_is_the_first_week():
    slope, week, warning = research(points(3, 4, 4, 5, 6, step=7), None)
    assert slope.startswith("Theil-Sen slope: +0.71 per week (95 % interval ")
    assert week == "First week: middle rating 3. Latest week: 6. There is no baseline, so no NAP and no Tau."
    assert "autocorrelated" in warning and "why" in warning
    assert research(points(3, 4, 4), None)[1].startswith("First week: middle rating 4. There is no baseline")
    began = research(points(3, 4, 4), FIRST)[1]
    assert "baseline," in began and "NAP 0" not in began  # the course began on the first day


def test_with_a_baseline_there_are_nap_and_tau():
    given = points(20, 20, 26, 25, 22, 23, 28, 25, 24, 27, 30, 30, 29)
    _slope, phases, _warning = research(given, FIRST + timedelta(days=6))
    assert phases.startswith("Baseline, before the course: 6 ratings, middle 22.5. Since: 7 ratings, middle 28.")
    assert "NAP 0.92" in phases and "Tau 0.83" in phases


def test_two_from_before_are_too_few():
    line = research(points(3, 4, 4, 5, 6), FIRST + timedelta(days=2))[1]
    assert line.startswith("First week") and "there are 2 from before" in line and "NAP 0" not in line


def test_many_ratings_are_taken_by_week():
    lines = research(points(*([3] * 150 + [6] * 150)), FIRST + timedelta(days=150))
    assert "NAP 1.00" in lines[1] and "150 ratings" in lines[1] and "the middle one of each week" in lines[2]
    assert len(research(points(*([3] * MANY)), None)) == 3


def test_the_page_shows_both_and_folds_one(cast):
    with cast.acting(cast.alma):
        made = make_ladder(cast.ash_episode.id, cast.ash.id, title="Calm", by=cast.alma.id, words={"low": "a", "high": "b"})
        start = datetime(2026, 9, 1, 9, tzinfo=UTC)
        bring_in(made, [(start + timedelta(days=n), value, None) for n, value in enumerate((3, 5, 6))], by=cast.ash.id)
    db.session.commit()
    page = signed_in(cast, cast.alma).get(f"/ladders/{made.id}").text
    assert "A sustained shift" in page and page.index("<summary>For research") < page.index("Theil-Sen slope")
    assert "p-value" not in page and "significan" not in page
