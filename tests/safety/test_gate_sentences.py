"""The gate of clinical.md D.4, sentence by sentence, on the pages: what is given, what is asked, what nobody may notice."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.db import db
from practice.homework.actions import NotOpened
from practice.homework.models import HomeworkAssignment
from practice.homework.queries import asked_of, reasons_against
from practice.protocols.library import load_library
from practice.safety.actions import answer_if_safe, ask_if_safe, close_item, open_item, record_screening
from practice.safety.models import Opening, SafetyQuestion
from practice.safety.queries import openings_of
from practice.safety.rules import FELT_SAFE, NOT_ASKED, NOT_CLEAR, NOT_OPENED
from tests.homework.given import given, on_protocol, today
from tests.portal.kims_world import joint_exercise, looks

NARRATIVE, REPAIR = "narrative-attachment", "attachment-repair"
TOUCHES_THE_PARTNER = [
    (NARRATIVE, "hope-question", "partner_answer"), (NARRATIVE, "micro-experiment", "with_partner"),
    (NARRATIVE, "action-menu", "partner_actions"), (REPAIR, "corrective-experiment", "direction"),
]  # fmt: skip
FLAVOUR = {NARRATIVE: None, REPAIR: "narrative"}


def screened(cast, episode, *clients, outcome="clear"):
    with cast.acting(cast.alma):
        for client in clients:
            record_screening(episode.id, client.id, done_on=today(), outcome=outcome, by=cast.alma.id)
        db.session.commit()


def says(cast, answers: dict, at=None) -> None:
    """Asks both alone; each answers on their own; committed."""
    with cast.acting(cast.alma):
        ask_if_safe(cast.couple.id, joint_exercise(), "Listening", by=cast.alma.id, at=at)
        db.session.commit()
    for client, answer in ((cast.robin, answers["robin"]), (cast.kim, answers["kim"])):
        with cast.acting(client):
            question = db.session.scalars(select(SafetyQuestion).order_by(SafetyQuestion.asked_at.desc())).first()
            if answer:
                answer_if_safe(question, answer, at=at)
            db.session.commit()


def opened(cast, episode, client, item) -> None:
    with cast.acting(cast.alma):
        open_item(episode.id, client and client.id, item, by=cast.alma.id)
        db.session.commit()


def against(cast, episode, exercise, *clients, key=NARRATIVE) -> list[str]:
    with cast.acting(cast.alma):
        one = load_library()[key].for_flavour(FLAVOUR[key]).exercise(exercise)
        found = reasons_against(episode.id, [client.id for client in clients], one, by=cast.alma.id)
        db.session.rollback()
        return found


@pytest.mark.parametrize(("key", "exercise", "question"), TOUCHES_THE_PARTNER)
def test_what_touches_the_partner_is_asked_behind_the_gate_in_an_individual_episode_too(cast, key, exercise, question):
    course = on_protocol(cast, cast.ash_episode, key, flavour=FLAVOUR[key])
    row = given(cast, course, cast.ash, exercise, key=key)
    page = f"/portal/homework/{row.id}"

    def asked() -> bool:
        with cast.acting(cast.ash):
            there = any(field.id == question for field in asked_of(row, cast.ash.id).fields)
            db.session.rollback()
        answer = cast.browser(cast.ash).get(page)
        assert answer.status_code == 200 and (f'name="q_{question}' in answer.get_data(as_text=True)) == there
        return there

    assert not asked(), "nobody was asked alone yet"
    screened(cast, cast.ash_episode, cast.ash)
    assert not asked(), "clearing opens nothing by itself"
    opened(cast, cast.ash_episode, cast.ash, f"{exercise}.{question}")
    assert asked()
    screened(cast, cast.ash_episode, cast.ash, outcome="concern")
    assert not asked(), "a later concern closes what stood open"


def test_without_a_clear_talk_only_the_pause_is_left_and_leaving_is_always_allowed(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode, REPAIR, flavour="narrative"), cast.ash, "corrective-experiment", key=REPAIR)
    page = cast.browser(cast.ash).get(f"/portal/homework/{row.id}").get_data(as_text=True)
    assert 'value="stay"' not in page and "Leaving is always allowed" in page
    screened(cast, cast.ash_episode, cast.ash)
    opened(cast, cast.ash_episode, cast.ash, "corrective-experiment.direction")
    page = cast.browser(cast.ash).get(f"/portal/homework/{row.id}").get_data(as_text=True)
    assert 'value="stay"' in page and "Leaving is always allowed" in page


def test_in_a_couple_what_touches_the_partner_needs_both_asked_alone(cast):
    row = given(cast, on_protocol(cast, cast.couple), cast.robin, "hope-question")
    screened(cast, cast.couple, cast.robin)
    with cast.acting(cast.robin):
        assert all(field.gate is None for field in asked_of(row, cast.robin.id).fields)
        db.session.rollback()
    screened(cast, cast.couple, cast.kim)
    opened(cast, cast.couple, cast.robin, "hope-question.partner_answer")
    with cast.acting(cast.robin):
        assert any(field.gate for field in asked_of(row, cast.robin.id).fields)


@pytest.mark.parametrize("answers", [
    {"robin": "yes", "kim": "no"}, {"robin": "not-sure", "kim": "yes"}, {"robin": "yes", "kim": None}, {"robin": "no", "kim": "no"},
])  # fmt: skip
def test_anything_but_two_yeses_keeps_a_joint_exercise_closed_and_gives_no_reason(cast, answers):
    on_protocol(cast, cast.couple)
    screened(cast, cast.couple, cast.robin, cast.kim)
    says(cast, answers)
    assert FELT_SAFE in against(cast, cast.couple, joint_exercise(), cast.robin, cast.kim)
    words = cast.browser(cast.alma).get(f"/episodes/{cast.couple.id}/openings").get_data(as_text=True)
    assert "Two such answers of the last 24 hours are not there" in words and "not sure" not in words.lower()


def test_two_yeses_hold_for_a_day_and_open_nothing_by_themselves(cast):
    course = on_protocol(cast, cast.couple)
    screened(cast, cast.couple, cast.robin, cast.kim)
    says(cast, {"robin": "yes", "kim": "yes"}, at=clock.now() - timedelta(hours=25))
    assert FELT_SAFE in against(cast, cast.couple, joint_exercise(), cast.robin, cast.kim)
    says(cast, {"robin": "yes", "kim": "yes"})
    assert against(cast, cast.couple, joint_exercise(), cast.robin, cast.kim) == [NOT_OPENED]
    with pytest.raises(NotOpened):
        given(cast, course, None, joint_exercise(), scribe_id=cast.robin.id)
    db.session.rollback()
    opened(cast, cast.couple, None, joint_exercise())
    assert given(cast, course, None, joint_exercise(), scribe_id=cast.robin.id).client_id is None


def test_what_one_says_alone_leaves_the_others_pages_as_they_are(cast):
    on_protocol(cast, cast.couple)
    screened(cast, cast.couple, cast.robin, cast.kim)
    says(cast, {"robin": None, "kim": None})
    kim, robin = cast.browser(cast.kim), cast.browser(cast.robin)
    with cast.acting(cast.robin):
        question = db.session.scalars(select(SafetyQuestion)).one().id
        db.session.rollback()
    kim.get("/portal/")
    before = looks(kim, "/portal/")
    for answer in ("no", "not-sure", "yes"):
        page = robin.post(f"/portal/safe/{question}", data={"answer": answer}, follow_redirects=True)
        assert "Thank you. Your answer is not shown to anyone you live with." in page.get_data(as_text=True)
        assert looks(kim, "/portal/") == before


def test_the_question_says_that_the_records_policy_does_not_count_for_it(cast):
    on_protocol(cast, cast.couple)
    screened(cast, cast.couple, cast.robin, cast.kim)
    says(cast, {"robin": None, "kim": None})
    with cast.acting(cast.kim):
        question = db.session.scalars(select(SafetyQuestion)).one().id
        db.session.rollback()
    assert "never brought into a session" in cast.browser(cast.kim).get(f"/portal/safe/{question}").get_data(as_text=True)


def test_clients_never_see_a_joint_exercise_that_is_closed_again(cast):
    course = on_protocol(cast, cast.couple)
    screened(cast, cast.couple, cast.robin, cast.kim)
    says(cast, {"robin": "yes", "kim": "yes"})
    opened(cast, cast.couple, None, joint_exercise())
    row = given(cast, course, None, joint_exercise(), scribe_id=cast.robin.id)
    for client in (cast.robin, cast.kim):
        assert row.title in cast.browser(client).get("/portal/").get_data(as_text=True)
    with cast.acting(cast.alma):
        for opening in openings_of(cast.couple.id):
            close_item(opening, by=cast.alma.id)
        db.session.commit()
    for client in (cast.robin, cast.kim):
        browser = cast.browser(client)
        assert browser.get(f"/portal/homework/{row.id}").status_code == 404
        assert all(row.title not in browser.get(path).get_data(as_text=True) for path in ("/portal/", "/portal/pages", "/portal/shared"))


def test_every_couple_begins_with_individual_work(cast):
    on_protocol(cast, cast.couple)
    with cast.acting(cast.alma):
        assert db.session.scalars(select(Opening)).all() == [] and db.session.scalars(select(HomeworkAssignment)).all() == []
        db.session.rollback()
    assert NOT_ASKED in against(cast, cast.couple, joint_exercise(), cast.robin, cast.kim)
    assert against(cast, cast.couple, "relationship-story", cast.robin) == []


def test_a_concern_or_a_refusal_of_one_closes_it_for_both_in_neutral_words(cast):
    on_protocol(cast, cast.couple)
    screened(cast, cast.couple, cast.robin)
    screened(cast, cast.couple, cast.kim, outcome="declined")
    assert NOT_CLEAR in against(cast, cast.couple, joint_exercise(), cast.robin, cast.kim)
    page = cast.browser(cast.alma).get(f"/episodes/{cast.couple.id}/openings").get_data(as_text=True)
    assert "We are working individually for now." in page and "declined" not in page and "Preferred not" not in page
