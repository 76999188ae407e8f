"""Pictures made from an instrument's own numbers: its range, its cut-off, its criterion, its direction."""

from datetime import date, timedelta

import pytest

from practice.measures.measure import Band, Cutoff, Licence, Measure, Norm, Reliability, Score
from practice.measures.picture import Occasion, finding, positions, rows, score_picture, small_picture
from tests.measures.test_change import ALPHA, CLINICAL, SIX, measure

FIRST = date(2026, 9, 1)
CORE = measure(change=(SIX,), cutoffs=(Cutoff(11, "at-or-above", "", "Barkham 2013"),),
               bands=(Band(0, 10, "low", "x"), Band(11, 40, "raised", "x")))  # fmt: skip


def occasions(*values, step=14, prorated=0):
    return [Occasion(FIRST + timedelta(days=step * n), value, prorated if n == 1 else 0, () if value is not None else (6,))
            for n, value in enumerate(values)]  # fmt: skip


def test_cutoff_band_and_direction_come_from_the_file():
    drawn = score_picture(CORE, "total", occasions(20, 14, None, 9))
    assert drawn.title == "X: 20 on 1 Sep, 9 on 13 Oct" and drawn.direction == "Lower is better here."
    assert drawn.cut.label.text == "cut-off 11" and "Barkham 2013" in drawn.cut.words
    assert drawn.band_words == "Shaded: less than 6 points from the first score, which chance can bring about (Barkham 2013)."
    assert len(drawn.crosses) == 1


def test_an_estimated_band_says_so_and_none_is_drawn_without_numbers():
    drawn = score_picture(measure(norms=(CLINICAL,), reliability=(ALPHA,)), "total", occasions(20))
    assert "Estimate from an alpha" in drawn.band_words and drawn.band
    bare = score_picture(measure("higher"), "total", occasions(20))
    assert bare.band is None and bare.cut is None and bare.direction == "Higher is better here."
    with pytest.raises(KeyError):
        score_picture(CORE, "close", occasions(20))


def test_the_finding_claims_nothing():
    score = CORE.scores[0]
    assert finding(CORE, score, []) == "X: no score yet" == finding(CORE, score, occasions(None))
    assert finding(CORE, score, occasions(20)) == "X: 20 on 1 Sep"
    assert finding(CORE, score, occasions(20, 9, step=500)) == "X: 20 on 1 Sep 2026, 9 on 14 Jan 2028"
    assert finding(CORE, score, occasions(20), date(2027, 2, 1)) == "X: 20 on 1 Sep 2026"


def test_the_table_has_every_occasion_the_latest_first():
    table = rows(CORE.scores[0], occasions(20, 14, None, 9, prorated=1), str)
    assert [row.value for row in table] == ["9", "", "14", "20"]
    assert table[0].words == "low; −11 since the first" and table[1].words == "Not answered: 6"
    assert table[2].words.endswith("1 answer was missing; the score was filled up by the measure’s own rule.")
    assert table[3].words == "raised"


def test_the_small_one_says_the_same():
    drawn = small_picture(CORE, "total", occasions(20, 9))
    assert drawn.title == "X: 20 on 1 Sep, 9 on 15 Sep" and drawn.cut is not None and drawn.band


def raas(*reliability) -> Measure:
    norms = (Norm("functional", "s", 3, 0.9, "C 1990"),)
    made = tuple(Score(key, key.title(), (), "mean", 1, 5, "higher", "k", reliability=reliability, norms=norms)
                 for key in ("close", "depend", "anxiety"))  # fmt: skip
    return Measure("raas", "1", "RAAS", "en", "", "none", made, Licence("free", "n", ""))


def test_positions_say_how_exact_they_are():
    given = [occasions(2, 3.33), occasions(2, 3), occasions(None, 4)]
    keys = ["close", "depend", "anxiety"]
    made = positions(raas(Reliability("retest", 0.68, "C", 60)), keys, given, about="my partner", day="15 Sep", earlier="1 Sep")
    assert [len(line.places) for line in made.axes] == [2, 2, 1]
    assert made.axes[0].now.between == "2.33 and 4.33" and "about my partner, 15 Sep: 3.33" in made.axes[0].said
    assert "from a retest" in made.unsure
    assert "a retest would make it wider" in positions(raas(ALPHA), keys, given, about="a", day="d").unsure
    assert positions(raas(), keys, given, about="a", day="d").unsure.startswith("How exact these positions are is not recorded")
