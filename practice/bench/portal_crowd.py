"""The figures of many clients who write at the same time: real server, encrypted SQLite, a load from another process."""

import json
import re
import subprocess
import sys
from pathlib import Path

from practice.bench.calling import caller
from practice.bench.figure import Figure
from practice.bench.made import Made
from practice.bench.portal_calling import portal_cookies
from practice.bench.portal_form import form_of
from practice.bench.portal_rows import Writer, at_home
from practice.bench.portal_server import served

P95 = 500  # ms
TROUBLE = re.compile(r"locked|busy|OperationalError", re.I)


def names(size: int) -> tuple[str, ...]:
    """What this run tells."""
    return tuple(f"portal-{size}-{what}" for what in ("p95", "errors", "lost", "locked"))


def crowd(made: Made) -> list[Figure]:
    """Everybody saves every ten seconds. What the server said it has is read back through the page of its author."""
    size, log = made.sizes.portal, Path(made.app.config["DATA_DIR"]).parent / "server.log"
    writers = at_home(made.app, size)
    log.write_text("")
    with served(made.app.config["DATA_DIR"], log) as port:
        plan = {"port": port, "seconds": made.sizes.seconds,
                "writers": [{"page": one.page, "cookies": portal_cookies(made.app, one.handle)} for one in writers]}  # fmt: skip
        told = json.loads(subprocess.run([sys.executable, "-m", "practice.bench.portal_load"], input=json.dumps(plan),
                                         stdout=subprocess.PIPE, text=True, check=True).stdout)  # fmt: skip
    p95, errors, lost, locked = names(size)
    grumbles = [line for line in log.read_text().splitlines() if TROUBLE.search(line)]
    kept = sum(map(bool, told["last"]))
    said = f"{len(told['saves'])} saves of {size} clients in {made.sizes.seconds:g} s; p50 {_ms(told['saves'], 50)} ms, " \
           f"p99 {_ms(told['saves'], 99)} ms; opening a page p95 {_ms(told['pages'], 95)} ms"  # fmt: skip
    return [
        Figure(p95, _ms(told["saves"], 95), "ms", P95, note=said, trouble="" if told["saves"] else "nothing was saved."),
        Figure(errors, sum(told["errors"].values()), "errors", 0, note=", ".join(f"{n} {w}" for w, n in told["errors"].items())),
        Figure(lost, _lost(made, writers, told["last"]), "texts", 0, note=f"the last words of {kept} clients, read back"),
        Figure(locked, len(grumbles), "lines", 0, note="in the log of the server" + "".join(f"; {line}" for line in grumbles[:3])),
    ]  # fmt: skip


def _ms(times: list[float], percent: int) -> float:
    """The percentile, in milliseconds; 0 of nothing."""
    return round(sorted(times)[min(len(times) * percent // 100, len(times) - 1)] * 1000, 1) if times else 0.0


def _lost(made: Made, writers: list[Writer], last: list[str]) -> int:
    """How many texts that were said to be saved do not stand on the page when it is opened."""
    return sum(not _stands(made, writer, words) for writer, words in zip(writers, last, strict=True) if words)


def _stands(made: Made, writer: Writer, words: str) -> bool:
    page = caller(made.app, writer.page, cookies=portal_cookies(made.app, writer.handle))().body.decode()
    form = form_of(page)
    return bool(form.fields) and form.value(form.text).startswith(words)
