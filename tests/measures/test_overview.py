"""One line per measure: scored anew where it matters, marked where something was filled up, never more statements for more occasions."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from practice.access.scope import everything
from practice.bench.calling import caller, cookies_of
from practice.bench.counting import counted
from practice.db import db
from practice.i18n import day
from practice.measures.actions import answer, finish, strike
from practice.measures.models import Administration
from practice.measures.overview import main_scores, scored_anew
from practice.measures.queries import series_of
from practice.measures.reader import read_measure
from tests.measures.samples import MOOD, POLES, begun, brought, today

RULE = 'missing: {rule: prorate, at_most_missing: 1, never_missing: [3], source: "made up"}'
FILLED = MOOD.replace("id: mood", "id: filled").replace("title: Mood", "title: Filled")
FILLED = FILLED.replace("    low: 0\n    high: 6", f"    low: 0\n    high: 6\n    {RULE}")


@pytest.fixture
def alma(cast):
    brought(cast, MOOD, POLES, FILLED)
    return cast.browser(cast.alma)


def room(cast) -> str:
    return f"/episodes/{cast.couple.id}/measures/{cast.robin.id}"


def given(cast, values, key="mood", ago=0, **more):
    with cast.acting(cast.alma):
        row = begun(cast, key, ago=ago, way="paper", **more)
        for item, value in values.items():
            answer(row, item, value)
        finish(row)
        db.session.commit()
    return row


def test_a_score_that_was_filled_up_says_so_wherever_it_stands(cast, alma):
    row = given(cast, {1: 2, 3: 0}, "filled")
    assert row.scores == {"total": 3}
    for path in (room(cast), f"/administrations/{row.id}", room(cast) + "/of/filled"):
        page = alma.get(path).text
        assert "filled up" in page or "Filled up" in page, path
    assert "Made from 2 of 3 answers" in alma.get(f"/administrations/{row.id}").text


def test_no_score_around_a_gap_and_the_gap_is_named(cast, alma):
    row = given(cast, {1: 2, 3: 0})
    page = alma.get(f"/administrations/{row.id}").text
    assert "No score" in page and "Not answered: question 2" in page and "no score" in alma.get(room(cast)).text


@pytest.mark.sqlite
def test_what_an_older_scoring_made_is_scored_anew(cast, alma):
    row = given(cast, {1: 2, 2: 2, 3: 0})
    with everything("an older scoring", cast.practice.id):
        db.session.connection().exec_driver_sql("DROP TRIGGER frozen_administration_update")
        db.session.execute(update(Administration).where(Administration.id == row.id).values(engine=0, scores={"total": 6}))
        db.session.commit()
    assert ">4</b>" in alma.get(room(cast)).text and ">4</b>" in alma.get(f"/administrations/{row.id}").text
    db.session.rollback()


def test_the_line_is_new_once_something_is_added_or_struck(cast, alma):
    first = given(cast, {1: 0, 2: 1, 3: 0}, ago=20)
    assert ">1</b>" in alma.get(room(cast)).text
    second = given(cast, {1: 2, 2: 2, 3: 0})
    page = alma.get(room(cast)).text
    assert ">4</b>" in page and "2 times" in page
    with cast.acting(cast.alma):
        strike(db.session.merge(second), "typed wrongly", by=cast.alma.id)
        db.session.commit()
    page = alma.get(room(cast)).text
    assert ">1</b>" in page and "2 times" not in page and first.id in page


def test_each_relationship_is_a_line_of_its_own(cast, alma):
    given(cast, {1: 3}, "poles", target="Kim")
    given(cast, {1: 1}, "poles", target="my mother")
    page = alma.get(room(cast)).text
    assert page.index("about Kim") < page.index("about my mother")
    assert alma.get(room(cast) + "/of/poles").text.count('class="chart"') == 2


def test_more_occasions_ask_no_more_statements(cast, alma):
    given(cast, {1: 1, 2: 0, 3: 0}, ago=300)

    path = room(cast)

    def asked() -> int:
        db.session.rollback()  # the test's own transaction would hold up the audit
        with cast.app.app_context():
            page = caller(cast.app, path, cookies=cookies_of(cast.app, handle))
        with cast.app.app_context():
            assert page().status == 200
        with cast.app.app_context(), counted(cast.app) as found:
            page()
        return len(found.page)

    with alma.session_transaction("/") as session:
        handle = session["_user_id"]
    before = asked()
    for n in range(12):
        given(cast, {1: n % 3, 2: 1, 3: 0}, "mood" if n % 2 else "filled", ago=n * 10)
    assert asked() == before


def test_the_partner_is_not_in_it(cast):
    brought(cast, MOOD)
    given(cast, {1: 1, 2: 1, 3: 0})
    with cast.acting(cast.alma):
        assert series_of(cast.couple.id, cast.kim.id) == [] and len(series_of(cast.couple.id, cast.robin.id)) == 1
    with cast.acting(cast.cleo):
        assert series_of(cast.couple.id, cast.robin.id) == []


def test_one_overall_number_or_its_parts():
    measure = read_measure(MOOD)
    assert [one.id for one in main_scores(measure)] == ["total"]
    assert scored_anew(measure, {"1": 2, "2": 1, "3": 0}).scores == {"total": 3}


def test_a_change_is_counted_from_the_first_number_and_its_day(cast, alma):
    given(cast, {1: 1}, "gad7", ago=60)  # without a score
    given(cast, dict.fromkeys(range(1, 8), 2), "gad7", ago=40)
    given(cast, dict.fromkeys(range(1, 8), 0), "gad7")
    page, first, bare = alma.get(room(cast)).text, (today() - timedelta(days=40)), (today() - timedelta(days=60))
    with cast.app.test_request_context("/"):
        assert f"reliably better, since {day(first)}" in page and f"since {day(bare)}" not in page
