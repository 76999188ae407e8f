"""Which figures there are, and taking those that are asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from practice.bench import charts, made, measured, pages, portal_crowd, portal_pages, prep, scoring, searched
from practice.bench.figure import Figure
from practice.bench.made import Made, Sizes
from practice.bench.printed import printed
from practice.bench.weights import weights

TRIES = 3


@dataclass(frozen=True)
class Suite:
    """Figures that are taken together; `names` are told from the sizes. `tries`: what must never happen is tried once."""

    names: tuple[str, ...]
    take: Callable[[Made], list[Figure]]
    group: str = ""
    tries: int = TRIES


class Unknown(LookupError):
    """No figure has this name; the message lists those there are."""


def suites(sizes: Sizes, rounds: int) -> tuple[Suite, ...]:
    """Every figure. `rounds`: calls of a page; a report is printed a twentieth as often, at least seven times."""
    most, (long, short) = f"caseload-{sizes.largest}", (max(sizes.episodes), min(sizes.episodes))
    prints = max(rounds // 20, 7) if rounds > 10 else 1
    lengths = tuple(f"client-{size}-sessions{more}" for size in (long, short) for more in ("", "-unaudited"))
    return (
        Suite((most, f"{most}-unaudited"), lambda ready: pages.caseload(ready, rounds)),
        Suite((*lengths, f"client-{long}-over-{short}"), lambda ready: pages.client(ready, rounds)),
        Suite(("autosave-note",), lambda ready: pages.autosave(ready, rounds)),
        Suite(("first-visit-weight", "later-visit-weight"), weights),
        Suite(("autosave-portal", "autosave-portal-token"), lambda ready: portal_pages.autosave(ready, rounds), "portal"),
        Suite((f"log-{sizes.log}", f"log-{sizes.log}-counselor"), lambda ready: portal_pages.log(ready, rounds), "portal"),
        Suite(("homework-first-visit-weight", "homework-later-visit-weight", "portal-script"), portal_pages.weights, "portal"),
        Suite(portal_crowd.names(sizes.portal), portal_crowd.crowd, "portal", 1),
        Suite(("prep-sheet",), lambda ready: prep.sheet(ready, rounds)),
        Suite(("search-10000", "search-10000-over-half"), searched.search),
        Suite(("client-12-measures",), lambda ready: measured.client(ready, rounds)),
        Suite(("score-10000",), lambda _ready: scoring.scored()),
        Suite(("score-chart",), lambda ready: charts.chart(ready.app, rounds)),
        Suite(("report-6-pages", "report-memory"), lambda ready: printed(ready.app, prints)),
    )


def take(names: Iterable[str], sizes: Sizes, rounds: int) -> list[Figure]:
    """The figures of these names or groups (none: all), on a practice made for them. Raises Unknown."""
    every, asked = suites(sizes, rounds), set(names)
    known = [name for suite in every for name in suite.names]
    groups = {suite.group for suite in every} - {""}
    wanted = asked - groups | {name for suite in every if suite.group in asked for name in suite.names}
    if strange := wanted - set(known):
        raise Unknown(f"No figure is called {', '.join(sorted(strange))}. There are: {', '.join([*known, *sorted(groups)])}.")
    chosen = [suite for suite in every if not wanted or wanted & set(suite.names)]
    with made.practice(sizes) as ready:
        figures = [figure for suite in chosen for figure in _settled(suite, ready)]
    return [figure for figure in figures if not wanted or figure.name in wanted]


def _settled(suite: Suite, ready: Made) -> list[Figure]:
    """A busy machine errs in one direction: what misses a gate is taken again, twice at most; the try that misses least
    counts, and its note says which it was."""
    tries = [suite.take(ready)]
    while len(tries) < suite.tries and any(figure.missed for figure in tries[-1]):
        tries.append(suite.take(ready))
    best = min(tries, key=lambda figures: sum(figure.excess for figure in figures))
    if len(tries) == 1:
        return best
    said = f"try {tries.index(best) + 1} of {len(tries)}"
    return [replace(figure, note=f"{figure.note}; {said}" if figure.note else said) for figure in best]
