"""A measure at home: offered, begun, answered question by question, left, gone on with, sent. Nothing half scored, ever."""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.gate import ALWAYS_ON_A_TABLET, ONE_HOMEWORK
from practice.accounts.models import SignIn
from practice.clients.models import Consent
from practice.db import db
from practice.episodes.actions import plan_session
from practice.measures.actions import end_assignment, install, strike, switch
from practice.measures.models import Administration, MeasureAssignment
from practice.safety.models import Flag
from tests.measures.samples import GATED, MOOD, MOOD_2, POLES, brought, plan, today
from tests.measures.samples import begun as in_session
from tests.portal.measured import agreed, begun, kept, say, start

CALM = MOOD.replace("id: mood", "id: calm").replace("title: Mood", "title: Calm").split("risk:")[0] + "full_title: Calm in full\n"


@pytest.fixture
def ash(cast):
    brought(cast, MOOD, CALM, GATED, POLES)
    plan(cast)
    return cast.browser(cast.ash)


def rows(model):
    return list(db.session.scalars(select(model)))


def flags(cast) -> list[tuple[str, str]]:
    with cast.acting(cast.alma):
        found = [(row.kind, row.urgency) for row in rows(Flag)]
    db.session.rollback()
    return sorted(found)


def test_home_offers_it_and_the_first_page_says_what_it_is(cast, ash):
    row = agreed(cast, "calm")
    home = ash.get("/portal/").text
    assert "Something to answer" in home and f"/portal/questions/{row.id}" in home and "4 questions" in home
    page = ash.get(f"/portal/questions/{row.id}").text
    for words in ("Calm in full", "4 questions, one on each page", "about 1 minute", "leave out any question", "Alma", "Made up for tests"):
        assert words in page, words
    assert "<title>Notes" in page, "somebody may look over"
    assert "real time. Alma reads" not in page, "only where a question is about danger"


def test_one_question_a_page_in_its_own_words_and_order(cast, ash):
    address = begun(ash, agreed(cast, "calm"))
    seen = []
    for n in (1, 2, 3, 4):
        page = ash.get(f"{address}?at={n}").text
        seen += re.findall(r'id="asked"[^>]*>([^<]+)<', page)
        assert "Over the last week, how often?" in page and page.count('type="radio"') == 3 and " checked" not in page
        assert re.findall(r"<span dir=\"auto\">\s*([^<]+?)\s*</span></label>", page) == ["Not at all", "Some days", "Every day"]
        assert say(ash, address, n, "1").status_code == 303
    assert seen == ["Nothing was any fun", "I was tired", "I thought of dying", "How hard was it?"]
    answer = ash.post(f"{address}/end")
    assert answer.location == f"{address}/sent"
    row = kept(cast, address)
    assert (row.scores, row.answers) == ({"total": 3}, {"1": 1, "2": 1, "3": 1, "4": 1})


def test_the_last_page_thanks_without_a_number_or_a_name(cast, ash):
    address = begun(ash, agreed(cast, "calm"))
    for n in (1, 2, 3, 4):
        say(ash, address, n, "2")
    page = ash.post(f"{address}/end", follow_redirects=True).text
    main = page.split("<main")[1].split("</main")[0]
    assert "Alma looks at it with you." in main and "Calm" not in main and not re.search(r">[^<]*\d[^<]*<", main)
    assert "Something to answer" not in ash.get("/portal/").text
    assert "Nothing is here yet" in ash.get("/portal/results").text, "nothing was shown to them"


def test_every_answer_is_kept_at_once_and_one_goes_on_where_one_left(cast, ash):
    row = agreed(cast, "calm")
    address = begun(ash, row)
    assert say(ash, address, 1, "2").location == f"{address}?at=2&after=1"
    assert kept(cast, address).answers == {"1": 2}
    home = ash.get("/portal/").text
    assert address in home and "Begun" in home
    page = ash.get(ash.get(f"/portal/questions/{row.id}").location).text
    assert "You are at question 2 of 4" in page and f"{address}?at=2" in page
    assert " checked" in ash.get(f"{address}?at=1").text, "the page before shows what was chosen"


@pytest.mark.parametrize(("deed", "where"), [("back", "?at=1&after=2"), ("later", "?done=kept&after=2"), ("next", "?at=3&after=2")])
def test_whatever_is_pressed_keeps_what_is_chosen(cast, ash, deed, where):
    address = begun(ash, agreed(cast, "calm"))
    assert say(ash, address, 2, "1", deed).location == address + where
    assert kept(cast, address).answers == {"2": 1}


def test_back_and_later_ask_for_no_answer_and_next_does(cast, ash):
    address = begun(ash, agreed(cast, "calm"))
    for deed in ("back", "later"):
        assert say(ash, address, 2, None, deed).status_code == 303
    page = say(ash, address, 2)
    assert page.status_code == 422 and "Choose an answer, or leave this one out." in page.text
    assert kept(cast, address).answers == {}


def test_what_was_left_out_is_listed_before_it_is_sent_and_can_be_answered(cast, ash):
    address = begun(ash, agreed(cast, "calm"))
    say(ash, address, 1, "2")
    say(ash, address, 2, None, "skip")
    say(ash, address, 3, "1")
    say(ash, address, 4, "0")
    page = ash.get(f"{address}/end").text
    assert "You left one question out" in page and "I was tired" in page
    assert "Nothing was any fun" not in page, "what was answered is not shown again"
    assert say(ash, address, 2, "2", then="end").location == f"{address}/end?after=2"
    assert "through all of it" in ash.get(f"{address}/end").text


def test_leaving_it_out_takes_an_answer_away_and_no_total_is_made(cast, ash):
    address = begun(ash, agreed(cast, "calm"))
    for n in (1, 2, 3):
        say(ash, address, n, "1")
    say(ash, address, 2, None, "skip")
    ash.post(f"{address}/end")
    row = kept(cast, address)
    assert (row.answers, row.scores, row.finished_at is not None) == ({"1": 1, "3": 1}, None, True)


def test_a_follow_up_is_asked_when_there_is_something_to_follow(cast, ash):
    address = begun(ash, agreed(cast, "calm"))
    for n in (1, 2):
        say(ash, address, n, "0")
    assert say(ash, address, 3, "0").location == f"{address}/end?after=3"
    assert ash.get(f"{address}?at=4").status_code == 302, "it is not asked: the page goes to where one is"
    say(ash, address, 1, "1")
    assert say(ash, address, 3, "0").location == f"{address}?at=4&after=3"
    assert "Question 4 of 4" in ash.get(f"{address}?at=4").text


def test_a_gate_ends_early_and_opens_again(cast, ash):
    address = begun(ash, agreed(cast, "gated"))
    assert say(ash, address, 1, "0").location == f"{address}/end?after=1"
    assert "through all of it" in ash.get(f"{address}/end").text
    assert say(ash, address, 2, "1").location == f"{address}/end", "an old tab of a question that is not asked any more"
    assert kept(cast, address).answers == {"1": 0}
    say(ash, address, 1, "1")
    assert ash.get(f"{address}?at=2").status_code == 200
    say(ash, address, 1, "0")
    ash.post(f"{address}/end")
    assert kept(cast, address).scores == {"total": 0}


@pytest.mark.parametrize("value", ["3", "-1", "1.5", "x", "1e999", "nan", "<b>", "0" * 5000, "١", "1\x00x"])
def test_what_is_no_answer_is_refused_in_words_at_the_question(cast, ash, value):
    address = begun(ash, agreed(cast, "calm"))
    say(ash, address, 1, "2")
    page = say(ash, address, 1, value)
    assert page.status_code == 422 and "none of its answers" in page.text and 'id="value-error"' in page.text
    assert "<b>" not in page.text and "0" * 100 not in page.text
    assert kept(cast, address).answers == {"1": 2}, "what was kept stays"


@pytest.mark.parametrize("n", ["9", "0", "-1", "x", "", "1" * 4000, "٣", "1 or 1"])
def test_a_question_that_is_not_there_leads_to_where_one_is(cast, ash, n):
    address = begun(ash, agreed(cast, "calm"))
    assert say(ash, address, n, "1").location == f"{address}?at=1"
    assert ash.get(address, query_string={"at": n}).location == f"{address}?at=1"
    assert kept(cast, address).answers == {}


def test_two_submits_and_two_tabs_make_one(cast, ash):
    row = agreed(cast, "calm")
    page = ash.get(f"/portal/questions/{row.id}").text
    made = re.search(r'name="made" value="([0-9a-f]{32})"', page)[1]
    first = [ash.post(f"/portal/questions/{row.id}", data={"made": key}).location for key in (made, made, "f" * 32, "?")]
    assert len(set(first)) == 1
    address = first[0].split("?")[0]
    for n in (1, 1, 2, 3):
        say(ash, address, n, "1")
    assert [ash.post(f"{address}/end").location for _again in range(2)] == [f"{address}/sent"] * 2
    with cast.acting(cast.alma):
        assert len(rows(Administration)) == 1
    db.session.rollback()


def test_an_old_tab_after_sending_changes_nothing_and_says_so(cast, ash):
    row = agreed(cast, "calm")
    page = ash.get(f"/portal/questions/{row.id}").text
    made = re.search(r'name="made" value="([0-9a-f]{32})"', page)[1]
    address = ash.post(f"/portal/questions/{row.id}", data={"made": made}).location.split("?")[0]
    for n in (1, 2, 3):
        say(ash, address, n, "0")
    ash.post(f"{address}/end")
    answer = say(ash, address, 1, "2")
    assert answer.location == f"{address}/sent?done=before" and "sent before" in ash.get(answer.location).text
    assert kept(cast, address).answers == {"1": 0, "2": 0, "3": 0}
    assert ash.get(f"{address}?at=1").location == f"{address}/sent"
    assert ash.post(f"/portal/questions/{row.id}", data={"made": made}).location == f"{address}/sent"
    assert "Nothing to answer here now" in ash.post(f"/portal/questions/{row.id}", data={"made": "e" * 32}).text
    assert "Nothing to answer here now" in ash.get(f"/portal/questions/{row.id}").text
    with cast.acting(cast.alma):
        assert len(rows(Administration)) == 1
    db.session.rollback()


def test_a_new_version_meanwhile_changes_nothing_of_what_was_begun(cast, ash):
    first = agreed(cast, "mood")
    address = begun(ash, first)
    say(ash, address, 1, "1")
    with cast.acting(cast.alma):
        install(MOOD_2, basis="newer", by=cast.alma.id)
        db.session.commit()
    assert "Nothing was any fun" in ash.get(f"{address}?at=1").text
    for n in (2, 3):
        say(ash, address, n, "0")
    ash.post(f"{address}/end")
    assert kept(cast, address).scores == {"total": 1}


def test_what_begins_after_a_change_begins_with_the_newest_words(cast, ash):
    row = agreed(cast, "mood")
    with cast.acting(cast.alma):
        install(MOOD_2, basis="newer", by=cast.alma.id)
        db.session.commit()
    assert "Nothing was much fun" in ash.get(f"{begun(ash, row)}?at=1").text


def test_what_was_begun_is_closed_kindly_when_it_is_not_asked_any_more(cast, ash):
    row = agreed(cast, "calm")
    address = begun(ash, row)
    say(ash, address, 1, "1")
    with cast.acting(cast.alma):
        end_assignment(db.session.merge(row), by=cast.alma.id)
        db.session.commit()
    late = say(ash, address, 2, "1")
    assert late.location == f"{address}/sent?done=before"
    page = ash.get(late.location).text
    assert "has closed these questions" in page and "What you answered is kept" in page and "is not kept. If it matters today" in page
    assert "This was sent before" not in page
    assert ash.get(f"{address}?at=2").location == f"{address}/sent"
    assert "is not kept" not in ash.get(f"{address}/sent").text
    assert kept(cast, address).answers == {"1": 1} and kept(cast, address).scores is None
    other = agreed(cast, "gated")
    with cast.acting(cast.alma):
        end_assignment(db.session.merge(other))
        db.session.commit()
    assert "Nothing to answer here now" in ash.get(f"/portal/questions/{other.id}").text
    assert "Nothing to answer here now" in ash.post(f"/portal/questions/{other.id}").text


def test_what_was_begun_long_ago_is_not_mixed_with_these_days(cast, ash):
    row = agreed(cast, "calm")
    address = begun(ash, row)
    ash.post(address, data={"n": "1", "answer": "1", "do": "next"})
    with cast.acting(cast.alma):
        old = db.session.scalars(select(Administration)).one()
        old.given_on, old.began_at = today() - timedelta(days=20), clock.now() - timedelta(days=20)
        db.session.commit()
    assert begun(ash, row) != address, "another sheet, about these days"
    page = ash.get(f"{address}?at=1")
    assert page.status_code == 200 and 'type="radio"' not in page.text


def test_what_was_struck_or_whose_episode_ended_is_a_plain_page(cast, ash):
    address = begun(ash, agreed(cast, "calm"))
    with cast.acting(cast.alma):
        strike(db.session.get_one(Administration, address.split("/")[-1]), "Another person's", by=cast.alma.id)
        db.session.commit()
    for answer in (ash.get(address), ash.get(f"{address}?at=1"), say(ash, address, 1, "1"), ash.post(f"{address}/end")):
        assert answer.status_code == 200 and "Nothing to answer here now" in answer.text
    assert kept(cast, address).answers == {} and kept(cast, address).finished_at is None


def test_a_risk_answer_brings_the_numbers_at_once_and_never_blocks(cast, ash):
    address = begun(ash, agreed(cast))
    assert "Thank you for saying so" not in ash.get(say(ash, address, 1, "2").location).text
    onward = say(ash, address, 3, "1")
    assert flags(cast) == [("suicide", "urgent")]
    page = ash.get(onward.location).text
    main = page.split("<main")[1].split("</main")[0]
    assert "Thank you for saying so" in main and "112" in main and "Alma will ask you about this answer" in main
    assert "How hard was it?" in main, "going on is right below"
    assert "Thank you for saying so" in ash.get(onward.location).text, "it stays when the page is loaded again"
    for deed in ("back", "later"):
        assert "Thank you for saying so" in ash.get(say(ash, address, 3, "2", deed).location).text
    assert flags(cast) == [("suicide", "urgent")] * 2, "once more when it went up, not when it was sent again"
    assert "Thank you for saying so" not in ash.get(say(ash, address, 3, "0").location).text


def test_a_risk_question_left_out_is_asked_about_by_a_person_and_shows_no_panel(cast, ash):
    address = begun(ash, agreed(cast))
    for n in (1, 2):
        say(ash, address, n, "0")
    assert "Thank you for saying so" not in ash.get(say(ash, address, 3, None, "skip").location).text
    assert flags(cast) == []
    ash.post(f"{address}/end")
    assert flags(cast) == [("not-answered", "review")]


def test_a_form_about_danger_says_first_that_nobody_watches(cast, ash):
    row = agreed(cast)
    page = ash.get(f"/portal/questions/{row.id}").text.split("<main")[1].split("</main")[0]
    assert "Nobody watches your answers in real time" in page and "112" in page
    assert cast.practice.monitored_words in page


def _nobody_answers(cast, row):
    cast.practice.flag_named_id = None
    db.session.add(cast.practice)


def _switched_off(cast, row):
    with cast.acting(cast.alma):
        switch("mood", on=False, by=cast.alma.id)
        db.session.flush()


def _in_session(cast, row):
    db.session.execute(MeasureAssignment.__table__.update().values(way="session"))


@pytest.mark.parametrize("change", [_nobody_answers, _switched_off, _in_session])
def test_what_is_not_for_home_is_never_offered_and_its_address_is_nothing(cast, ash, change):
    row = agreed(cast)
    change(cast, row)
    db.session.commit()
    assert "Something to answer" not in ash.get("/portal/").text
    assert ash.get(f"/portal/questions/{row.id}").status_code == 404
    assert ash.post(f"/portal/questions/{row.id}").status_code == 404
    with cast.acting(cast.alma):
        assert not rows(Administration)
    db.session.rollback()


ALONE = CALM.replace("id: calm", "id: alone").replace("title: Calm\n", "title: Alone\n") + "audience: {solo_only: true}\n"


def _shared(cast, shared: bool) -> None:
    with cast.acting(cast.alma):
        cast.ash.shared_device = shared
        db.session.add(cast.ash)
        db.session.commit()


def test_what_is_for_one_alone_is_gone_once_the_device_is_shared(cast, ash):
    brought(cast, ALONE)
    _shared(cast, False)
    row = agreed(cast, "alone")
    address = begun(ash, row)
    _shared(cast, True)
    assert "Alone" not in ash.get("/portal/").text
    for answer in (ash.get(f"/portal/questions/{row.id}"), ash.get(address), ash.get(f"{address}/end"), say(ash, address, 1, "1"),
                   ash.post(f"{address}/end")):  # fmt: skip
        assert answer.status_code == 404


def test_what_was_begun_elsewhere_is_not_answered_here(cast, ash):
    with cast.acting(cast.alma):
        row = in_session(cast, "calm", cast.ash, cast.ash_episode)
        db.session.commit()
    for path in ("", "?at=1", "/end", "/sent"):
        assert ash.get(f"/portal/answers/{row.id}{path}").status_code == 404
    assert say(ash, f"/portal/answers/{row.id}", 1, "1").status_code == 404


def test_somebody_else_finds_nothing(cast, ash):
    row = agreed(cast, "calm")
    address = begun(ash, row)
    for who in (cast.kim, cast.sky):
        other = cast.browser(who)
        for path in (f"/portal/questions/{row.id}", address, f"{address}/end", f"{address}/sent"):
            assert other.get(path).status_code == 404
        assert say(other, address, 1, "1").status_code == 404 and other.post(f"{address}/end").status_code == 404
    assert kept(cast, address).answers == {}


def test_before_both_signed_the_agreement_nothing_is_asked(cast, ash):
    row = agreed(cast, "calm", cast.kim, episode=cast.couple)
    kim = cast.browser(cast.kim)
    address = begun(kim, row)
    with cast.acting(cast.alma):
        for one in rows(Consent):
            if one.kind == "records-policy" and one.client_id == cast.robin.id:
                one.withdrawn_on = today()
        db.session.commit()
    assert "Something to answer" not in kim.get("/portal/").text
    for answer in (kim.get(address), kim.get(f"{address}?at=1"), say(kim, address, 1, "1")):
        assert "One thing first" in answer.text
    assert kept(cast, address).answers == {}


def test_an_expired_sign_in_comes_back_to_the_question(cast, ash):
    address = begun(ash, agreed(cast, "calm"))
    for row in rows(SignIn):
        row.ended_at = clock.now()
    db.session.commit()
    answer = ash.get(f"{address}?at=3&after=2")
    assert answer.status_code == 302 and unquote(answer.location) == f"/portal/sign-in?next={address}?at=3&after=2"
    page = say(ash, address, 3, "1")
    assert page.status_code == 401 and f'action="{address}"' in page.text
    typed = set(re.findall(r'name="([^"]+)" value="([^"]*)"', page.text))
    assert {("n", "3"), ("value", "1"), ("do", "next")} <= typed
    again = cast.browser(cast.ash)
    assert say(again, address, 3, "1").location == f"{address}?at=4&after=3"


def test_a_handed_over_tablet_reaches_none_of_it(app):
    mine = {name for name, view in app.view_functions.items() if name.startswith("portal.")
            and view.__module__.endswith((".views.measures", ".views.released"))}  # fmt: skip
    assert len(mine) == 8 and not mine & (ONE_HOMEWORK | ALWAYS_ON_A_TABLET)


def test_the_worker_keeps_no_page_of_it():
    """It looks at one address alone; what the browser test finds in its store says the same."""
    script = Path("static/js/worker.js").read_text()
    assert re.findall(r"/\^(.+?)\$/", script) == [r"\/portal\/homework\/\w{32}"]


def test_not_before_the_first_meeting(cast, ash):
    text = CALM.replace("id: calm", "id: met").replace("title: Calm\n", "title: Met\n") + "audience: {min_meetings: 1}\n"
    brought(cast, text)
    with cast.acting(cast.alma):
        plan_session(cast.ash_episode.id, cast.ash.id, starts_at=clock.now() - timedelta(days=2), by=cast.alma.id)
        db.session.commit()
    row = agreed(cast, "met")
    assert ash.get(f"/portal/questions/{row.id}").status_code == 200


def test_start_leads_to_the_first_question(cast, ash):
    answer = start(ash, agreed(cast, "calm"))
    assert answer.status_code == 303 and answer.location.endswith("?at=1")
    assert kept(cast, answer.location.split("?")[0]).given_on == today()
