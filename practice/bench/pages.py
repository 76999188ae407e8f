"""The figures of pages: the caseload, the client page, an autosave. Signed in and audited, and once without the audit."""

import json
import re
from urllib.parse import urlencode

from practice.bench.calling import Caller, asking, caller, cookies_of, hello
from practice.bench.counting import Statements, counted
from practice.bench.figure import Figure, Timed
from practice.bench.made import Made
from practice.bench.rows import SAID
from practice.bench.timing import timed

CASELOAD, QUERIES, CLIENT, LONGER, SAVE = 45, 4, 45, 1.2, 18


def caseload(made: Made, rounds: int) -> list[Figure]:
    """Today with the largest caseload, and its number of queries beside those of the smaller ones."""
    counts = {size: _count(_today(made, size)) for size in sorted(made.handles)}
    asked = {size: len(found.page) for size, found in counts.items()}
    largest, name = max(asked), f"caseload-{max(asked)}"
    trouble = "" if len(set(asked.values())) == 1 else f"queries grow with the caseload: {asked}."
    if asked[largest] > QUERIES:
        trouble += f" {asked[largest]} queries, the limit is {QUERIES}."
    note = "queries " + ", ".join(f"{count} for {size}" for size, count in asked.items()) + _beside(counts[largest])
    return _pair(made, name, _today(made, largest), rounds, CASELOAD, asked[largest], note, trouble)


def client(made: Made, rounds: int) -> list[Figure]:
    """The first page of a long episode, of a short one, and the quotient of the two."""
    longest, shortest = max(made.episodes), min(made.episodes)
    figures = []
    for size, limit in ((longest, CLIENT), (shortest, None)):
        handle, episode = made.episodes[size]
        page = caller(made.app, f"/episodes/{episode}", cookies=cookies_of(made.app, handle))
        found = _count(page)
        note = f"{found.page and len(found.page)} queries{_beside(found)}"
        figures += _pair(made, f"client-{size}-sessions", page, rounds, limit, len(found.page), note, "")
    long, short = (one for one in figures if not one.name.endswith("unaudited"))
    times = round(long.ratio / short.ratio, 2)
    return [*figures, Figure(f"client-{longest}-over-{shortest}", times, f"x {shortest} sessions", LONGER)]


def autosave(made: Made, rounds: int) -> list[Figure]:
    """A note's draft kept while somebody writes: the request that comes most often."""
    handle, session = made.draft
    cookies = cookies_of(made.app, handle)
    page = caller(made.app, f"/sessions/{session}/note", cookies=cookies)().body.decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    writing = Writing(made.app, asking(f"/sessions/{session}/note/draft", cookies, method="POST",
                                       content_type="application/x-www-form-urlencoded",
                                       headers={"Accept": "application/json"}))  # fmt: skip
    writing.token = token
    time = timed(writing, caller(hello(), "/"), rounds)
    return [_figure("autosave-note", time, SAVE, None, "a draft of 480 letters; a version for the history every minute")]


class Writing(Caller):
    """Posts the next draft of a note, each with the version the last one got."""

    version, token = 0, ""

    def ready(self) -> None:
        if self.told.body:
            self.version = json.loads(self.told.body)["version"]
        body = {"csrf_token": self.token, "version": self.version, "private_version": 0,
                "talked_about": (SAID * 5)[:470] + f" {self.version}"}  # fmt: skip
        self.body = urlencode(body).encode()


def _today(made: Made, size: int) -> Caller:
    return caller(made.app, "/", cookies=cookies_of(made.app, made.handles[size]))


def _count(page: Caller) -> Statements:
    page()
    with counted(page.app) as found:
        page()
    return found


def _beside(found: Statements) -> str:
    return f"; beside them {len(found.raw)} by the raw driver: sign-in look-up with the settings, audit"


def _pair(made: Made, name: str, page: Caller, rounds: int, limit, queries: int, note: str, trouble: str) -> list[Figure]:
    """The figure as people get the page, and without the audit row."""
    yardstick = caller(hello(), "/")
    audited = timed(page, yardstick, rounds)
    made.app.config["AUDIT_VIEWS"] = False
    try:
        plain = timed(page, yardstick, rounds)
    finally:
        made.app.config["AUDIT_VIEWS"] = True
    return [_figure(name, audited, limit, queries, note, trouble),
            _figure(f"{name}-unaudited", plain, None, queries, "without the audit row, to show its price")]  # fmt: skip


def _figure(name: str, time: Timed, limit, queries: int | None, note: str, trouble: str = "") -> Figure:
    return Figure(name, time.ratio, limit=limit, cpu_ms=time.page_ms, hello_cpu_ms=time.hello_ms, queries=queries,
                  note=note, trouble=trouble.strip())  # fmt: skip
