"""Signing in and out for people who work here."""

from datetime import timedelta

import pytest

from practice import clock
from practice.accounts.models import SignIn
from practice.accounts.views.cookies import after_sign_in
from tests.entrances import PASSPHRASE, Browser

WRONG = "This name and passphrase do not go together."


def test_signing_in_opens_the_pages_and_keeps_only_a_hash_of_the_handle(place):
    browser = place.browser("alma")
    assert browser.get("/profile").status_code == 200
    rows = place.rows(SignIn, person_id=place.alma)
    assert len(rows) == 1 and len(rows[0].handle_hash) == 32 and rows[0].ended_at is None


@pytest.mark.parametrize("login, passphrase", [("alma", "not-hers-at-all-no"), ("nobody", PASSPHRASE), ("", "x"), ("alma", "")])
def test_no_one_gets_in_with_a_wrong_word(place, login, passphrase):
    browser = Browser(place.app)
    assert browser.sign_in(login, passphrase).status_code == 422
    assert browser.get("/profile").status_code == 302


def test_unknown_mistyped_and_disabled_get_the_same_answer(place):
    owner = place.browser("alma")
    owner.get(f"/colleagues/{place.cleo}")
    assert owner.post(f"/colleagues/{place.cleo}/door").status_code == 303
    pages = []
    for login, passphrase in (("nobody", "wrong words all of it"), ("alma", "wrong words all of it"), ("cleo", PASSPHRASE)):
        browser = Browser(place.app)
        page = browser.sign_in(login, passphrase)
        text = page.get_data(as_text=True).replace(browser.token, "").replace(f'value="{login}"', "")
        pages.append((page.status_code, text))
    assert pages[0] == pages[1] == pages[2]
    assert WRONG in pages[0][1] and pages[0][0] == 422


def test_what_was_typed_stays_except_the_passphrase(place):
    page = Browser(place.app).sign_in("almo", "a wrong passphrase").get_data(as_text=True)
    assert 'value="almo"' in page and "a wrong passphrase" not in page


def test_capitals_spaces_and_control_characters_in_the_name_do_no_harm(place):
    assert Browser(place.app).sign_in("  ALMA\x00 ").status_code == 303
    assert Browser(place.app).sign_in("\x00\ud7ff💜" * 1000).status_code == 422


def test_after_many_tries_it_says_how_long_to_wait(place):
    browser = Browser(place.app)
    for _try in range(5):
        assert browser.sign_in("alma", "wrong").status_code == 422
    page = browser.sign_in("alma")
    assert page.status_code == 429 and "Too many tries. Wait a minute" in page.get_data(as_text=True)
    assert Browser(place.app).sign_in("cleo").status_code == 303, "others are not held up"


def test_a_cookie_copied_before_signing_out_is_worthless_after(place):
    browser = place.browser("alma")
    copy = browser.with_cookie(browser.cookie())
    assert copy.get("/profile").status_code == 200
    browser.get("/profile")
    out = browser.post("/sign-out")
    assert out.status_code == 303 and "done=out" in out.location
    assert '"storage"' in out.headers["Clear-Site-Data"]
    assert copy.get("/profile").status_code == 302
    assert place.rows(SignIn, person_id=place.alma)[0].ended_at is not None


def test_signing_in_again_gives_a_new_handle_and_ends_the_old_one(place):
    browser = place.browser("alma")
    old = browser.with_cookie(browser.cookie())
    assert browser.sign_in("alma").status_code == 303
    assert old.get("/profile").status_code == 302
    assert browser.get("/profile").status_code == 200


def test_a_planted_handle_is_not_taken_over(place):
    browser = Browser(place.app)
    browser.get("/sign-in")
    planted = browser.cookie()
    browser.sign_in("alma")
    assert browser.with_cookie(planted).get("/profile").status_code == 302


def test_a_page_written_before_signing_in_again_can_still_be_sent(place):
    browser = place.browser("alma")
    browser.get("/profile")
    written = browser.token
    with place.app.app_context():
        from sqlalchemy import update

        from practice.db import db

        db.session.execute(update(SignIn).values(ended_at=clock.now()))
        db.session.commit()
    browser.token = written
    lost = browser.post("/profile/language", language="en")
    assert lost.status_code == 401
    assert browser.sign_in("alma").status_code == 303
    browser.token = written
    assert browser.post("/profile/language", language="en").status_code == 303


def test_a_client_cannot_sign_in_here_nor_use_a_portal_cookie(place):
    assert Browser(place.app).sign_in("robin").status_code == 422
    client = place.browser("robin", door="/portal/sign-in")
    other = client.with_cookie(client.cookie("attune_portal"))
    assert other.get("/profile").status_code == 302


def test_idle_and_absolute_limits_end_a_sign_in(place, monkeypatch):
    browser = place.browser("alma")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=16))
    assert browser.get("/profile").status_code == 302


@pytest.mark.parametrize("target", [
    "//evil.example", "https://evil.example", "/\t/evil.example", "/\\evil.example", "javascript:alert(1)", "/\n/evil.example",
    "\t//evil.example", "", None])  # fmt: skip
def test_after_signing_in_nobody_is_led_elsewhere(target):
    assert after_sign_in(target, "/home") == "/home"


def test_after_signing_in_one_goes_on_where_one_was(place):
    browser = Browser(place.app)
    browser.get("/sign-in?next=/profile?done=look")
    assert browser.post("/sign-in?next=/profile?done=look", login="alma", passphrase=PASSPHRASE).location == "/profile?done=look"
    assert after_sign_in("/episodes/1?tab=2", "/home") == "/episodes/1?tab=2"


def test_cookies_are_kept_from_scripts_and_from_other_sites(place):
    counselor = Browser(place.app).get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in counselor and "SameSite=Strict" in counselor and "Expires" not in counselor
    client = Browser(place.app).get("/portal/sign-in").headers["Set-Cookie"]
    assert client.startswith("attune_portal=") and "HttpOnly" in client and "SameSite=Lax" in client


def test_before_set_up_it_says_where_the_way_in_is(app):
    browser = Browser(app)
    assert browser.get("/").location.startswith("/sign-in")
    page = browser.get("/sign-in").get_data(as_text=True)
    assert "not set up yet" in page and "console" in page
