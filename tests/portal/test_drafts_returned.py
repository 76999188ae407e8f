"""Sending, again and again, and from pages that are out of date: one entry, and one plain page that holds the words."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from practice import clock
from practice.access.models import Participant
from practice.access.scope import everything
from practice.db import db
from practice.homework.actions import take_back
from practice.homework.models import Draft, Entry, HomeworkAssignment
from tests.homework.given import given, on_protocol
from tests.portal.typing import JSON, Open, rows

SAID = "We would laugh at breakfast."


@pytest.fixture
def hope(cast):
    return given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")


@pytest.fixture
def ash(cast):
    return cast.browser(cast.ash)


def change(cast, statement):
    with everything("the counselor changed something", cast.practice.id):
        db.session.execute(statement)
        db.session.commit()


def test_fifty_at_the_same_moment_are_one_entry_in_one_place(app, cast, hope):
    browsers = [cast.browser(cast.ash)]
    page = Open(browsers[0], hope.id)
    cookie = browsers[0].get_cookie("attune_portal")
    data, path = page.fields(small_difference=SAID) | {"do": "send"}, f"{page.path}/send"
    db.session.commit()
    db.session.rollback()

    def send(_number):
        with app.app_context():
            mine = app.test_client()
            mine.set_cookie("attune_portal", cookie.value)
            answer = mine.post(path, data=data, headers=JSON)
            return answer.status_code, answer.json

    with ThreadPoolExecutor(10) as many:
        told = list(many.map(send, range(50)))
    assert {status for status, _json in told} == {200}
    assert len({json["next"] for _status, json in told}) == 1 and all(json["sent"] for _status, json in told)
    assert len(rows(cast, Entry)) == 1 and [row.done_at is not None for row in rows(cast, Draft)] == [True]


def test_sending_as_json_names_what_is_missing(ash, hope):
    page = Open(ash, hope.id)
    answer = page.send(json=True, small_difference=" ")
    assert answer.status_code == 422 and "q_small_difference" in answer.json["errors"]


def test_a_second_submit_goes_to_the_same_place(ash, hope):
    page = Open(ash, hope.id)
    assert len({page.send(small_difference=SAID).location for _n in range(3)}) == 1


def test_going_back_and_changing_words_drops_none_of_them(cast, ash, hope):
    page = Open(ash, hope.id)
    page.send(small_difference=SAID)
    again = page.send(small_difference=f"{SAID} And sing.")
    assert again.status_code == 409 and f"{SAID} And sing." in again.text and "sent this page before" in again.text
    assert len(rows(cast, Entry)) == 1
    assert page.send(json=True, small_difference="Third").json["reason"] == "sent-before"
    fresh = again.text.split('name="made" value="')[1][:32]
    page.hidden["made"] = fresh
    assert page.send(small_difference=f"{SAID} And sing.").status_code == 303 and len(rows(cast, Entry)) == 2


def test_a_page_that_was_taken_back_is_not_sent_into_nowhere(cast, ash, hope):
    page = Open(ash, hope.id)
    page.send(small_difference=SAID)
    (entry,) = rows(cast, Entry)
    with cast.acting(cast.ash):
        take_back(db.session.merge(entry))
        db.session.commit()
    again = page.send(small_difference=SAID)
    assert again.status_code == 409 and "took this page back" in again.text and SAID in again.text


def test_saying_no_twice_is_one_answer_and_other_words_are_held(cast, ash, hope):
    page = Open(ash, hope.id)
    path, said = f"{page.path}/decline", page.fields() | {"decline": "not-now", "why": "a full week"}
    assert len({ash.post(path, data=said).location for _n in range(2)}) == 1 and len(rows(cast, Entry)) == 1
    other = ash.post(path, data=said | {"why": "a full week, and tired"})
    assert other.status_code == 409 and "a full week, and tired" in other.text and len(rows(cast, Entry)) == 1


def test_what_was_withdrawn_meanwhile_holds_the_words_and_keeps_them(cast, ash, hope):
    page = Open(ash, hope.id)
    change(cast, update(HomeworkAssignment).values(ended_at=clock.now(), ended_how="withdrawn"))
    assert page.save(1, small_difference=SAID).json["saved"]
    for deed in ("send", "decline"):
        held = ash.post(f"{page.path}/{deed}", data=page.fields(small_difference=SAID) | {"do": "send", "decline": "not-now"})
        assert held.status_code == 409 and SAID in held.text and "not asked of you any more" in held.text
    assert not rows(cast, Entry)
    opened = ash.get(page.path)
    assert opened.status_code == 409 and SAID in opened.text


def test_what_merely_ended_may_still_be_sent_from_an_open_page(cast, ash, hope):
    page = Open(ash, hope.id)
    change(cast, update(HomeworkAssignment).values(ended_at=clock.now(), ended_how="ended"))
    assert page.send(small_difference=SAID).status_code == 303
    assert "has ended" in ash.get(page.path).text


def test_somebody_who_left_gets_their_words_to_copy(cast, ash, hope):
    page = Open(ash, hope.id)
    change(cast, update(Participant).where(Participant.client_id == cast.ash.id).values(ends_at=clock.now()))
    held = page.send(small_difference=SAID)
    assert held.status_code == 404 and SAID in held.text and hope.id not in held.text
    assert page.send(json=True, small_difference=SAID).status_code == 404


def test_a_sign_in_that_ran_out_shows_the_words_and_takes_them_later(app, cast, ash, hope):
    page = Open(ash, hope.id)
    nobody = app.test_client()
    held = nobody.post(f"{page.path}/send", data=page.fields(small_difference=SAID) | {"do": "send"})
    assert held.status_code == 401 and SAID in held.text
    assert page.send(small_difference=SAID).status_code == 303


def test_an_older_page_of_the_same_tab_overwrites_nothing(cast, ash, hope):
    """Back to a page the browser remembered: what is sent from there stands as a draft of its own."""
    page = Open(ash, hope.id)
    page.save(5, small_difference="further on")
    kept = ash.post(f"{page.path}/send", data=page.fields(small_difference="from further back") | {"do": "keep", "sequence": "1"})
    assert kept.status_code == 200
    texts = {(row.answers.get("answers") or {}).get("small_difference") or row.answers["form"]["q_small_difference"][0]
             for row in rows(cast, Draft)}  # fmt: skip
    assert texts == {"further on", "from further back"}
