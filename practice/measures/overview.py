"""One line per measure of one person: the last result, what it came from, its small picture. Pure.

Kept scores draw the line; whatever is said about the last number is scored anew from its answers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple, Protocol

from practice.charts import SmallChart
from practice.i18n import html_lang
from practice.measures.change import change
from practice.measures.measure import Measure, Score
from practice.measures.picture import Occasion, small_picture
from practice.measures.scoring import ENGINE, Scored, score, score_entry

MOST_SCORES = 3


class Series(Protocol):
    """What counts of one measure about one relationship; practice.measures.queries.Series, which can be looked up."""

    measure_key: str
    target: str | None
    told: str


class Row(Protocol):
    """One occasion; practice.measures.queries.AdministrationRow has these."""

    id: str
    version_id: str
    measure_key: str
    target: str | None
    given_on: date
    scores: dict | None
    engine: int | None
    answers: Mapping


class Drawn(NamedTuple):
    """One score of a measure in a list: its last value, the change since the first, the picture. Plain values, so that
    a drawn line can be looked up."""

    title: str
    value: float | None
    low: float
    high: float
    band: str
    prorated: bool
    category: str
    estimated: bool
    chart: SmallChart


class Line(NamedTuple):
    """A measure with everything one person gave of it, about one relationship or none. `scopes`: which may read it.

    `drawn` is empty for what is asked alone: a list says only that it was done (clinical.md D.4).
    """

    key: str
    title: str
    scopes: tuple[str, ...]
    target: str | None
    count: int
    first_on: date
    last_on: date
    last_id: str
    drawn: tuple[Drawn, ...]


def scored_anew(measure: Measure, answers: Mapping) -> Scored:
    """The result of stored answers: of questions, or of numbers that were typed in."""
    return score_entry(measure, answers["scores"]) if "scores" in answers else score(measure, answers)


def kept(measure: Measure, row: Row) -> dict[str, float]:
    """The scores of an occasion: those kept, while the scoring they came from is today's."""
    return (row.scores or {}) if row.engine == ENGINE else scored_anew(measure, row.answers).scores


def main_scores(measure: Measure) -> tuple[Score, ...]:
    """What stands for a measure in a list: its one overall number, or its part scores."""
    total = measure.score("total")
    return (total,) if total else tuple(one for one in measure.scores if not one.id.endswith("_sum"))[:MOST_SCORES]


def line(room: str, found: Series, read: Callable[[str], Sequence[Row]], measure_of: Callable[[str], Measure], today: date) -> Line:
    """One line of the list. `room`: whose it is; `read` gives every occasion of a measure that counts, oldest first, and
    is only called when this was not drawn before."""
    return _drawn_line(_Asked(room, found, today, html_lang(), read, measure_of))


def occasions(measure: Measure, one: Score, rows: Sequence[Row], measure_of: Callable[[str], Measure]) -> list[Occasion]:
    """What every occasion came to in one score, each in the version it was given with."""
    return [Occasion(*told) for told in _told(one, rows, [kept(measure_of(row.version_id), row) for row in rows])]


def _told(one: Score, rows: Sequence[Row], values: Sequence[Mapping]) -> list[tuple]:
    """(day, value, how many answers were filled up, which are missing): the answers are opened only where it matters."""
    told = []
    for row, found in zip(rows, values, strict=True):
        value, gaps = found.get(one.id), ()
        if one.items and (value is None or one.missing.rule == "prorate"):
            given = row.answers
            gaps = () if "scores" in given else tuple(n for n in one.items if str(n) not in given)
        told.append((row.given_on, value, len(gaps) if value is not None else 0, gaps))
    return told


@dataclass(frozen=True)
class _Asked:
    """What a line is drawn from: everything that is compared is everything that is drawn."""

    room: str
    found: Series
    today: date
    lang: str
    read: Callable[[str], Sequence[Row]] = field(compare=False)
    measure_of: Callable[[str], Measure] = field(compare=False)


# The same answers make the same line; it is worked out again when one is added.
@lru_cache(maxsize=1024)
def _drawn_line(asked: _Asked) -> Line:
    found, measure_of = asked.found, asked.measure_of
    rows = [row for row in asked.read(found.measure_key) if row.target == found.target]
    measure, last = measure_of(rows[-1].version_id), rows[-1]
    scored, values = scored_anew(measure, last.answers), [kept(measure_of(row.version_id), row) for row in rows]
    shown = () if measure.audience.solo_only else main_scores(measure)
    drawn = tuple(_drawn(measure, one, _told(one, rows, values), scored, asked.today) for one in shown)
    return Line(found.measure_key, measure.title, measure.audience.scopes, found.target, len(rows), rows[0].given_on,
                last.given_on, last.id, drawn)  # fmt: skip


def _drawn(measure: Measure, one: Score, told: list[tuple], last: Scored, today: date) -> Drawn:
    value, first = last.scores.get(one.id), next((point[1] for point in told if point[1] is not None), None)
    several = value is not None and sum(point[1] is not None for point in told) > 1
    since = change(measure, one.id, first, value) if several else None
    return Drawn(
        one.title, value, one.low, one.high, last.bands.get(one.id, ""), one.id in last.prorated,
        (since.category or "") if since else "", bool(since and since.estimated),
        small_picture(measure, one.id, [Occasion(*point) for point in told], today))  # fmt: skip
