"""The practice's tablet in a real browser: handed over, sent, given back. With JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import named

CLIENT = "Liu Jia"


def running(page) -> str:
    """The address of one homework of this client that is asked now."""
    page.goto(f"/clients?q={CLIENT.lower()}")
    page.click("main .who a")
    for address in sorted({link.get_attribute("href") for link in page.locator("main a[href^='/homework/']").all()}):
        if re.fullmatch(r"/homework/[0-9a-f]{32}", address):
            page.goto(address)
            if page.get_by_role("button", name="Hand over this tablet").count():
                return address
    raise AssertionError("the sample practice has no running homework of hers")


@pytest.mark.parametrize("script", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_the_tablet_reaches_one_page_until_the_passphrase(visit, sample, script):
    counselor = sample[1]["counselors"][0]
    window = visit(820, java_script_enabled=script).sign_in(counselor)
    page = window.page
    address = running(page)
    name = page.locator("h1").inner_text()
    page.get_by_role("button", name="Hand over this tablet").click()
    page.wait_for_url(re.compile("/portal/homework/"))
    expect(page).to_have_title("Notes")
    if script:
        assert not window.faults()
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0, "nothing stays here"
    page.go_back()
    expect(page.locator("body")).not_to_contain_text(name)
    for elsewhere in ("/clients", "/", "/portal/", "/portal/pages", "/portal/private", "/protocols", address):
        page.goto(elsewhere)
        expect(page.locator("h1")).to_have_text("Please give the tablet back")
    page.get_by_role("link", name="Go on writing").click()
    words = f"Written on the tablet, {'with' if script else 'without'} a script."
    page.locator("textarea:visible").first.fill(words)
    page.get_by_role("button", name=re.compile("^Keep for later")).last.click()
    expect(page.locator("main")).to_contain_text("What you wrote is kept")
    page.goto(page.get_by_role("link", name="Go on writing").get_attribute("href"))
    assert words in page.content(), "what was kept is there again"
    page.locator("details:has(button[value=not-now]) > summary").click()
    page.locator("button[value=not-now]").click()
    expect(page.locator("h1")).to_have_text("Thank you")
    page.go_back()
    expect(page.locator("body")).not_to_contain_text(words)
    page.goto("/portal/handed")
    page.get_by_role("link", name=re.compile("take the tablet back")).click()
    page.fill("input[name=login]", counselor["login"])
    page.fill("input[name=passphrase]", counselor["passphrase"])
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(f"{address}$"))
    page.goto("/portal/pages")
    expect(page.locator("input[name=passphrase]")).to_be_visible()
    assert named(sample[1]["clients"], CLIENT)["name"] not in page.content()


def test_the_counselors_other_tabs_go_blank_when_it_is_handed_over(visit, sample):
    window = visit(820).sign_in(sample[1]["counselors"][0])
    page = window.page
    address = running(page)
    name = page.locator("h1").inner_text()
    beside = page.context.new_page()
    beside.goto(address)
    expect(beside.locator("h1")).to_have_text(name)
    page.get_by_role("button", name="Hand over this tablet").click()
    page.wait_for_url(re.compile("/portal/homework/"))
    expect(beside.locator("h1").filter(has_text=name)).to_be_hidden()
    beside.wait_for_url(re.compile("/sign-in$"))
    assert name not in beside.content()
