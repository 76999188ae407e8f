"""What the report says: the client's words and dates, nothing about causes, and what does not fit stays whole."""

import re
from dataclasses import replace

import pytest

from practice.reports.choices import Choices, first_choices, from_json
from practice.reports.content import compose
from practice.reports.facts import Given
from practice.reports.freezing import freeze, thaw
from practice.reports.pictures import pictures
from tests.reports import sample


def usual(**more):
    return compose(sample.facts(), sample.choices(**more))


def words(report) -> str:
    return str(freeze(report))


def test_the_first_page_quotes_and_dates():
    report = usual()
    assert report.hope.text == sample.facts().hope and report.hope.source == "Chen Jing, 1 Oct 2026"
    assert [quote.source for quote in report.different] == ["12 Oct 2026", "24 Oct 2026", "7 Nov 2026"]
    assert report.did == "We worked along “A new chapter”. 6 sessions attended, 1 missed."
    assert report.picture.summary == "First 2–3 on 1 Oct 2026, latest 6–7 on 9 Nov 2026; 8 ratings."
    assert report.picture.finding.startswith("How secure I feel today, from 1 to 10: First 2–3")
    assert [line.voice for line in report.helps] == [True, True, False]
    assert report.hard[0].text == "Sunday evenings, when the week is still far away"
    assert [stage.number for stage in report.strip] == [1, 2, 3, 4, 5, 6] and report.strip[5].now


def test_nothing_is_claimed():
    claims = (
        r"improv|better than|because of|effective|recover|diagnos|secure attachment|anxious|avoidant|significan|\d ?%"
    )
    own = words(replace(usual(), different=(), helps=(), hard=(), hope=None, appendices=usual().appendices))
    assert not re.search(claims, own.replace("how things looked", ""), re.I)
    assert "not what caused a change" in usual().limits[0]


def test_the_whole_axis_and_every_rating_are_drawn():
    chart = pictures(usual())["first"]
    assert (chart.low, chart.high, len(chart.marks)) == (1, 10, 8)
    assert [phase.mark for phase in chart.phases] == list("123456")


def test_an_imported_ladder_keeps_its_scale():
    ladder = replace(sample.facts().ladders[0], low=1, high=7)
    chart = pictures(compose(replace(sample.facts(), ladders=(ladder,)), sample.choices()))["first"]
    assert (chart.low, chart.high) == (1, 7)


def test_a_deliberate_no_number_is_said_and_not_drawn():
    facts = sample.facts()
    given = (*facts.ladders[0].given, Given(facts.ladders[0].given[-1].at.replace(hour=9), None, None, "not today"))
    report = compose(replace(facts, ladders=(replace(facts.ladders[0], given=given),)), sample.choices())
    assert report.picture.summary.endswith("8 ratings. Once no number was given, on purpose.")
    assert report.appendices.ratings[0].rows[0].words == "not today"


def test_what_is_shortened_is_whole_in_the_appendix():
    facts, choices = sample.fullest()
    report = compose(facts, choices)
    whole = {" ".join(quote.text.split()) for quote in report.appendices.in_full}
    shown = [report.hope, *report.different, *report.helps, *report.hard, *report.next_steps]
    assert all(any(full.startswith(one.text.removesuffix(" …")) for full in whole) for one in shown)
    assert len(report.helps) == 3 and report.shortened and report.appendices.any
    assert not usual().shortened and not usual().appendices.in_full


def test_unknown_ids_are_passed_over():
    assert usual(quotes=("somebody else's",), helps=("x",), hard=()).different == ()


def test_freezing_gives_the_same_report_back():
    for report in (usual(), compose(*sample.fullest())):
        assert thaw(freeze(report)) == report
    assert usual().version == usual().version != usual(next_steps="other").version


def test_choices_survive_being_kept():
    choices = sample.choices(read_on=sample.day(40))
    assert from_json(choices.as_json()) == choices
    assert from_json(None) == Choices() and from_json({"of a later version": 1}) == Choices()
    assert first_choices("a step").quotes == ()


@pytest.mark.parametrize("missing", ["hope", "stays", "meetings", "ladders", "said", "agreed"])
def test_nothing_there_is_no_fault(missing):
    empty = "" if missing == "hope" else ()
    report = compose(replace(sample.facts(), **{missing: empty}), sample.choices())
    assert report.limits[1] and report.did


def test_a_thousand_ratings_are_drawn_and_two_hundred_listed():
    facts = sample.facts()
    many = tuple(Given(facts.ladders[0].given[0].at.replace(minute=n % 60, hour=n // 60 % 24), 3) for n in range(1400))
    report = compose(replace(facts, ladders=(replace(facts.ladders[0], given=many),)), sample.choices())
    table = report.appendices.ratings[0]
    assert len(table.rows) == 200 and "200 of 1400" in table.note and len(report.picture.spots) == 1400


def test_a_joint_report_has_no_hope_of_one():
    facts = replace(sample.facts(), joint=True, couple=True, names=("Robin", "Kim"))
    assert compose(facts, sample.choices()).hope is None
    assert compose(facts, sample.choices(hope="To laugh again")).hope.source == "Robin and Kim, together"


def test_a_long_list_of_sessions_says_what_is_left_out():
    meeting = sample.facts().meetings[0]
    report = compose(replace(sample.facts(), meetings=(meeting,) * 620), sample.choices())
    assert len(report.appendices.sessions.rows) == 500 and "500 of 620" in report.appendices.sessions.note
