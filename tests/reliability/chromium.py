"""A real Chromium with a profile on the disk, in a process group of its own, so that it can be killed like a battery."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--no-default-browser-check", "--password-store=basic", "--disable-dev-shm-usage",
         "--hide-crash-restore-bubble", "--remote-debugging-port=0"]  # fmt: skip


class Chromium:
    """Started, killed and started again on one profile."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self._playwright, self._profile = playwright, profile
        self._process, self._browser = None, None
        profile.mkdir(parents=True, exist_ok=True)

    @property
    def context(self) -> BrowserContext:
        return self._browser.contexts[0]

    def start(self) -> Page:
        """A window of the browser as the profile remembers it. Raises RuntimeError when it does not come up."""
        told = self._profile / "DevToolsActivePort"
        for left in (told, *self._profile.glob("Singleton*")):
            left.unlink(missing_ok=True)
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        self._process = subprocess.Popen([found, *FLAGS, f"--user-data-dir={self._profile}", "about:blank"],
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
        until = time.monotonic() + 60
        while not (told.exists() and told.read_text().count("\n")):
            if time.monotonic() > until or self._process.poll() is not None:
                raise RuntimeError("Chromium did not start")
            time.sleep(0.02)
        self._browser = self._playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{told.read_text().splitlines()[0]}")
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.set_default_timeout(30_000)
        return page

    def kill(self) -> None:
        """All of its processes at once, as when the power goes."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            with contextlib.suppress(Exception):
                self._browser.close()
        self._process = None

    def quit(self) -> None:
        """The way a browser is closed by hand."""
        with contextlib.suppress(Exception):
            self._browser.new_browser_cdp_session().send("Browser.close")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(15)
        self.kill()
