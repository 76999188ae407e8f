"""Many cuts on one device: `python -m tests.reliability.lane --cuts 10 --seed 7 [--own] [--longest 5]` prints the counts."""

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from practice.bench import made
from tests.browser.writing import worker_ready
from tests.reliability.chromium import Chromium
from tests.reliability.home import Home
from tests.reliability.judging import HERE, NOT_SAVED, SAVED, Tally, Track, missing
from tests.reliability.page import Writing

KINDS = ("browser", "browser", "server", "server", "network", "session", "network, browser", "server, browser",
         "session, browser", "flight")  # fmt: skip
LONG = 700  # characters in the box, after which it is emptied


class Lane:
    """One device, own or shared, and its cuts."""

    def __init__(self, home: Home, chromium: Chromium, *, own: bool, seed: int, longest: float) -> None:
        self.home, self.chromium, self.own, self.longest = home, chromium, own, longest
        self.chance, self.tally, self.writing, self.deck = random.Random(seed), Tally(), None, []

    def prepare(self) -> None:
        """Signs in, says whose device it is, and closes the browser once by hand, so that it knows the device again."""
        self._start()
        self.writing.open()
        worker_ready(self.writing.window)
        self.writing.open()
        self.writing.focus()
        self.writing.window.keyboard.type("Begun.")
        assert self.writing.until_saved(20), "the first words were never saved"
        self.chromium.quit()
        self._start()
        self.tally = self.writing.tally = Tally()

    def cut(self) -> None:
        kind = self._kind()
        text = self.writing.open()
        if len(text) > LONG:
            self.writing.begin_again()
            text = ""
        track = Track(text)
        self.writing.type(track, self._while())
        self.tally.cuts += 1
        self.tally.kinds[kind] = self.tally.kinds.get(kind, 0) + 1
        parts = kind.split(", ")
        {"browser": self._nothing, "server": self._server, "network": self._network, "session": self._session,
         "flight": self._flight}[parts[0]](track)  # fmt: skip
        if parts[-1] in ("browser", "flight"):
            self._killed(track, kind, in_the_air=kind == "flight")
        else:
            self._left_open(track, kind)

    def _kind(self) -> str:
        """Drawn from a shuffled deck, so that a short run meets every kind too. Only an own device opens in the air."""
        if not self.deck:
            self.deck = [one for one in KINDS if self.own or one != "flight"]
            self.chance.shuffle(self.deck)
        return self.deck.pop()

    def _while(self) -> float:
        return self.chance.uniform(0.2, self.longest)

    def _nothing(self, track: Track) -> None:
        self.writing.watch(track, self.chance.choice([0, 0, self.chance.uniform(0, 4)]))

    def _server(self, track: Track) -> None:
        self.home.kill()
        self._had(track, "server")
        self.writing.type(track, self._while())
        self._says_so(track)

    def _network(self, track: Track) -> None:
        self.chromium.context.set_offline(True)
        self.writing.type(track, self._while())
        self._says_so(track)

    _flight = _network

    def _session(self, track: Track) -> None:
        self.home.expire()
        self.writing.type(track, self._while(), over=self.chance.choice([Writing.go_on, Writing.sign_in_again]))

    def _had(self, track: Track, kind: str) -> None:
        """What the page had called saved is in the database."""
        if gone := min((missing(track.promised, words) for words in self.home.kept()), default=len(track.promised)):
            self.tally.untrue += 1
            self.tally.lost += gone
            self._tell(kind, f"{gone} characters the page called saved are not in the database")

    def _says_so(self, track: Track) -> None:
        """While nobody can be reached the page says what is true of its words."""
        due = {HERE} if self.own else {NOT_SAVED}
        until = time.monotonic() + 6
        while (words := self.writing.watch(track, 0.2)) not in due and time.monotonic() < until:
            if words == SAVED and track.text == track.promised:
                return  # nothing was typed that the server does not have
        if words not in due:
            self.tally.silent += 1
            self._tell("unreached", f"the page says {words!r}")

    def _left_open(self, track: Track, kind: str) -> None:
        """Everything back, the page still there: nothing is lost, and in the end it is saved."""
        self._mend(kind)
        if self.writing.look()[2]:
            self.chance.choice([Writing.go_on, Writing.sign_in_again])(self.writing)
        self.writing.type(track, 0.3, over=Writing.go_on)
        saved = self.writing.until_saved(45)
        text = self.writing.look()[0] or ""
        gone = missing(track.text, text)
        elsewhere = min((missing(track.text, words) for words in self.home.kept()), default=len(track.text))
        if not saved or gone or elsewhere:
            self.tally.lost += max(gone, elsewhere)
            self.tally.silent += not saved
            self._tell(kind, f"left open: saved {saved}, {gone} missing on the page, {elsewhere} in the database")

    def _killed(self, track: Track, kind: str, *, in_the_air: bool) -> None:
        """The browser is gone. What is due stands on the page when it is opened again."""
        at = time.monotonic()
        self.chromium.kill()
        due, whole = track.due(at, own=self.own), track.text
        self._had(track, kind)
        self._mend(kind, offline=in_the_air)
        self._start()
        if in_the_air:
            self.chromium.context.set_offline(True)
        found = self.writing.open()
        until = time.monotonic() + 12
        while missing(due, found) and time.monotonic() < until:
            found = self.writing.settled()
        gone = missing(due, found)
        self.tally.tail += missing(whole, found) - gone
        if gone and not min((missing(due, words) for words in self.home.kept()), default=gone):
            self.tally.elsewhere += 1
            self._tell(kind, f"{gone} characters stand in another version")
        elif gone:
            self.tally.lost += gone
            self._tell(kind, f"{gone} of {len(due)} characters lost; typed {len(whole)}, found {len(found)}; "
                             f"last said {track.marks[-1][2] if track.marks else ''!r}")  # fmt: skip
        if in_the_air:
            self._landed(kind)

    def _landed(self, kind: str) -> None:
        """Opened in the air, and the network comes back: the words go to the server."""
        track = Track(self.writing.look()[0] or "")
        self.chromium.context.set_offline(False)
        self._left_open(track, kind)

    def _mend(self, kind: str, *, offline: bool = False) -> None:
        if kind.startswith("server"):
            time.sleep(self.chance.uniform(0, 1))
            self.home.start()
        if kind == "network" and not offline:
            self.chromium.context.set_offline(False)

    def _start(self) -> None:
        window = self.chromium.start()
        self.writing = Writing(window, self.home, self.own, self.tally, self.chance)

    def _tell(self, kind: str, words: str) -> None:
        self.tally.stories.append(f"cut {self.tally.cuts} ({kind}, {'own' if self.own else 'shared'}): {words}")


def run(cuts: int, *, own: bool, seed: int, longest: float) -> Tally:
    """That many cuts on a device. A fault of the browser itself ends the run."""
    with tempfile.TemporaryDirectory(prefix="attune-cuts-", ignore_cleanup_errors=True) as folder, \
            made.practice(made.Sizes((1,), 3, (5,))) as ready, sync_playwright() as playwright:  # fmt: skip
        home, chromium = Home(ready), Chromium(playwright, Path(folder) / "profile")
        lane = Lane(home, chromium, own=own, seed=seed, longest=longest)
        try:
            home.start()
            lane.prepare()
            for _number in range(cuts):
                lane.cut()
                print(lane.tally.line, *lane.tally.stories[-1:], file=sys.stderr, flush=True)
        except Error as error:
            raise RuntimeError(f"after {lane.tally.line}: {error}") from error
        finally:
            chromium.kill()
            home.stop()
    return lane.tally


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--cuts", type=int, default=10)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--longest", type=float, default=6.0)
    asked.add_argument("--own", action="store_true")
    given = asked.parse_args()
    print(json.dumps(run(given.cuts, own=given.own, seed=given.seed, longest=given.longest).as_dict()))


if __name__ == "__main__":
    main()
