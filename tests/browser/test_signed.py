"""A signed note in a real browser, with and without scripts: later words, the passphrase once, taken back and readable."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import named
from tests.browser.test_pages import looked_at


def at_a_note(visit, sample, **how):
    window = visit(**how).sign_in(named(sample[1]["counselors"], "Nora Lindqvist"))
    window.page.goto("/clients?q=zhou ting")
    window.page.locator("main .who a").first.click()
    window.page.get_by_role("link", name="All notes").click()
    window.page.locator("main li", has_text="Signed").locator("h3 a").first.click()
    window.page.wait_for_url("**/notes/*")
    return window, window.page.url.removeprefix(window.site)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_the_pages_around_a_signed_note(visit, sample, width, scheme):
    window, note = at_a_note(visit, sample, width=width, color_scheme=scheme)
    kinds = [f"{note}/add?kind={kind}" for kind in ("addendum", "correction", "late-entry", "retraction")]
    notes = window.page.get_by_role("link", name="Notes", exact=True).get_attribute("href")
    episode = notes.removesuffix("/notes")
    assert looked_at(window, [note, *kinds, notes, f"{episode}/amendments/new", f"{episode}/contacts/new"]) == {}


def test_one_passphrase_for_two_later_words_without_any_script(visit, sample):
    window, note = at_a_note(visit, sample, width=390, java_script_enabled=False)
    page, passphrase = window.page, named(sample[1]["counselors"], "Nora Lindqvist")["passphrase"]
    page.get_by_role("link", name="Add something").click()
    page.get_by_label("What you want to add").fill("陈静 rang afterwards.")
    page.get_by_label("Your passphrase, to sign").fill("not this one, sorry")
    page.get_by_role("button", name="Sign and add").click()
    expect(page.locator(".errors")).to_contain_text("This is not your passphrase")
    expect(page.get_by_label("What you want to add")).to_have_value("陈静 rang afterwards.")
    page.get_by_label("Your passphrase, to sign").fill(passphrase)
    page.get_by_role("button", name="Sign and add").click()
    expect(page.locator("main")).to_contain_text("陈静 rang afterwards.")
    page.get_by_role("link", name="Add something").click()
    page.get_by_label("What you want to add").fill("And once more.")
    expect(page.get_by_label("Your passphrase, to sign")).to_have_count(0)
    page.get_by_role("button", name="Sign and add").click()
    expect(page.locator("main")).to_contain_text("And once more.")
    window.troubles[:] = [trouble for trouble in window.troubles if "422" not in trouble]  # the wrong passphrase


def test_signing_a_draft_as_it_stands_is_answered(visit, sample):
    """Nothing was typed since the page came: the press is not swallowed, and the words for what is missing are in view."""
    window = visit().sign_in(named(sample[1]["counselors"], "Nora Lindqvist"))
    window.page.get_by_role("link", name=re.compile("^Finish your note")).first.click()
    window.page.wait_for_url("**/note")
    window.page.get_by_role("button", name="Sign note").click()
    expect(window.page.locator(".errors")).to_contain_text("passphrase")
    window.troubles[:] = [trouble for trouble in window.troubles if "422" not in trouble]
