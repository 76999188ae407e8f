"""Is this device only yours? And signing in over a page that is being written."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from practice import clock
from practice.access.scope import everything
from practice.accounts.devices import is_mark, person_key
from practice.accounts.models import Device, SignIn
from practice.db import db
from practice.homework.models import DraftToken
from tests.entrances import PASSPHRASE, settle
from tests.entrances import Browser as Knocking
from tests.homework.given import given, on_protocol
from tests.portal.typing import JSON, Open, rows

MARK = "ab" * 32


@pytest.fixture
def hope(cast):
    return given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")


def on(browser, mark: str = MARK):
    """The same browser, with the mark of one device."""
    browser.set_cookie("attune_device", mark, path="/portal")
    return browser


def answer(browser, mine: str):
    return browser.post("/portal/device", data={"mine": mine})


def test_nobody_has_a_device_of_their_own_unless_they_say_so(cast, hope):
    ash = on(cast.browser(cast.ash))
    assert "own" not in Open(ash, hope.id).data
    page = ash.get("/portal/device").text
    assert re.search(r'value="no" checked', page) and "Is this device only yours?" in page
    assert answer(ash, "").headers["Clear-Site-Data"] and "own" not in Open(ash, hope.id).data
    answer(ash, "yes")
    data = Open(ash, hope.id).data
    assert data["own"] == "1" and len(data["key"]) == 44 and len(data["person"]) == 32
    answer(ash, "yes")
    assert Open(ash, hope.id).data["key"] == data["key"]
    assert "cache" in answer(ash, "no").headers["Clear-Site-Data"]
    assert "key" not in Open(ash, hope.id).data and len(rows(cast, Device)) == 1


def test_the_answer_holds_on_one_device_only(cast, hope):
    answer(on(cast.browser(cast.ash)), "yes")
    assert "own" not in Open(on(cast.browser(cast.ash), "cd" * 32), hope.id).data


def test_two_people_who_say_only_mine_share_it_and_nothing_is_kept(cast, hope):
    ash, robin = on(cast.browser(cast.ash)), on(cast.browser(cast.robin))
    answer(ash, "yes")
    said = answer(robin, "yes")
    assert said.status_code == 303 and "Clear-Site-Data" in said.headers
    assert "own" not in Open(ash, hope.id).data and [row.key for row in rows(cast, Device)] == [None, None]
    answer(ash, "yes")
    assert "own" not in Open(ash, hope.id).data
    answer(robin, "no")
    answer(ash, "yes")
    assert Open(ash, hope.id).data["own"] == "1"


def test_a_person_is_called_differently_in_every_browser_and_never_by_an_id(cast, hope):
    names = {Open(on(cast.browser(cast.ash), mark), hope.id).data["person"] for mark in (MARK, MARK, "cd" * 32)}
    assert len(names) == 2 and cast.ash.id not in names
    assert person_key(b"k", "a", MARK) != person_key(b"k", "b", MARK) and is_mark(MARK) and not is_mark("x" * 64)


def test_a_browser_without_a_mark_gets_one_it_cannot_read(cast, hope):
    ash = cast.browser(cast.ash)
    page = ash.get(f"/portal/homework/{hope.id}")
    cookie = next(line for line in page.headers.getlist("Set-Cookie") if line.startswith("attune_device="))
    assert "HttpOnly" in cookie and "Path=/portal" in cookie and "SameSite=Lax" in cookie
    assert not any(line.startswith("attune_device=") for line in ash.get(f"/portal/homework/{hope.id}").headers.getlist("Set-Cookie"))


def test_the_question_comes_once_after_signing_in(app):
    place = settle(app)
    browser = Knocking(place.app)
    first = browser.sign_in("robin", door="/portal/sign-in")
    assert first.status_code == 303 and first.location.startswith("/portal/device?next=")
    browser.get(first.location)
    assert browser.post(first.location, mine="no").location == "/portal/"
    assert browser.sign_in("robin", door="/portal/sign-in").location == "/portal/"


def over(browser, page, token, login="ash", passphrase=PASSPHRASE, **more):
    data = {"login": login, "passphrase": passphrase, "csrf_token": token, "person": page.data["person"]} | more
    return browser.post("/portal/sign-in", data=data, headers=JSON)


@pytest.fixture
def quiet(cast, hope):
    """(browser, open page): written on in a browser whose sign-in has gone quiet since."""
    ash = on(cast.browser(cast.ash))
    page = Open(ash, hope.id)
    with everything("a sign-in goes quiet", cast.practice.id):
        db.session.execute(update(SignIn).values(seen_at=clock.now() - timedelta(hours=1)))
        db.session.commit()
    return ash, page


def test_signing_in_over_the_page_for_the_same_person(cast, quiet):
    ash, page = quiet
    assert page.save(1, small_difference="x").status_code == 401
    done = over(ash, page, "")
    assert done.status_code == 200 and done.json["signed_in"] and done.json["person"] == page.data["person"] and done.json["csrf"]
    assert page.save(2, small_difference="xy").json["saved"]
    assert page.append(3, small_difference="xyz").json["saved"]  # its token goes on
    handles = [row for row in rows(cast, SignIn) if row.person_id == cast.ash.id]
    assert len(handles) == 2 and sum(row.ended_at is None for row in handles) == 1


def test_somebody_else_does_not_sign_in_over_it(cast, quiet):
    ash, page = quiet
    done = over(ash, page, "", login="robin")
    assert done.status_code == 409 and done.json == {"other": True}
    assert page.save(1, small_difference="x").status_code == 401
    assert all(row.person_id != cast.robin.id for row in rows(cast, SignIn))
    wrong = over(ash, page, "", passphrase="quite another one")
    assert wrong.status_code == 422 and wrong.json["message"] and "person" not in wrong.json


@pytest.mark.csrf
def test_a_lost_cookie_gets_a_new_token_for_the_overlay(app, cast, hope):
    browser = app.test_client()
    refused = browser.post("/portal/sign-in", data={"login": "ash", "passphrase": PASSPHRASE}, headers=JSON)
    assert refused.status_code == 401 and refused.json["csrf"]
    done = browser.post("/portal/sign-in", headers=JSON,
                        data={"login": "ash", "passphrase": PASSPHRASE, "csrf_token": refused.json["csrf"]})  # fmt: skip
    assert done.status_code == 200 and done.json["csrf"]


def test_too_many_tries_wait_here_as_well(quiet):
    ash, page = quiet
    told = [over(ash, page, "", passphrase="not this one at all").status_code for _n in range(6)]
    assert told == [422] * 5 + [429]


def test_nothing_is_issued_for_a_page_that_is_not_shown(cast, hope):
    cast.browser(cast.kim).get(f"/portal/homework/{hope.id}")
    assert not rows(cast, DraftToken)
