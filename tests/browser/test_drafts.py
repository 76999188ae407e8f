"""No typed word is lost: what a device of one's own keeps, what a shared one never does, and words that stay true."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import writing
from tests.browser.conftest import Visit, copied, named, serving
from tests.browser.writing import at_log, box, kept_words, press_send, state, stored, until_kept


@pytest.fixture
def jing(sample) -> dict:
    return named(sample[1]["clients"], "Chen Jing")


@pytest.fixture
def phone(visit):
    window = visit(390)
    yield window
    writing.without_network_noise(window)


def test_words_survive_a_killed_tab_on_an_own_device(phone, jing):
    page, words = at_log(phone, jing, own=True), "Half a thought, and then the battery was empty."
    until_kept(page)
    phone.context.set_offline(True)
    box(page).fill(words)
    expect(state(page)).to_have_text("Saved on this phone")
    address = page.url
    after = phone.context.new_page()
    phone.context.new_cdp_session(page).send("Page.enable")
    page.close()
    assert words not in kept_words_at(after), "a draft lies in the browser unsealed"
    phone.context.set_offline(False)
    after.goto(address)
    expect(box(after)).to_have_value(words)
    expect(state(after)).to_have_text("Saved")


def kept_words_at(page) -> str:
    page.goto("/portal/empty")
    return kept_words(page)


def test_a_shared_device_keeps_nothing(phone, jing):
    page, words = at_log(phone, jing, own=False), "Nobody else may find this here."
    box(page).fill(words)
    expect(state(page)).to_have_text("Saved", timeout=8000)
    phone.context.set_offline(True)
    box(page).press_sequentially(" And this.")
    expect(state(page)).to_have_text("Not saved yet")
    page.wait_for_timeout(1500)
    found = stored(page)
    assert found["bases"] == {} and found["local"] == {} and found["session"] == {}
    assert set(found["caches"]) <= {"numbers"}
    assert all(
        path.startswith("/static/") or path in ("/portal/offline", "/portal/empty")
        for path in found["caches"].get("numbers", {})
    )
    assert words not in kept_words(page) and "Jing" not in kept_words(page)
    phone.context.set_offline(False)
    expect(state(page)).to_have_text("Saved", timeout=8000)


def test_only_homework_is_ever_kept(phone, jing):
    page = at_log(phone, jing, own=True)
    until_kept(page)
    for address in ("/portal/", "/portal/pages", "/portal/help", "/portal/private"):
        page.goto(address)
    found = stored(page)["caches"]
    kept = [path for name, paths in found.items() if name.startswith("pages-") for path in paths]
    assert kept and all(re.fullmatch(r"/portal/homework/[0-9a-f]{32}(\?occurrence=[^&]*)?", path) for path in kept)
    assert all(path.startswith("/static/") or path in ("/portal/offline", "/portal/empty") for path in found["numbers"])


def test_an_exercise_opens_goes_on_and_is_sent_after_a_flight(phone, jing):
    page = at_log(phone, jing, own=True)
    first, second = "Written at the gate.", " And above the clouds."
    box(page).fill(first)
    expect(state(page)).to_have_text("Saved", timeout=8000)
    until_kept(page)
    address = page.url
    page.goto("/portal/")
    phone.context.set_offline(True)
    page.goto("/portal/pages")
    expect(page.locator("footer")).to_contain_text("112")
    page.locator("[data-kept] a", has_text="went a little better").click()
    expect(box(page)).to_have_value(first)
    box(page).press("End")
    box(page).press_sequentially(second)
    expect(state(page)).to_have_text("Saved on this phone")
    press_send(page)
    expect(state(page)).to_have_text("Not sent yet. It goes out when you are online and this page is open.")
    page.goto(address)  # closed and opened again, still in the air
    expect(box(page)).to_have_value(first + second)
    expect(state(page)).to_contain_text("Not sent yet")
    phone.context.set_offline(False)
    page.wait_for_url(re.compile("/sent"), timeout=12_000)
    page.goto("/portal/pages")
    expect(page.locator("main").get_by_text(first + second)).to_have_count(1)
    assert not [row for rows in stored(page)["bases"].values() for row in rows], "a sent draft is still on the phone"
    assert not any(path.startswith("/portal/homework") for paths in stored(page)["caches"].values() for path in paths)


FILLED = "[...new FormData(document.querySelector('form[data-draft]'))].filter(([name]) => name !== 'csrf_token' && name !== 'sequence')"
TICK = """() => { for (const one of document.querySelectorAll("form[data-draft] :is([type=radio], [type=checkbox])")) {
  one.checked = true; one.dispatchEvent(new Event("input", { bubbles: true })); } }"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A copy of the sample practice that may be left with a draft in every exercise, and its clients."""
    data, told = copied(tmp_path_factory.mktemp("elsewhere"))
    with serving(data) as address:
        yield address, told["clients"]


@pytest.mark.parametrize("name", ["Chen Jing", "Liu Jia", "Zhou Ting"])
def test_every_open_exercise_comes_back_as_it_was_left(chromium, elsewhere, name):
    address, clients = elsewhere
    phone = Visit(chromium, address, viewport={"width": 390, "height": 900})
    page = at_log(phone, named(clients, name), own=True, log=False)
    links = page.locator("a[href^='/portal/homework/']").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    assert links
    for address in links:
        page.goto(address)
        if not page.locator("form[data-draft]").count():
            continue
        until_kept(page)
        page.evaluate(TICK)
        for add in page.locator("[data-rows-add]:visible").all():
            add.click()
            add.click()
        for n, field in enumerate(page.locator("form[data-draft] :is(textarea, input[type=text]):visible").all()):
            field.fill(f"Place {n}, “{address[-4:]}”")
        phone.context.set_offline(True)
        for move in page.locator("[data-move=down]:visible:not([aria-disabled=true])").all()[:1]:
            move.click()
        box(page).press_sequentially(" +")
        expect(state(page)).to_have_text("Saved on this phone")
        before = page.evaluate(FILLED)
        page.reload()
        expect(state(page)).to_have_text("Saved on this phone")
        assert sorted(page.evaluate(FILLED)) == sorted(before), address
        phone.context.set_offline(False)
        expect(state(page)).to_have_text("Saved", timeout=10_000)
    writing.without_network_noise(phone)
    phone.context.close()
    assert not phone.troubles


def test_what_was_sent_in_the_air_and_not_taken_says_what_is_missing(phone, jing):
    page, words = at_log(phone, jing, own=True), "On some other day."
    until_kept(page)
    phone.context.set_offline(True)
    page.get_by_role("radio", name="Another day").check(force=True)
    box(page).fill(words)
    press_send(page)
    expect(state(page)).to_contain_text("Not sent yet")
    address = page.url
    page.close()
    phone.context.set_offline(False)
    after = phone.context.new_page()
    after.goto(address)
    after.wait_for_url(re.compile("unsent=true"))
    expect(box(after)).to_have_value(words)
    expect(after.get_by_role("alert")).to_contain_text("Please choose a day.")
    after.get_by_role("radio", name="Today").check(force=True)
    press_send(after)
    after.wait_for_url(re.compile("/sent"))


def test_what_was_sent_in_the_air_goes_out_when_the_page_opens(phone, jing):
    page, words = at_log(phone, jing, own=True), "Sent with no bars at all."
    until_kept(page)
    phone.context.set_offline(True)
    box(page).fill(words)
    press_send(page)
    expect(state(page)).to_contain_text("Not sent yet")
    address = page.url
    page.close()
    phone.context.set_offline(False)
    after = phone.context.new_page()
    after.goto(address)
    after.wait_for_url(re.compile("/sent"), timeout=12_000)
    after.goto("/portal/pages")
    expect(after.locator("main").get_by_text(words)).to_have_count(1)


def test_a_shared_device_says_plainly_that_it_cannot_send(phone, jing):
    page, words = at_log(phone, jing, own=False), "Not today, then."
    phone.context.set_offline(True)
    box(page).fill(words)
    press_send(page)
    expect(page.locator("[data-note=cannot]")).to_be_visible()
    expect(state(page)).to_have_text("Not saved yet")
    expect(box(page)).to_have_value(words)
    for name in ("Add this moment", "Keep for later"):
        page.get_by_role("button", name=name).last.click()
        expect(page.locator("[data-note=cannot]")).to_be_visible()
        expect(box(page)).to_have_value(words)
    phone.context.set_offline(False)
    press_send(page)
    page.wait_for_url(re.compile("/sent"))
    page.goto("/portal/pages")
    expect(page.locator("main").get_by_text(words)).to_have_count(1)


def test_saved_is_only_said_after_the_answer(phone, jing):
    page = at_log(phone, jing, own=False)
    asked = []

    def slow(route):
        asked.append(state(page).text_content())
        page.wait_for_timeout(700)
        asked.append(state(page).text_content())
        route.continue_()

    page.route("**/draft", slow)
    box(page).fill("How long does it take")
    expect(state(page)).to_have_text("Not saved yet")
    expect(state(page)).to_have_text("Saved", timeout=8000)
    assert asked == ["Saving…", "Saving…"]
    page.unroute("**/draft")
    page.route("**/draft", lambda route: route.fulfill(status=500, body="no"))
    box(page).fill("And when it breaks?")
    page.wait_for_timeout(4000)
    expect(state(page)).to_have_text("Not saved yet")
    page.unroute("**/draft")
    expect(state(page)).to_have_text("Saved", timeout=8000)
    phone.troubles[:] = [words for words in phone.troubles if "status of 500" not in words]


def test_words_typed_before_the_script_has_come_are_kept_too(visit, jing):
    window = visit(390, service_workers="block").sign_in(jing)  # a worker would have the script at once
    page, held = window.page, []
    page.goto("/portal/")
    address = page.locator("a", has_text="went a little better").first.get_attribute("href")
    page.route(re.compile(r"/static/.*draft.*\.js"), lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    box(page).fill("Typed while the page was still coming.")
    for _time in range(50):
        if held:
            break
        page.wait_for_timeout(100)
    assert held, "the script was never asked for"
    for route in held:
        route.continue_()
    expect(state(page)).to_have_text("Saved", timeout=8000)
