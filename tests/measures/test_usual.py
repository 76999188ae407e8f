"""The usual set on its page: a proposal, agreed only by the counselor, never twice; and what is said when it becomes much."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from practice.accounts.models import Counselor
from practice.clients.models import Client
from practice.db import db
from practice.measures.actions import assign_measure, switch
from practice.measures.models import MeasureAssignment
from practice.measures.queries import usual_set, waiting_for
from tests.homework.given import on_protocol
from tests.measures.samples import plan, today


@pytest.fixture
def alma(cast):
    return cast.browser(cast.alma)


def address(cast, client=None, episode=None, page="usual") -> str:
    return f"/episodes/{(episode or cast.couple).id}/measures/{(client or cast.robin).id}/{page}"


def rows(cast) -> list[MeasureAssignment]:
    with cast.acting(cast.alma):
        return db.session.scalars(select(MeasureAssignment).order_by(MeasureAssignment.agreed_at, MeasureAssignment.id)).all()


def steps(cast, client=None, episode=None, scope="therapist"):
    with cast.acting(cast.alma):
        return usual_set((episode or cast.couple).id, (client or cast.robin).id, scope, today())


def test_the_page_says_what_when_and_how_many_and_agrees_nothing_by_itself(cast, alma):
    page = alma.get(address(cast)).text
    for words in ("HARK", "PHQ-9", "CSI-16", "10 questions", "At the first meeting", "At each meeting", "everything once",
                  "only with this person alone", "has not set yet who answers", "not asked at home before you have met"):  # fmt: skip
        assert words in page, words
    assert "RAAS" in page.split("Left out")[1] and "Midway" not in page, "no course yet"
    assert 'value="first-hark" checked' in page and rows(cast) == []


def test_what_is_ticked_is_agreed_and_not_proposed_again(cast, alma):
    done = alma.post(address(cast), data={"step": ["first-phq4", "each-sessioncheck"]})
    assert done.status_code == 303 and done.location == address(cast, page="").rstrip("/")
    assert {(row.measure_key, row.way, row.rhythm) for row in rows(cast)} == {
        ("phq4", "portal", "once"), ("sessioncheck", "session", "sessions")}  # fmt: skip
    again = alma.get(address(cast)).text
    assert "first-phq4" not in again and "each-sessioncheck" not in again and "each-phq4" in again
    assert alma.post(address(cast), data={"step": ["first-phq4", "nothing"]}).status_code == 303
    assert len(rows(cast)) == 2


def test_all_of_it_stays_within_a_day_and_leaves_nothing_to_propose(cast, alma):
    on_protocol(cast, cast.couple)
    plan(cast)
    found = steps(cast)
    assert {step.why for step in found.steps} == {"first", "soon", "each", "end", "later"}, "begun ten days ago: too near to midway"
    assert alma.post(address(cast), data={"step": [step.id for step in found.steps]}).status_code == 303
    assert len(rows(cast)) == len(found.steps) and "is agreed" in alma.get(address(cast)).text
    with cast.acting(cast.alma):
        waiting = waiting_for(cast.couple.id, cast.robin.id, today())
    assert max(waiting.days.values()) <= 25 and waiting.soon <= 70 and waiting.open == 12


def test_nothing_ticked_is_said_and_one_that_cannot_be_agreed_takes_all_back(cast, alma, monkeypatch):
    page = alma.post(address(cast))
    assert page.status_code == 422 and "Tick what you agreed on" in page.text
    found = steps(cast)
    with cast.acting(cast.alma):
        switch("phq9", False, by=cast.alma.id)
        db.session.commit()
    monkeypatch.setattr("practice.measures.views.usual.usual_set", lambda *_: found)
    page = alma.post(address(cast), data={"step": ["first-phq4", "soon-phq9"]})
    assert page.status_code == 422 and "switched off" in page.text and rows(cast) == []
    assert 'value="soon-phq9" checked' in page.text and 'value="first-hark" checked' not in page.text, "ticks are kept"


def test_one_person_is_not_asked_about_a_couple_and_a_child_nothing_for_adults(cast):
    assert not any(step.key.startswith("csi") for step in steps(cast, cast.ash, cast.ash_episode).steps)
    with cast.acting(cast.alma):
        db.session.get_one(Client, cast.ash.id).birth_date = today() - timedelta(days=365 * 12)
        db.session.commit()
    found = steps(cast, cast.ash, cast.ash_episode)
    assert found.steps == () and {one.why for one in found.left_out} >= {"age"}


def test_the_guidance_scope_is_proposed_less(cast, alma):
    with cast.acting(cast.alma):
        db.session.get_one(Counselor, cast.alma.id).scope = "guidance"
        db.session.commit()
    page = alma.get(address(cast)).text
    assert "PHQ-4" in page and "PHQ-9" not in page
    assert alma.post(address(cast), data={"step": ["soon-phq9"]}).status_code == 303 and rows(cast) == []


def test_only_who_works_on_an_episode_finds_it(cast):
    for who in (cast.sam, cast.cleo, cast.bo):
        assert cast.browser(who).get(address(cast)).status_code == 404
        assert cast.browser(who).post(address(cast), data={"step": ["first-phq4"]}).status_code == 404


def test_an_empty_list_leads_to_it(cast, alma):
    assert alma.get(address(cast, page="").rstrip("/")).text.count(address(cast)) == 2


def test_agreeing_one_says_what_is_open_and_when_it_becomes_much(cast, alma):
    page = alma.get(address(cast, page="agree/gad7")).text
    assert "open for them already" not in page and "easier" not in page
    with cast.acting(cast.alma):
        for key in ("k10", "phq9"):
            assign_measure(cast.couple.id, cast.robin.id, key, way="session", rhythm="once", by=cast.alma.id, starts_on=today())
        db.session.commit()
    page = alma.get(address(cast, page="agree/gad7")).text
    assert "20 questions are open for them already." in page and "more than 25 questions on that day" in page
    assert "easier" not in alma.get(address(cast, page="agree/csi4")).text
    done = alma.post(address(cast, page="agree/gad7"), data={"way": "session", "rhythm": "once"})
    assert done.status_code == 303, "a warning, not a refusal"
