"""From the prep sheet to the signed note: what a counselor presses besides the prose, and that no word is lost on the way."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import named

MOST = 12  # clicks or keys besides the prose, the passphrase's own letters among the prose


class Hands:
    """Counts every click and key that is not prose."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def click(self, what: str) -> None:
        self.presses += 1
        self.page.locator(what).first.click()

    def key(self, name: str) -> None:
        self.presses += 1
        self.page.keyboard.press(name)

    def write(self, prose: str) -> None:
        self.page.keyboard.insert_text(prose)


def at_prep(visit, sample, **options) -> Page:
    """Somebody's prep sheet for today, opened by their counselor."""
    told = sample[1]
    window = visit(**options).sign_in(named(told["counselors"], "Nora Lindqvist"))
    window.page.goto("/")
    window.page.goto(window.page.locator("main a[href$='/prep']").first.get_attribute("href"))
    return window.page


def first_field(page: Page):
    """The first field of the note, whichever way it is laid out: other tests may write on the meeting that was first."""
    return page.locator("main textarea:not([name^=safety_]):not([name=private])").first


@pytest.fixture
def fresh(tmp_path_factory, chromium):
    """A sample practice of its own: what is signed here is signed for good."""
    from tests.browser.conftest import Visit, copied, serving

    data, told = copied(tmp_path_factory.mktemp("note"))
    with serving(data) as address:
        opened = []

        def open_window(width: int = 1440, **options):
            opened.append(Visit(chromium, address, **{"viewport": {"width": width, "height": 900}, **options}))
            return opened[-1]

        yield open_window, (data, told)
        for window in opened:
            window.context.close()


def saved(page: Page) -> None:
    page.locator("[data-saved]", has_text="Draft saved").wait_for(timeout=8000)


def test_at_most_twelve_presses_from_prep_sheet_to_signature(fresh):
    visit, sample = fresh
    page = at_prep(visit, sample)
    hands = Hands(page)
    hands.click("main label.check:has(input[name=question])")
    hands.click("main button:has-text('note')")
    hands.click("textarea[name=better]")
    for prose in ("Three evenings at the same table.", "On Sunday, before anybody was tired.", "The tea. The cat.",
                  "“A four, and it is a solid four.”", "Tea again on Sunday.", "Nobody counts."):  # fmt: skip
        hands.write(prose)
        hands.key("Tab")
    page.locator("input[name=passphrase]").focus()
    hands.presses += 1
    hands.write(named(sample[1]["counselors"], "Nora Lindqvist")["passphrase"])
    hands.key("Enter")
    page.wait_for_url("**/notes/*")
    assert "Three evenings at the same table." in page.content() and "Signed" in page.locator(".tag.done").first.inner_text()
    assert hands.presses <= MOST, hands.presses


def test_what_is_typed_survives_a_crash_an_ended_sign_in_and_a_lost_network(fresh):
    visit, sample = fresh
    page = at_prep(visit, sample)
    page.locator("main button:has-text('note')").first.click()
    page.locator("textarea[name=talked_about]").type("first words", delay=400)  # longer than any pause between saves
    saved(page)
    place = page.url
    page.reload()
    assert page.locator("textarea[name=talked_about]").input_value() == "first words"
    # No network: said, kept on the page, saved as soon as there is one.
    page.context.set_offline(True)
    page.locator("textarea[name=talked_about]").fill("second words")
    page.locator("[data-trouble]", has_text="No connection").wait_for()
    page.locator("button[name=do][value=keep]").last.click()
    page.wait_for_timeout(500)
    assert page.locator("textarea[name=talked_about]").input_value() == "second words"
    page.context.set_offline(False)
    saved(page)
    # The sign-in ended: said, with a way back; after it in another tab the words are saved by themselves.
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.locator("textarea[name=talked_about]").fill("third words")
    page.locator("[data-door]:visible").wait_for()
    other = page.context.new_page()
    other.goto("/sign-in")
    nora = named(sample[1]["counselors"], "Nora Lindqvist")
    other.fill("input[name=login]", nora["login"])
    other.fill("input[name=passphrase]", nora["passphrase"])
    other.click("main button[type=submit]")
    other.wait_for_load_state()
    saved(page)
    other.goto(place)
    assert other.locator("textarea[name=talked_about]").input_value() == "third words" and cookies
    # Two tabs: the older page does not overwrite, and shows both.
    other.locator("textarea[name=talked_about]").fill("from the other tab")
    saved(other)
    page.locator("textarea[name=talked_about]").fill("from this tab")
    page.locator("[data-trouble]", has_text="another tab").wait_for()
    page.locator("button[name=do][value=keep]").last.click()
    page.locator("h1", has_text="Two versions").wait_for()
    text = page.locator("textarea[name=talked_about]").input_value()
    assert "from the other tab" in text and "from this tab" in text


def test_own_words_go_where_the_caret_is(visit, sample):
    page = at_prep(visit, sample)
    page.goto(page.url.replace("/prep", "/note"))
    page.locator("summary", has_text="Your own words").click()
    field = first_field(page)
    field.fill("before after")
    field.evaluate("(it) => it.setSelectionRange(7, 7)")
    page.locator("[data-put-in]").first.click()
    assert field.input_value().startswith("before Asked whether they feel safe") and field.input_value().endswith("after")
    saved(page)


def test_without_a_script_every_button_works(visit, sample):
    page = at_prep(visit, sample, java_script_enabled=False)
    page.goto(page.url.replace("/prep", "/note"))
    assert page.locator("[data-own-words]").count() and not page.locator("[data-put-in]:visible").count()
    first_field(page).fill("kept without a script")
    page.locator("button[name=do][value=keep]").last.click()
    page.wait_for_load_state()
    if page.locator("h1", has_text="Two versions").count():
        pytest.fail("another test writes on this note")
    assert first_field(page).input_value() == "kept without a script"


def test_words_typed_before_the_script_has_come_are_kept_too(visit, sample):
    page, held = at_prep(visit, sample), []
    page.route(re.compile(r"/static/.*note.*\.js"), lambda route: held.append(route))
    page.goto(page.url.replace("/prep", "/note"), wait_until="commit")
    first_field(page).fill("Typed while the page was still coming.")
    for _time in range(50):
        if held:
            break
        page.wait_for_timeout(100)
    assert held, "the script was never asked for"
    held[0].continue_()
    saved(page)
