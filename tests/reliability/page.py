"""The page as the person at it meets it: opening it, typing, reading what it says of their words."""

import random
import time
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page

from practice.bench.portal_rows import PASSPHRASE
from tests.reliability.home import Home
from tests.reliability.judging import SAVED, Tally, Track

LETTERS = "aaaeeeiioonnrrsstthdlucmfywgpbvk" + "      " + ".,é汉字🙂"
LOOK = """() => {
  const box = document.querySelector("form[data-draft] textarea");
  const words = document.querySelector("[data-save-words]")?.textContent.trim() ?? "";
  return [box?.value ?? null, words, Boolean(document.querySelector("dialog[open]"))];
}"""


class Writing:
    """A person at one window. `own`: what they said of the device."""

    def __init__(self, window: Page, home: Home, own: bool, tally: Tally, chance: random.Random) -> None:
        self.window, self.home, self.own, self.tally, self.chance = window, home, own, tally, chance

    def look(self) -> tuple[str | None, str, bool]:
        """(text in the box, words about it, whether the sign-in window stands over it); waits while the page changes."""
        for _time in range(100):
            try:
                return tuple(self.window.evaluate(LOOK))
            except Error:
                time.sleep(0.05)
        raise RuntimeError("the page does not answer")

    def open(self) -> str:
        """The page of the exercise, by way of the sign-in where it is asked; returns what stands in the box."""
        self.window.goto(self.home.address, wait_until="load")
        if urlsplit(self.window.url).path.endswith("/sign-in"):
            self._sign_in(self.window.locator("main"))
            self.window.wait_for_load_state()
        if urlsplit(self.window.url).path.endswith("/device"):
            self.tally.asked += 1
            self._say_whose()
        if not self.window.url.startswith(self.home.address):
            self.window.goto(self.home.address, wait_until="load")
        self.window.wait_for_selector("form[data-draft] textarea:visible")
        return self.settled()

    def settled(self) -> str:
        """What stands in the box once the page has stopped changing by itself."""
        before, since = (None, ""), time.monotonic()
        while time.monotonic() - since < 0.6:
            now = (self.look()[0], self.window.url)
            if now != before:
                before, since = now, time.monotonic()
            time.sleep(0.05)
        return before[0] or ""

    def begin_again(self) -> None:
        """An empty box, and the server knows it."""
        self.window.locator("form[data-draft] textarea").first.fill("")
        self.until_saved(20)

    def focus(self) -> None:
        self.window.locator("form[data-draft] textarea").first.focus()
        self.window.keyboard.press("End")
        self.window.keyboard.press("Control+End")

    def type(self, track: Track, seconds: float, *, over=None) -> None:
        """Types for a while. `over(writing)` is what they do when the sign-in window opens."""
        self.focus()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            before, letter = track.text, self.chance.choice(LETTERS)
            self.window.keyboard.insert_text(letter) if ord(letter) > 127 else self.window.keyboard.type(letter)
            text, words, asked = self.look()
            self.tally.typed += 1
            if text != before + letter and not asked:
                self.tally.lost += 1
                self.tally.stories.append(f"a key was dropped: {(text or '')[-20:]!r} instead of {(before + letter)[-20:]!r}")
            self.tally.astray += asked and text == before
            track.note(time.monotonic(), text if text is not None else before, words)
            if asked and over:
                over(self)
                self.focus()
            time.sleep(self.chance.uniform(0.005, 0.1))

    def watch(self, track: Track, seconds: float) -> str:
        """Looks on without typing; returns the last words about it."""
        until = time.monotonic() + seconds
        words = ""
        while time.monotonic() < until:
            text, words, _asked = self.look()
            track.note(time.monotonic(), text if text is not None else track.text, words)
            time.sleep(0.1)
        return words

    def until_saved(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.look()[1] == SAVED:
                return True
            time.sleep(0.05)
        return False

    def go_on(self) -> None:
        self.window.locator("dialog[data-again] [type=button]").click()

    def sign_in_again(self) -> None:
        dialog = self.window.locator("dialog[data-again]")
        self._sign_in(dialog)
        dialog.wait_for(state="hidden", timeout=20_000)

    def _sign_in(self, place) -> None:
        place.locator("input[name=login]").fill(self.home.writer.login)
        place.locator("input[name=passphrase]").fill(PASSPHRASE)
        place.locator("button[type=submit]").click()

    def _say_whose(self) -> None:
        self.window.check(f"input[name=mine][value={'yes' if self.own else 'no'}]", force=True)
        self.window.click("main button[type=submit]")
        self.window.wait_for_load_state()
