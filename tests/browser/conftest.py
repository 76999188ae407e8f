"""The sample practice in a real browser: Debian's Chromium, the real server, its strict content security policy on."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import engines

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """All browser tests share one server and one browser, so they stay with one worker."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def practice(data: Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "practice", "--data", str(data), *words], capture_output=True, text=True,
                          timeout=300, check=True)  # fmt: skip


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> tuple[Path, dict]:
    """A copy of the sample practice, built once per run, and its sign-ins."""
    return copied(tmp_path_factory.mktemp("site"))


def copied(home: Path) -> tuple[Path, dict]:
    """The sample practice in a folder of one's own, and its sign-ins."""
    told = engines.once("sample", lambda path: (path.mkdir(), (path / "told.json").write_text(
        practice(path / "data", "demo", "--json").stdout)))  # fmt: skip
    shutil.copytree(told / "data", home / "data")
    shutil.copy(told / "data.key", home / "data.key")
    return home / "data", json.loads((told / "told.json").read_text())


@pytest.fixture(scope="session")
def site(sample) -> Iterator[str]:
    """The address of the sample practice, served by `practice serve` on a port the system picks."""
    with serving(sample[0]) as address:
        yield address


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The address of a practice, served as long as this lasts."""
    server = subprocess.Popen([sys.executable, "-m", "practice", "--data", str(data), "serve", "--port", "0"],
                              stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
                              start_new_session=True)  # fmt: skip
    try:
        line = next(line for line in server.stdout if "Serving on" in line)
        yield line.split("Serving on ")[1].strip()
    finally:
        # At once: a polite end waits seconds for its worker. That it ends politely is tests/practices/test_serve.py's.
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)
        server.stdout.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing; the browser half of the suite cannot run")
        pytest.skip("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """A browser window. Collects what must never happen: console errors, requests to other hosts."""

    def __init__(self, browser: Browser, site: str, **options) -> None:
        self.site, self.troubles = site, []
        self.context: BrowserContext = browser.new_context(base_url=site, **{"viewport": {"width": 1440, "height": 900}, **options})
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: message.type == "error" and self.troubles.append(message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda request: request.url.startswith((site, "data:", "blob:")) or self.troubles.append(request.url))

    def sign_in(self, person: dict) -> "Visit":
        self.page.goto("/portal/sign-in" if "episode" in person else "/sign-in")
        self.page.fill("input[name=login]", person["login"])
        self.page.fill("input[name=passphrase]", person["passphrase"])
        self.page.click("main button[type=submit]")
        self.page.wait_for_load_state()
        return self

    def faults(self) -> list[str]:
        """What axe (WCAG 2.2 A and AA, best practice) finds on the page as it stands."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]

    def overflow(self) -> int:
        """Pixels the page is wider than its window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def visit(chromium, site):
    """`visit(width=390, javaScript=False)` opens a window; all are closed, and none may have had troubles."""
    opened: list[Visit] = []

    def open_window(width: int = 1440, **options) -> Visit:
        opened.append(Visit(chromium, site, **{"viewport": {"width": width, "height": 900}, **options}))
        return opened[-1]

    yield open_window
    troubles = [trouble for window in opened for trouble in window.troubles]
    for window in opened:
        window.context.close()
    assert not troubles, troubles


def named(people: list[dict], name: str) -> dict:
    return next(person for person in people if person["name"] == name)
