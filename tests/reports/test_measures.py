"""What a report says of measures: numbers with their days, the ground for every word, no cause, nothing pointed at."""

import re
from dataclasses import replace

from practice.measures.library import load_measures
from practice.measures.measure import Norm, Reliability
from practice.measures.picture import score_picture
from practice.reports import measures
from practice.reports.content import compose
from practice.reports.freezing import freeze, thaw
from practice.reports.pictures import pictures
from tests.reports import sample
from tests.reports.measured import WHO, taken


def told(*found, ids=None):
    """The measures of a report about these facts, all ticked unless `ids` says which."""
    facts = replace(sample.facts(), measures=found)
    report = compose(facts, sample.choices(measures=tuple(one.id for one in found) if ids is None else ids))
    assert thaw(freeze(report)) == report
    return report.appendices.measures


def only(*found):
    return told(*found)[0].scores[0]


def test_first_and_latest_stand_with_their_days():
    measure = told(taken())[0]
    score = measure.scores[0]
    assert measure.title == WHO and "No permission required" in measure.attribution
    assert score.summary == "First 13 on 1 Oct 2026, latest 8 on 9 Nov 2026." and score.title == "Total, 0 to 27"
    assert score.picture.direction == "Lower is better here."
    assert [row.day for row in score.rows] == ["9 Nov 2026", "22 Oct 2026", "1 Oct 2026"]
    assert score.rows[0].words == "−5 since the first" and score.rows[2].words == ""


def test_the_difference_has_its_words_and_their_ground():
    same, better = only(taken()), only(taken(numbers=((1, 13), (40, 7))))
    assert "no reliable change yet" in same.change and same.basis.startswith("Published: 6 points or more")
    assert better.change.endswith("reliably better.") and "NHS" in better.basis
    worse = only(taken(numbers=((1, 7), (40, 13))))
    assert worse.change.endswith("reliably worse.")


def test_an_estimate_is_called_one_and_names_its_reliability():
    found = taken("scssf", numbers=((1, 2.25), (40, 3.5)))
    known = replace(found.measure.scores[0], norms=(Norm("clinical", "a sample", 3.0, 0.6, "Somebody 2011"),),
                    reliability=(Reliability("retest", 0.8, "Somebody 2012", 45, "another"),))  # fmt: skip
    measure = replace(found.measure, scores=(known,))
    score = only(replace(found, measure=measure, series=((known, found.series[0][1]),)))
    assert score.basis.startswith("An estimate: more than") and "reliability of 0.8 over 45 days (Somebody 2012)" in score.basis
    assert score.picture.direction == "Higher is better here."


def test_what_cannot_be_computed_says_why():
    score = only(taken("csi4", numbers=((1, 9), (40, 12))))
    assert "cannot be computed because" in score.change and score.basis == "" and score.picture.margin is None
    assert score.picture.cut[0] == 13.5


def test_one_number_is_no_change():
    score = only(taken(numbers=((1, 13), (22, None))))
    assert score.summary == "One score in this period: 13 on 1 Oct 2026." and score.change == score.basis == ""
    assert only(taken(numbers=((22, None),))).summary == "No score in this period."


def test_what_is_missing_is_named_but_a_question_about_danger_is_not_pointed_at():
    assert only(taken()).gaps == ("No score on 22 Oct 2026: question 5 was not answered.",)
    assert only(taken(missing=(3, 5))).rows[1].words == "questions 3, 5 were not answered."
    hidden = only(taken(missing=(5, 9)))
    assert hidden.gaps == ("No score on 22 Oct 2026: 2 questions were not answered.",)
    assert "9" not in hidden.rows[1].words


def test_a_score_that_was_filled_up_says_so():
    score = only(taken("core10", numbers=((1, 17), (16, 15.6)), prorated=1))
    assert "16 Oct 2026: 1 answer was missing; the score was filled up" in score.gaps[1]
    assert "filled up" in score.rows[0].words and score.picture.spots[1].prorated
    assert measures.drawn(score.picture).squares


def test_the_picture_is_the_one_of_the_page():
    found = taken()
    page = score_picture(found.measure, "total", found.series[0][1])
    facts = replace(sample.facts(), measures=(found,), stays=(), meetings=())
    paper = measures.drawn(measures.chosen(facts, ["phq9"])[0].scores[0].picture)
    parts = ("direction", "ticks", "days", "labels", "runs", "marks", "crosses", "band", "band_words", "cut")
    assert [getattr(paper, part) for part in parts] == [getattr(page, part) for part in parts]
    assert paper.band and paper.cut and paper.crosses


def test_phases_and_sessions_near_it_are_marked():
    report = compose(replace(sample.facts(), measures=(taken(),)), sample.choices(measures=("phq9",)))
    chart = pictures(report)["measure-0-0"]
    assert len(chart.phases) == 6 and len(chart.sessions) == 6
    far = replace(sample.facts(), measures=(taken(numbers=((200, 5),)),))
    assert not measures.chosen(far, ["phq9"])[0].scores[0].picture.phases


def test_only_what_was_ticked_stands_in_it():
    assert told(taken(), ids=()) is None and told(taken(), ids=("somebody else's",)) is None
    assert [one.title for one in told(taken(), taken("gad7"), ids=("gad7",))] == ["GAD-7, Generalized Anxiety Disorder-7"]


def test_nothing_is_claimed():
    claims = r"because of|effective|recover|diagnos|secure|anxious|avoidant|significan|severe|moderate|minimal|help(s|ed)|thanks to"
    for key, measure in load_measures().measures.items():
        score = measure.scores[0]
        found = taken(key, numbers=((1, score.high), (40, score.low)))
        said = told(found)[0].scores[0]
        own = " ".join((said.summary, said.change, *said.gaps, *(row.words for row in said.rows)))
        assert not re.search(claims, own.replace("cannot be computed because", ""), re.I), key


def test_two_hundred_of_many_are_listed():
    score = only(taken(numbers=tuple((n, 7) for n in range(1, 260))))
    assert len(score.rows) == 200 and "200 of 259" in score.note and len(score.picture.spots) == 259
