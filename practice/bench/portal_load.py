"""`python -m practice.bench.portal_load < PLAN`: many clients write at once. Its own process, so that it waits for nobody.

PLAN: {"port", "seconds", "writers": [{"page", "cookies"}]}. First every client opens their page, four at a time. Then, for
that many seconds, a closed loop: each saves every ten seconds and never before the last save was answered. Prints {"saves",
"pages": [seconds of each], "errors": {words: times}, "last": [the last words the server said it has, by writer]}.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter

from practice.bench.portal_form import CONTENT_TYPE, Form, form_of
from practice.bench.rows import SAID

EVERY, SPREAD, PATIENCE = 10.0, 2.0, 60.0  # seconds: between saves, more or less, and at most for an answer
OPENING = 4  # pages at a time


@dataclass
class Told:
    """What came of it so far."""

    saves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: Counter = field(default_factory=Counter)
    last: dict[int, str] = field(default_factory=dict)


@dataclass
class Home:
    """One client's browser. Between two saves the server has long closed the line; it opens a new one, as browsers do."""

    number: int
    port: int
    page: str
    cookies: dict[str, str]
    told: Told
    form: Form = field(default_factory=Form)
    line: asyncio.StreamWriter | None = None

    async def open(self, turns: asyncio.Semaphore) -> None:
        async with turns:
            answered = await self._ask("GET", self.page, {}, b"", self.told.pages)
        self.form = form_of(answered[1].decode()) if answered and answered[0] == 200 else Form()
        if not self.form.data:
            self.told.errors[f"page: {answered and answered[0]}"] += 1

    async def write(self, until: float) -> None:
        sequence, wait = 0, random.uniform(0, EVERY)
        while self.form.data and perf_counter() + wait < until:
            await asyncio.sleep(wait)
            sequence += 1
            await self._save(self.form, sequence)
            wait = random.uniform(EVERY - SPREAD, EVERY + SPREAD)
        if self.line:
            self.line.close()

    async def _save(self, form: Form, sequence: int) -> None:
        words = f"writer {self.number}: {SAID} " + " ".join(f"{SAID[:40]} ({n})" for n in range(sequence))
        body = form.body(sequence=str(sequence), **{form.text: words})
        headers = {"Accept": "application/json", "Content-Type": CONTENT_TYPE, "Sec-Fetch-Mode": "cors",
                   "Sec-Fetch-Site": "same-origin", "Origin": f"http://127.0.0.1:{self.port}"}  # fmt: skip
        answered = await self._ask("POST", form.data["draft"], headers, body, self.told.saves)
        try:
            kept = answered and answered[0] == 200 and json.loads(answered[1])
        except ValueError:
            kept = None
        if kept and kept["saved"] and kept["sequence"] == sequence:
            self.told.last[self.number] = words
        else:
            self.told.errors[f"save: {answered and answered[0]}"] += 1

    async def _ask(self, method: str, path: str, headers: dict, body: bytes, times: list) -> tuple[int, bytes] | None:
        """(status, body), timed from opening the line to the last byte; None when none came."""
        head = {"Host": f"127.0.0.1:{self.port}", "Content-Length": str(len(body)),
                "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} | headers  # fmt: skip
        text = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in head.items()) + "\r\n"
        start = perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                answered = await self._exchange(text.encode() + body)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            self.told.errors[type(error).__name__] += 1
            return None
        times.append(perf_counter() - start)
        return answered

    async def _exchange(self, request: bytes) -> tuple[int, bytes]:
        if self.line:
            self.line.close()
        reader, self.line = await asyncio.open_connection("127.0.0.1", self.port)
        self.line.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        found = {name.lower(): value for name, _colon, value in (one.partition(": ") for one in head[1:])}
        self.cookies |= dict([found["set-cookie"].partition(";")[0].split("=", 1)]) if "set-cookie" in found else {}
        return int(head[0].split()[1]), await reader.readexactly(int(found["content-length"]))


async def main() -> None:
    plan, told = json.load(sys.stdin), Told()
    homes = [Home(number, plan["port"], one["page"], one["cookies"], told) for number, one in enumerate(plan["writers"])]
    turns = asyncio.Semaphore(OPENING)
    await asyncio.gather(*(home.open(turns) for home in homes))
    until = perf_counter() + plan["seconds"]
    await asyncio.gather(*(home.write(until) for home in homes))
    print(json.dumps({"saves": told.saves, "pages": told.pages, "errors": told.errors,
                      "last": [told.last.get(number, "") for number in range(len(plan["writers"]))]}))  # fmt: skip


if __name__ == "__main__":
    asyncio.run(main())
