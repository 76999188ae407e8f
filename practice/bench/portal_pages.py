"""The figures of a client's pages: a save while they type, a long log, and what a phone has to load."""

import gzip

from practice.bench.calling import Caller, caller, cookies_of, hello
from practice.bench.counting import counted
from practice.bench.figure import Figure
from practice.bench.made import Made
from practice.bench.portal_calling import portal_cookies, saving
from practice.bench.portal_form import form_of
from practice.bench.portal_rows import Writer, at_home, with_log
from practice.bench.timing import timed
from practice.bench.weights import fetched, kb, packed

SAVE, LOG, FIRST, LATER, SCRIPT = 18, 40, 100, 8, 10


def autosave(made: Made, rounds: int) -> list[Figure]:
    """One save of a page that is being written: by somebody signed in, and by the token that can only write."""
    writer = at_home(made.app, 1)[0]
    cookies = portal_cookies(made.app, writer.handle, writer.page)
    form = form_of(caller(made.app, writer.page, cookies=cookies)().body.decode())
    note = "480 letters as a browser posts them; drafts are audited when opened"
    return [_figure("autosave-portal", saving(made.app, form, cookies), rounds, SAVE, note),
            _figure("autosave-portal-token", saving(made.app, form, None, by_token=True), rounds, SAVE,
                    "the same after the sign-in went quiet")]  # fmt: skip


def log(made: Made, rounds: int) -> list[Figure]:
    """A log with many entries: the page its client writes on, and the page its counselor reads."""
    size, writer = made.sizes.log, with_log(made.app, made.sizes.log)
    mine = caller(made.app, writer.page, cookies=portal_cookies(made.app, writer.handle))
    theirs = caller(made.app, writer.page.removeprefix("/portal"), cookies=cookies_of(made.app, writer.counselor))
    return [_figure(f"log-{size}", mine, rounds, LOG, "the client's page of a daily log"),
            _figure(f"log-{size}-counselor", theirs, rounds, LOG, "the same log as the counselor opens it")]  # fmt: skip


def weights(made: Made) -> list[Figure]:
    """What a phone loads to write: at first, later, and all script of the portal together."""
    writer = at_home(made.app, 1)[0]
    cookies = portal_cookies(made.app, writer.handle)
    page = caller(made.app, writer.page, cookies=cookies)().body
    parts = fetched(made, page.decode()) | fetched(made, _later(page.decode()))
    scripts = _scripts(made, cookies, writer)
    return [
        Figure("homework-first-visit-weight", kb(packed(page) + sum(parts.values())), "KB", FIRST,
               note=f"{len(parts)} files, of them fonts {kb(sum(n for f, n in parts.items() if 'woff2' in f))} KB"),
        Figure("homework-later-visit-weight", kb(packed(page)), "KB", LATER),
        Figure("portal-script", round(sum(scripts.values()) / 1024, 2), "KB", SCRIPT,
               note=", ".join(f"{name.rpartition('/')[2]} {kb(size)}" for name, size in sorted(scripts.items()))),
    ]  # fmt: skip


def _later(page: str) -> str:
    """The part that loads on a device of one's own, named as a script."""
    return f'<script src="{page.partition("data-phone=")[2].split(chr(34))[1]}">'


def _scripts(made: Made, cookies: dict[str, str], writer: Writer) -> dict[str, int]:
    """{address: bytes} of every script any page of the portal brings, with the worker."""
    rules = [rule for rule in made.app.url_map.iter_rules() if rule.endpoint.startswith("portal.")]
    paths = [rule.rule for rule in rules if "GET" in rule.methods and not rule.arguments and rule.endpoint != "portal.leave"]
    found = {}
    for path in [*paths, writer.page]:
        page = caller(made.app, path, cookies=cookies)().body
        found |= fetched(made, page.decode(errors="replace"))
        if b"data-phone=" in page:
            found |= fetched(made, _later(page.decode()))
        if path.endswith("worker.js"):
            found[path] = len(gzip.compress(page, 9, mtime=0))
    return {name: size for name, size in found.items() if name.endswith(".js")}


def _figure(name: str, page: Caller, rounds: int, limit: float, note: str) -> Figure:
    page.ready()
    page()
    page.ready()
    with counted(page.app) as found:
        page()
    time = timed(page, caller(hello(), "/"), rounds)
    return Figure(name, time.ratio, limit=limit, cpu_ms=time.page_ms, hello_cpu_ms=time.hello_ms, queries=len(found.page),
                  note=f"{note}; beside them {len(found.raw)} by the raw driver")  # fmt: skip
