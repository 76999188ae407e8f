"""A measure at home in a real browser: on a phone and wide, light and dark, with JavaScript and without, no trace offline."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from practice.db import db
from practice.measures.actions import accept
from tests.browser.conftest import Visit, serving
from tests.browser.writing import worker_ready
from tests.measures.samples import plan, today
from tests.people import PASSPHRASE
from tests.portal.measured import agreed, given

ASH = {"login": "ash", "passphrase": PASSPHRASE, "episode": True}
LOOKS = [(390, "light"), (1440, "dark")]
pytestmark = pytest.mark.sqlite  # the served practice lies in the folder of the test
PICTURES = os.environ.get("ATTUNE_PICTURES")  # a folder for whoever wants to look at them


@pytest.fixture
def asked(cast):
    """The address of the cast's practice: Ash is asked PHQ-9, CSI-16, K10 and the session check at home, and was shown GAD-7."""
    plan(cast)
    with cast.acting(cast.alma):
        accept("csi16", by=cast.alma.id)
        db.session.commit()
    for key in ("phq9", "csi16", "sessioncheck", "k10"):
        agreed(cast, key)
    for ago, value in ((84, 3), (56, 2), (28, 1)):
        given(cast, "gad7", dict.fromkeys(range(1, 8), value), on=today() - timedelta(days=ago))
    with serving(cast.app.config["DATA_DIR"]) as address:
        yield address


@pytest.fixture
def ash(chromium, asked):
    """`ash(width, **options)`: a window in which Ash is signed in; none may have had troubles."""
    opened: list[Visit] = []

    def window(width: int = 390, **options) -> Visit:
        opened.append(Visit(chromium, asked, viewport={"width": width, "height": 900}, **options).sign_in(ASH))
        return opened[-1]

    yield window
    troubles = [trouble for one in opened for trouble in one.troubles if "422" not in trouble]  # a page sent without an answer
    for one in opened:
        one.context.close()
    assert not troubles, troubles


def looked_at(window: Visit, name: str) -> None:
    width = window.page.viewport_size["width"]
    assert window.faults() == [], name
    assert window.page.locator("h1").count() == 1
    expect(window.page).to_have_title("Notes")
    if PICTURES:
        window.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    for narrow in (320, width):
        window.page.set_viewport_size({"width": narrow, "height": 900})
        assert window.overflow() == 0, f"{name} at {narrow}"


def choose(page, nth: int = 0, press: str = "Next") -> None:
    page.locator("input[name=value]").nth(nth).check(force=True)
    page.get_by_role("button", name=press, exact=True).click()


def opened(window: Visit, title: str):
    window.page.goto("/portal/")
    window.page.get_by_role("link", name=title, exact=True).click()
    return window.page


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_on_the_way(ash, width, scheme):
    window, look = ash(width, color_scheme=scheme), f"{width}-{scheme}"
    window.page.goto("/portal/")
    looked_at(window, f"home-{look}")
    page = opened(window, "PHQ-9")
    looked_at(window, f"start-{look}")
    page.get_by_role("button", name="Begin").click()
    looked_at(window, f"item-{look}")
    page.get_by_role("button", name="Next").click()
    looked_at(window, f"nothing-{look}")
    choose(page, 2)
    page.get_by_role("button", name="Leave this one out").click()
    for _n in range(3, 9):
        choose(page, 1)
    choose(page, 1)
    expect(page.get_by_role("heading", name="Thank you for saying so")).to_be_visible()
    looked_at(window, f"said-{look}")
    page.get_by_role("button", name="Go on another time").click()
    page.goto("/portal/")
    page = opened(window, "PHQ-9")
    looked_at(window, f"again-{look}")
    page.get_by_role("link", name="Go on", exact=True).click()
    choose(page, 2)
    looked_at(window, f"end-{look}")
    page.get_by_role("button", name="Send to Alma").click()
    looked_at(window, f"sent-{look}")
    page.goto("/portal/results")
    looked_at(window, f"results-{look}")
    page = opened(window, "CSI-16")
    page.get_by_role("button", name="Begin").click()
    address = page.url.split("?")[0]
    page.goto(f"{address}?at=11")
    page.locator("input[name=value]").nth(1).check(force=True)
    looked_at(window, f"poles-{look}")
    page = opened(window, "Session check (not a validated measure)")
    page.get_by_role("button", name="Begin").click()
    looked_at(window, f"row-{look}")


def test_without_javascript_and_with_the_keys_alone(ash):
    page = opened(ash(java_script_enabled=False), "PHQ-9")
    page.get_by_role("button", name="Begin").click()
    for _n in range(9):
        page.locator("input[name=value]").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")  # the first button: on to the next
    expect(page.locator("h1")).to_have_text("That was the last question")
    page.get_by_role("button", name="Send to Alma").click()
    expect(page.locator("main")).to_contain_text("Alma looks at it with you.")


def test_each_answer_is_as_broad_as_a_thumb(ash):
    page = opened(ash(), "PHQ-9")
    page.get_by_role("button", name="Begin").click()
    for answer in page.locator(".one-item label").all():
        box = answer.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 280


def test_the_back_button_of_the_browser_and_a_second_tab_lose_nothing(ash):
    window = ash()
    page = opened(window, "K10")
    page.get_by_role("button", name="Begin").click()
    first = page.url
    choose(page, 1)
    page.go_back()
    expect(page).to_have_url(first)
    page.reload()
    expect(page.locator("input[name=value]").nth(1)).to_be_checked()
    other = window.context.new_page()
    other.goto(first)
    choose(other, 3)
    choose(page, 4)
    page.goto(first)
    expect(page.locator("input[name=value]").nth(4)).to_be_checked()


def test_nothing_of_it_stays_on_the_device(ash):
    window = ash()
    page = window.page
    if page.get_by_role("heading", name=re.compile("device")).count():
        page.locator("input[value=yes]").check(force=True)
        page.locator("main button[type=submit]").click()
    page = opened(window, "PHQ-9")
    page.get_by_role("button", name="Begin").click()
    choose(page, 2)
    worker_ready(page)
    page.reload()
    kept = page.evaluate("""async () => {
      const names = await caches.keys();
      const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url)));
      return all.flat().concat(Object.keys(localStorage), Object.keys(sessionStorage));
    }""")
    assert not [one for one in kept if re.search("questions|answers|results", one)], kept
    window.context.set_offline(True)
    page.goto(page.url, wait_until="commit")
    expect(page.locator("body")).not_to_contain_text("bothered by any")
    window.context.set_offline(False)
    window.troubles.clear()


def test_results_print_without_buttons_and_bars(ash):
    window = ash(1440)
    window.page.goto("/portal/results")
    window.page.emulate_media(media="print")
    expect(window.page.locator("svg.chart")).to_be_visible()
    expect(window.page.locator(".hwbar")).to_be_hidden()
    assert "A picture of these two weeks, not of you." in window.page.locator("main").inner_text()
