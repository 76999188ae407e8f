"""The main job by hand: follow Chen Jing, sign a note, write as her on a phone, read it, rate, print."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import named


def test_from_a_log_on_a_phone_to_a_printed_report(visit, sample):
    counselor, client = sample[1]["counselors"][0], named(sample[1]["clients"], "Chen Jing")
    phone = visit(390).sign_in(client).page
    phone.goto("/portal/")
    phone.get_by_role("link", name=re.compile("went a little better")).first.click()
    words = "We chopped vegetables side by side and did not hurry."
    box = phone.locator("textarea:visible").first
    box.fill(words)
    expect(phone.locator("[role=status]").first).to_contain_text("Saved", timeout=8000)
    phone.reload()
    expect(phone.locator("textarea:visible").first).to_have_value(words)
    phone.get_by_role("button", name=re.compile("^Send")).last.click()
    phone.wait_for_load_state()

    desk = visit(1440).sign_in(counselor).page
    desk.goto("/inbox?filter=all")
    expect(desk.locator("main")).to_contain_text("We chopped vegetables")
    desk.goto("/clients?q=chen jing")
    desk.click("main .who a")
    record = desk.url
    expect(desk.locator("h1")).to_contain_text("Chen Jing")

    desk.goto("/")
    desk.locator(".agenda li", has_text="Chen Jing").get_by_role("link", name=re.compile("Prepare|Go on writing")).click()
    if "/prep" in desk.url:
        desk.get_by_role("button", name="Start note").click()
    desk.get_by_label("What we talked about").fill("The kitchen, and who starts.")
    scale = desk.locator("#ratings .scale").first
    scale.locator("label", has_text=re.compile("^7$")).click()
    desk.get_by_role("button", name="Keep this rating").first.click()
    expect(desk.locator("#ratings")).to_contain_text("Kept for this session: 7")
    expect(desk.get_by_label("What we talked about")).to_have_value("The kitchen, and who starts.")
    desk.get_by_label("One small step, in their words").fill("The kitchen again on Sunday.")
    desk.get_by_label("Your passphrase, to sign").fill(counselor["passphrase"])
    desk.get_by_role("button", name="Sign note").click()
    expect(desk.locator("main")).to_contain_text("Signed")

    desk.goto(record)
    desk.get_by_role("link", name=re.compile("Progress report")).first.click()
    desk.locator("main form button[type=submit]").last.click()
    expect(desk.get_by_text("Open as PDF")).to_be_visible()
    pdf = desk.locator("a[href*='pdf']").first.get_attribute("href")
    answer = desk.request.get(pdf)
    assert answer.status == 200 and answer.body().startswith(b"%PDF") and "chen" not in answer.headers["content-disposition"].lower()


def test_every_step_works_without_javascript(visit, sample):
    window = visit(390, java_script_enabled=False).sign_in(named(sample[1]["clients"], "Chen Jing"))
    neutral, phone = "https://www.wikipedia.org/", window.page
    window.context.route(neutral, lambda route: route.fulfill(body="An everyday page.", content_type="text/plain"))
    phone.goto("/portal/")
    phone.goto(phone.locator("a", has_text="went a little better").first.get_attribute("href"))
    phone.locator("textarea:visible").first.fill("Without any script.")
    phone.get_by_role("button", name=re.compile("^Send")).last.click()
    phone.goto("/portal/pages")
    expect(phone.locator("main")).to_contain_text("Without any script.")
    phone.get_by_role("button", name="Leave quickly").click()
    phone.wait_for_url(neutral)  # the one address outside that a page may lead to
    window.troubles.remove(neutral)
    phone.goto("/portal/pages")
    expect(phone.locator("input[name=passphrase]")).to_be_visible()


def test_words_outlive_a_sign_in_that_ended(visit, sample):
    """Without any script, and with the cookie gone: sign in again in another tab, send, and the words arrive."""
    client = named(sample[1]["clients"], "Chen Jing")
    window = visit(390, java_script_enabled=False).sign_in(client)
    page, words = window.page, "Written while the sign-in ended."
    page.goto("/portal/")
    page.goto(page.locator("a", has_text="went a little better").first.get_attribute("href"))
    page.locator("textarea:visible").first.fill(words)
    window.context.clear_cookies()
    page.get_by_role("button", name=re.compile("^Send")).last.click()
    expect(page.locator("h1")).to_have_text("Your words are still here")
    window.troubles[:] = [trouble for trouble in window.troubles if "401" not in trouble]
    other = window.context.new_page()
    other.goto("/portal/sign-in")
    other.fill("input[name=login]", client["login"])
    other.fill("input[name=passphrase]", client["passphrase"])
    other.click("main button[type=submit]")
    other.wait_for_load_state()
    page.get_by_role("button", name="Send it again").click()
    page.goto("/portal/pages")
    expect(page.locator("main")).to_contain_text(words)
