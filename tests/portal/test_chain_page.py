"""The page of an exercise with carried words on it: they are there, can be taken out and put in, and go as typed."""

import re

import pytest

from practice.db import db
from practice.homework.models import Entry
from practice.protocols.library import load_library
from tests.homework.given import given, on_protocol
from tests.portal.test_chain import WAYS, held, write
from tests.portal.test_pages import fields, rows, start

SIGN = {"first_sign": "Coffee by the window"}


@pytest.fixture
def course(cast):
    return on_protocol(cast, cast.ash_episode)


def test_the_last_phase_opens_half_written_and_each_piece_can_be_taken_out(cast, course):
    held(cast, cast.ash, write(cast, course, cast.ash, "coping-list", WAYS, days_ago=4), "ways.0", "ways.1")
    plan = given(cast, course, cast.ash, "prevention-plan", confirmed=True)
    ash, address = cast.browser(cast.ash), f"/portal/homework/{plan.id}"
    page = ash.get(address).text
    assert 'name="q_what_helps-0" value="I call my sister"' in page and "Your own words are on this page already" in page
    key = re.search(r'value="(leave:[^"]*ways\.0[^"]*)"', page)[1]
    typed = start(ash, plan) | {"q_what_helps-0": "I call my sister", "q_what_helps-1": "I go for a walk", "do": key}
    after = ash.post(f"{address}/send", data=typed).text
    assert 'value="I go for a walk"' in after and 'value="I call my sister"' not in after
    reopened = ash.get(address).text
    assert 'value="I go for a walk"' in reopened and 'value="I call my sister"' not in reopened


def test_an_offer_comes_with_a_press_and_what_is_sent_is_what_stood_there(cast, course):
    write(cast, course, cast.ash, "coping-list", WAYS)
    menu = given(cast, course, cast.ash, "action-menu", confirmed=True)
    ash, address = cast.browser(cast.ash), f"/portal/homework/{menu.id}"
    page = ash.get(address).text
    assert "Words of yours that may fit here" in page and 'value="I call my sister"' not in page
    key = re.search(r'value="(carry:[^"]*ways\.0[^"]*)"', page)[1]
    put = ash.post(f"{address}/send", data=start(ash, menu) | {"do": key})
    assert 'value="I call my sister"' in put.text
    sent = ash.post(f"{address}/send", data=fields(put) | {"do": "send", "q_actions-0-action": "I call my sister"})
    assert sent.status_code == 303
    (entry,) = [row for row in rows(cast, Entry) if row.exercise_id == "action-menu"]
    assert entry.answers["actions"][0]["action"] == "I call my sister"


def test_opening_alone_keeps_nothing(cast, course):
    write(cast, course, cast.ash, "miracle-question", SIGN)
    ladder = given(cast, course, cast.ash, "scale-positioning", confirmed=True)
    ash = cast.browser(cast.ash)
    assert "Coffee by the window" in ash.get(f"/portal/homework/{ladder.id}").text
    assert ladder.title in ash.get("/portal/").text and "Begun" not in ash.get("/portal/").text


def test_every_page_opens_with_all_that_was_ever_written(cast, course):
    """Whatever was written before, each page of the pathway opens, and says nothing is wrong with it."""
    for exercise_id, answers in (("coping-list", WAYS), ("miracle-question", SIGN), ("exception-log", {"context": "烹饪 <b>"}),
                                 ("feedback-loop", {"happened": "x" * 5_000, "adjust": "y" * 5_000})):  # fmt: skip
        write(cast, course, cast.ash, exercise_id, answers)
    ash = cast.browser(cast.ash)
    for exercise in {one.id: one for one in load_library()["narrative-attachment"].all_exercises()}.values():
        if exercise.respondent == "each":
            assignment = given(cast, course, cast.ash, exercise.id, confirmed=True)
            page = ash.get(f"/portal/homework/{assignment.id}")
            assert page.status_code == 200 and "<b>" not in page.text, exercise.id
    db.session.rollback()
