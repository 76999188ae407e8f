"""Whose measures a report may hold: one person's own, what their counselor's scope may read, never what asks about violence."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.scope import everything
from practice.db import db
from practice.measures.actions import begin, strike
from practice.practices.queries import the_practice
from practice.reports import print_pdf, queries
from practice.reports.choices import Choices
from practice.reports.content import compose
from practice.reports.models import IssuedReport
from tests.people import ZONE
from tests.reports import life, sample
from tests.reports.measured import give, taken
from tests.reports.test_pdf import pages_of, text_of
from tests.reports.test_queries import everything_in, facts_of
from tests.reports.test_views import plan

LOW, HIGH = "1112", "4334"


def both_answer(cast) -> None:
    for client, answers in ((cast.robin, LOW), (cast.kim, HIGH)):
        give(cast, client, cast.couple, "csi4", answers)
        give(cast, client, cast.couple, "hark", "0100", shown=False)


def pages(cast):
    """Committed, and without an open transaction: (Ash's report, the couple's joint one, Alma's browser)."""
    with everything("kept", cast.practice.id):
        db.session.commit()
    return (f"/episodes/{cast.ash_episode.id}/report/{cast.ash.id}", f"/episodes/{cast.couple.id}/report",
            cast.browser(cast.alma))  # fmt: skip


def numbers(facts) -> list:
    return [(one.id, [point.value for point in one.series[0][1]]) for one in facts.measures]


def test_a_partners_number_is_never_there(cast):
    life.live(cast)
    both_answer(cast)
    with cast.acting(cast.alma):
        robin, kim = (facts_of(cast, cast.couple, one.id) for one in (cast.robin, cast.kim))
        together = facts_of(cast, cast.couple, None)
    assert numbers(robin) == [("csi4", [5])] and numbers(kim) == [("csi4", [14])]
    assert together.measures == ()


def test_what_asks_about_violence_is_never_offered(cast):
    life.live(cast)
    both_answer(cast)
    with cast.acting(cast.alma):
        facts = facts_of(cast, cast.couple, cast.kim.id)
        report = compose(facts, Choices(measures=("hark", "csi4")))
    assert "hark" not in (everything_in(facts) + json.dumps([one.title for one in report.appendices.measures])).lower()


def test_guidance_never_prints_what_is_for_therapists(cast):
    life.live(cast)
    give(cast, cast.ash, cast.ash_episode, "phq9", "111111110")
    give(cast, cast.ash, cast.ash_episode, "phq4", "1111")
    with cast.acting(cast.alma):
        assert [one.id for one in facts_of(cast, cast.ash_episode, cast.ash.id).measures] == ["phq4", "phq9"]
    with everything("another scope", cast.practice.id):
        cast.alma.scope = "guidance"
        db.session.flush()
    with cast.acting(cast.alma):
        assert [one.id for one in facts_of(cast, cast.ash_episode, cast.ash.id).measures] == ["phq4"]


def test_struck_begun_and_other_days_are_left_out(cast):
    life.live(cast)
    row = give(cast, cast.ash, cast.ash_episode, "phq4", "1111", days=30)
    give(cast, cast.ash, cast.ash_episode, "gad7", "1111111", days=15)
    with cast.acting(cast.alma):
        strike(row, "Somebody else's sheet", by=cast.alma.id)
        begin(episode_id=cast.ash_episode.id, client_id=cast.ash.id, key="phq9", way="session",
              made_id="begun", given_by=cast.alma.id, given_on=clock.today(ZONE))  # fmt: skip
        assert [one.id for one in facts_of(cast, cast.ash_episode, cast.ash.id).measures] == ["gad7"]
        day = clock.today(ZONE)
        assert not queries.gather(cast.ash_episode, cast.ash.id, queries.Period(day, day, ZONE), the_practice()).measures


def test_a_stranger_gathers_none(cast):
    life.live(cast)
    give(cast, cast.ash, cast.ash_episode, "phq4", "1111")
    with cast.acting(cast.alma):
        period = queries.usual_period(cast.ash_episode, clock.today(ZONE), ZONE)
    with cast.acting(cast.cleo):
        assert queries.gather(cast.ash_episode, cast.ash.id, period, the_practice()).measures == ()


def test_what_the_client_has_seen_is_ticked_and_the_rest_is_offered(cast):
    life.live(cast)
    give(cast, cast.ash, cast.ash_episode, "phq4", "1111")
    give(cast, cast.ash, cast.ash_episode, "gad7", "1111111", shown=False)
    ash, together, alma = pages(cast)
    page = alma.get(ash).text
    assert 'value="phq4" checked' in page and 'value="gad7">' in page and "1 of it not shown to the client yet" in page
    assert "PHQ-4" in alma.get(ash + "/preview").text
    alma.post(ash, data=plan(measures=["gad7", "nonsense"]))
    shown = alma.get(ash + "/preview").text
    assert "GAD-7" in shown and "PHQ-4" not in shown and "Screening, not diagnosis" in shown and "Lower is better here." in shown
    assert 'name="measures"' not in alma.get(together).text


@pytest.mark.pdf
def test_what_was_given_out_keeps_its_numbers(cast):
    life.live(cast)
    row = give(cast, cast.ash, cast.ash_episode, "phq4", "1111")
    ash, _together, alma = pages(cast)
    alma.post(ash + "/issue")
    with cast.acting(cast.alma):
        strike(row, "Typed wrongly", by=cast.alma.id)
        db.session.commit()
    with everything("look", cast.practice.id):
        content = db.session.scalars(select(IssuedReport)).one().content
    db.session.rollback()
    assert content["appendices"]["measures"][0]["scores"][0]["picture"]["spots"][0]["value"] == 4
    assert "PHQ-4" not in alma.get(ash + "/preview").text


@pytest.mark.pdf
def test_it_prints_with_words_for_its_pictures(app):
    facts = replace(sample.facts(), measures=(taken(), taken("csi4", numbers=((1, 9), (40, 12)))))
    pdf = print_pdf(compose(facts, sample.choices(measures=("phq9", "csi4"), appendices=())))
    text = " ".join(text_of(pdf).split())
    assert pages_of(pdf) <= 3 and "Screening, not diagnosis" in text and "no reliable change yet" in text
    assert "Lower is better here." in text and "Higher is better here." in text and "No permission required" in text
