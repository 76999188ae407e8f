"""Every main page, wide and on a phone, light and dark: axe finds nothing, nothing scrolls sideways, no other host."""

import pytest

from tests.browser.conftest import named

COUNSELOR = ["/", "/clients", "/clients?q=zhou", "/search", "/search?q=coffee", "/clients/new", "/inbox", "/inbox?filter=all",
             "/flags", "/look-at", "/calendar", "/calendar/hours", "/calendar/in", "/calendar/out", "/how-i-write", "/protocols/",
             "/protocols/narrative-attachment", "/protocols/attachment-repair?flavour=integrative", "/reports", "/profile",
             "/settings"]  # fmt: skip
LIBRARY = ["/measures", "/measures/dass21", "/measures/raas/wording", "/measures/own/new", "/measures/import-fhir", "/exchange"]
OF_A_MEASURE = ["give/csi16", "agree/k10", "typed/csi16", "score/raas"]
PORTAL = ["/portal/", "/portal/pages", "/portal/record", "/portal/help", "/portal/private"]


def looked_at(window, addresses):
    troubles = {}
    for address in addresses:
        answer = window.page.goto(address)
        found = window.faults()
        if answer.status != 200:
            found.append(f"status {answer.status}")
        if window.page.locator("h1").count() != 1:
            found.append("one h1, please")
        for width in (320, window.page.viewport_size["width"]):
            window.page.set_viewport_size({"width": width, "height": 900})
            if window.overflow() > 0:
                found.append(f"{window.overflow()} px too wide at {width}")
        if found:
            troubles[address] = found
    return troubles


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_the_counselors_pages(visit, sample, width, scheme):
    window = visit(width, color_scheme=scheme).sign_in(sample[1]["counselors"][0])
    assert looked_at(window, COUNSELOR) == {}


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_the_pages_of_one_client(visit, sample, width, scheme):
    """Everything the client page of Chen Jing leads to."""
    window = visit(width, color_scheme=scheme).sign_in(sample[1]["counselors"][0])
    window.page.goto("/clients?q=chen jing")
    window.page.click("main .who a")
    window.page.wait_for_load_state()
    here = window.page.url.removeprefix(window.site)
    links = window.page.eval_on_selector_all("main a[href^='/']", "found => found.map(a => a.getAttribute('href'))")
    kinds = one_of_each_kind(links)
    assert len(kinds) > 12
    assert looked_at(window, [here, *(link for link in kinds.values() if "/pdf" not in link)]) == {}


def one_of_each_kind(links):
    """One address for each shape: the same path but for the ids."""
    kinds = {}
    for link in links:
        kinds.setdefault("/".join(part if len(part) != 32 else "*" for part in link.split("?")[0].split("/")), link)
    return kinds


def test_the_measures_of_the_practice(visit, sample):
    assert looked_at(visit(1440).sign_in(sample[1]["counselors"][0]), LIBRARY) == {}


def test_the_measures_of_one_client(visit, sample):
    """What Chen Jing's measures lead to, and a measure about to be given, agreed and typed in."""
    window = visit(390, color_scheme="dark").sign_in(sample[1]["counselors"][0])
    window.page.goto("/clients?q=chen jing")
    window.page.click("main .who a")
    window.page.click("main a:text-is('Measures')")
    window.page.wait_for_load_state()
    here = window.page.url.removeprefix(window.site)
    links = window.page.eval_on_selector_all("main a[href^='/']", "found => found.map(a => a.getAttribute('href'))")
    of_them = [link for kind, link in one_of_each_kind(links).items() if "/measures/" in kind or "/administrations/" in kind]
    assert len(of_them) > 3
    assert looked_at(window, [here, *of_them, *(f"{here}/{way}" for way in OF_A_MEASURE)]) == {}


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_the_clients_pages(visit, sample, width, scheme):
    window = visit(width, color_scheme=scheme).sign_in(named(sample[1]["clients"], "Chen Jing"))
    window.page.goto("/portal/")
    open_now = window.page.eval_on_selector_all(
        "main a[href*='/portal/homework/'], main a[href*='/portal/ladders/']", "found => found.map(a => a.getAttribute('href'))")
    assert open_now
    assert looked_at(window, [*PORTAL, *open_now]) == {}


def test_the_entrances(visit):
    assert looked_at(visit(390), ["/sign-in", "/portal/sign-in"]) == {}
