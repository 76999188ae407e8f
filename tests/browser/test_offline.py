"""Without a network a client still sees whom to call; after leaving nothing is kept."""

from playwright.sync_api import expect

from tests.browser.conftest import named


def test_the_numbers_show_without_a_network(visit, sample):
    window = visit(390).sign_in(named(sample[1]["clients"], "Liu Jia"))
    window.page.goto("/portal/")
    window.page.evaluate("navigator.serviceWorker.ready")
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
    window.page.evaluate("navigator.serviceWorker.ready")
    answer = window.page.request.post("/portal/leave", headers={"Sec-Fetch-Site": "same-origin"}, max_redirects=0)
    assert "storage" in answer.headers["clear-site-data"]
    window.page.goto("/portal/")
    expect(window.page.locator("input[name=passphrase]")).to_be_visible()
