"""Without a network a client still sees whom to call; after leaving nothing is kept."""

from playwright.sync_api import expect

from tests.browser.conftest import named
from tests.browser.writing import worker_ready


def test_the_numbers_show_without_a_network(visit, sample):
    window = visit(390).sign_in(named(sample[1]["clients"], "Liu Jia"))
    window.page.goto("/portal/")
    worker_ready(window.page)
    window.page.wait_for_timeout(300)
    window.context.set_offline(True)
    window.page.goto("/portal/pages")
    expect(window.page.locator("footer")).to_contain_text("112")
    expect(window.page.locator("footer")).to_contain_text("Nobody watches this in real time")
    assert "Jia" not in window.page.content()
    window.troubles[:] = [words for words in window.troubles if "net::ERR_" not in words]
    window.context.set_offline(False)


def test_leaving_takes_away_what_was_kept(visit, sample):
    window = visit(390).sign_in(named(sample[1]["clients"], "Liu Jia"))
    window.page.goto("/portal/")
    worker_ready(window.page)
    answer = window.page.request.post("/portal/leave", headers={"Sec-Fetch-Site": "same-origin"}, max_redirects=0)
    assert "storage" in answer.headers["clear-site-data"]
    window.page.goto("/portal/")
    expect(window.page.locator("input[name=passphrase]")).to_be_visible()


def test_the_plan_for_a_hard_hour_opens_without_a_network_on_ones_own_device(visit, sample):
    window = visit(390).sign_in(sample[1]["counselors"][0])
    window.page.goto("/clients?q=chen jing")
    window.page.click("main .who a")
    window.page.click("a[href*='/crisis-plan/']")
    window.page.fill("#signs", "The lights stay off")
    window.page.fill("#people", "Wen 0171 234 56 78")
    assert window.faults() == []
    window.page.click("main form button")
    expect(window.page.locator("main")).to_contain_text("The client sees this version")
    assert window.faults() == [] and window.overflow() <= 0

    phone = visit(390).sign_in(named(sample[1]["clients"], "Chen Jing"))
    phone.page.goto("/portal/device")
    phone.page.check("input[value=yes]", force=True)
    phone.page.click("main form button")
    phone.page.goto("/portal/")
    worker_ready(phone.page)
    phone.page.wait_for_function("navigator.serviceWorker.controller")
    phone.page.goto("/portal/hard-hour")
    assert phone.faults() == [] and phone.overflow() <= 0
    expect(phone.page.locator("main")).to_contain_text("Kept on this device")
    phone.page.wait_for_timeout(300)
    phone.context.set_offline(True)
    phone.page.goto("/portal/hard-hour")
    expect(phone.page.locator("main")).to_contain_text("The lights stay off")
    assert phone.page.locator("a[href='tel:01712345678']").count() == 1
    phone.page.goto("/portal/pages")
    expect(phone.page.locator("[data-kept]")).to_contain_text("For a hard hour")
    phone.troubles[:] = [words for words in phone.troubles if "net::ERR_" not in words]
    phone.context.set_offline(False)
