"""When the sign-in has ended while somebody writes: the same person goes on, nobody else sees a word; leaving wipes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import writing
from tests.browser.conftest import named
from tests.browser.writing import at_log, box, kept_words, press_send, state, stored, until_kept


@pytest.fixture
def jing(sample) -> dict:
    return named(sample[1]["clients"], "Chen Jing")


@pytest.fixture
def phone(visit):
    window = visit(390)
    yield window
    writing.without_network_noise(window)


def ended(phone) -> None:
    """As if the sign-in had run out: the page stands, its cookie opens nothing."""
    kept = [cookie for cookie in phone.context.cookies() if "device" in cookie["name"]]
    phone.context.clear_cookies()
    phone.context.add_cookies(kept)


def again(page, person: dict) -> None:
    dialog = page.get_by_role("dialog", name="Please sign in again")
    expect(dialog).to_be_visible(timeout=8000)
    dialog.get_by_label("Sign-in name").fill(person["login"])
    dialog.get_by_label("Passphrase").fill(person["passphrase"])
    dialog.get_by_role("button", name="Sign in").click()


def test_the_words_stay_and_are_kept_while_signing_in_again(phone, jing):
    page, words = at_log(phone, jing, own=False), "The kettle took its time."
    box(page).fill("The kettle")
    expect(state(page)).to_have_text("Saved", timeout=8000)
    ended(phone)
    box(page).fill(words)
    expect(page.get_by_role("dialog")).to_be_visible(timeout=8000)
    expect(state(page)).to_have_text("Saved")  # by the token that can only write
    again(page, {**jing, "passphrase": "not the right one at all"})
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    assert phone.faults() == []
    again(page, jing)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(box(page)).to_have_value(words)
    box(page).fill(words + " It sang.")
    expect(state(page)).to_have_text("Saved", timeout=8000)
    press_send(page)
    page.wait_for_url(re.compile("/sent"))
    page.goto("/portal/pages")
    expect(page.locator("main").get_by_text(words + " It sang.")).to_have_count(1)


def test_no_key_lands_in_the_window_that_asks(phone, jing):
    page, words = at_log(phone, jing, own=False), "One long thought, typed on and on while the sign-in has ended behind it."
    box(page).fill("")  # another test may have left a draft
    ended(phone)
    box(page).press_sequentially(words, delay=90)
    expect(box(page)).to_have_value(words)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=8000)
    expect(dialog.get_by_label("Sign-in name")).to_have_value("")
    expect(dialog.get_by_label("Passphrase")).to_have_value("")


def test_going_on_without_signing_in_is_kept_and_sending_asks(phone, jing):
    page, words = at_log(phone, jing, own=False), "I will sign in later."
    ended(phone)
    box(page).fill(words)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=8000)
    dialog.get_by_role("button", name="Go on writing").click()
    with page.expect_response("**/drafts/append"):
        box(page).press("End")
        box(page).press_sequentially(" Or now.")
    expect(state(page)).to_have_text("Saved", timeout=8000)
    expect(dialog).to_be_hidden()  # asked once, and again at sending
    press_send(page)
    again(page, jing)
    page.wait_for_url(re.compile("/sent"))
    page.goto("/portal/pages")
    expect(page.locator("main").get_by_text(words + " Or now.")).to_have_count(1)


def test_somebody_else_sees_nothing(phone, jing, sample):
    page, words = at_log(phone, jing, own=True), "For her eyes and mine."
    box(page).fill(words)
    expect(state(page)).to_have_text("Saved", timeout=8000)
    until_kept(page)
    ended(phone)
    box(page).press_sequentially(" Still.")
    again(page, named(sample[1]["clients"], "Liu Jia"))
    page.wait_for_url(re.compile("/portal/sign-in"))
    assert words not in page.content() and words not in kept_words_sealed(page)
    page.go_back()
    assert words not in page.content()
    page.goto("/portal/sign-in")
    other = named(sample[1]["clients"], "Liu Jia")
    page.fill("main input[name=login]", other["login"])
    page.fill("main input[name=passphrase]", other["passphrase"])
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    assert not [name for name in stored(page)["caches"] if name.startswith("pages-")]
    assert words not in kept_words(page)


def kept_words_sealed(page) -> str:
    """Databases alone: the page of the first person is in the caches until somebody else is really signed in."""
    return str(stored(page)["bases"])


def test_leaving_takes_away_pages_and_drafts(phone, jing):
    page, neutral = at_log(phone, jing, own=True), "https://www.wikipedia.org/"
    phone.context.route(neutral, lambda route: route.fulfill(body="An everyday page.", content_type="text/plain"))
    box(page).fill("Gone in a moment.")
    expect(state(page)).to_have_text("Saved", timeout=8000)
    until_kept(page)
    assert [row for rows in stored(page)["bases"].values() for row in rows]
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(neutral)
    phone.troubles.remove(neutral)
    page.goto("/portal/private")
    found = stored(page)
    assert not [row for rows in found["bases"].values() for row in rows] and "Gone in a moment" not in str(found)
    assert not [name for name in found["caches"] if name.startswith("pages-")]
    page.goto("/portal/pages")
    expect(page.locator("main input[name=passphrase]")).to_be_visible()


def test_leaving_without_a_network_shows_an_empty_page_and_ends_the_sign_in_later(phone, jing):
    page, words = at_log(phone, jing, own=True), "Only on this phone."
    until_kept(page)
    phone.context.set_offline(True)
    box(page).fill(words)
    page.get_by_role("button", name="Leave quickly").click()
    page.wait_for_url(re.compile("/portal/empty"))
    expect(page.locator("h1")).to_have_text("Notes")
    page.wait_for_timeout(500)
    found = stored(page)
    assert not [name for name in found["caches"] if name.startswith("pages-")]
    assert words not in str(found)
    page.go_back()
    assert words not in page.content()
    phone.context.set_offline(False)
    page.goto("/portal/pages")
    expect(page.locator("main input[name=passphrase]")).to_be_visible()


def test_signing_out_keeps_sealed_what_never_arrived_and_shows_it_to_the_same_person(phone, jing):
    page, words = at_log(phone, jing, own=True), "The server never heard this."
    until_kept(page)
    page.route("**/draft", lambda route: route.abort())
    page.route("**/append", lambda route: route.abort())
    box(page).fill(words)
    expect(state(page)).to_have_text("Saved on this phone")
    address = page.url
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("done=out"))
    page.unroute_all()
    found = stored(page)
    assert len([row for rows in found["bases"].values() for row in rows]) == 1 and words not in str(found)
    page.goto(address)
    page.fill("main input[name=login]", jing["login"])
    page.fill("main input[name=passphrase]", jing["passphrase"])
    page.click("main button[type=submit]")
    expect(box(page)).to_have_value(words, timeout=15_000)
