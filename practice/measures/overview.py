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
    since: date | None  # the day of the first number, which the change is counted from
    estimated: bool
    chart: SmallChart


class Line(NamedTuple):
    """A measure with everything one person gave of it, about one relationship or none. `scopes`: which may read it.

    `drawn` is empty for what is asked alone: a list says only that it was done (clinical.md D.4); and for what is `unscored`.
    """

    key: str
    title: str
    scopes: tuple[str, ...]
    target: str | None
    count: int
    last_on: date
    last_id: str
    drawn: tuple[Drawn, ...]
    unscored: bool = False


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
    """What every occasion came to in one score, each in the version it was given with. Those of a version that makes this
    score in another way are left out: their numbers would stand on a scale that is not theirs."""
    alike = _alike(measure, one, rows, measure_of)
    return [Occasion(*told) for told in _told(one, alike, [kept(measure_of(row.version_id), row) for row in alike])]


def same_scale(given: Measure, measure: Measure, score_id: str) -> bool:
    """Whether two versions of an instrument make a score in the same way, so that its numbers can be compared."""
    return given is measure or _making(given, score_id) == _making(measure, score_id)


def _making(measure: Measure, score_id: str) -> tuple | None:
    one = measure.score(score_id)
    if one is None:
        return None
    keys = tuple((n, measure.by_n[n].reverse or n in one.reverse, measure.by_n[n].scale.values) for n in one.items)
    return one.low, one.high, one.how, one.times, one.better, keys


def _alike(measure: Measure, one: Score, rows: Sequence[Row], measure_of: Callable[[str], Measure]) -> list[Row]:
    return [row for row in rows if same_scale(measure_of(row.version_id), measure, one.id)]


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
    scored, values = scored_anew(measure, last.answers), {row.id: kept(measure_of(row.version_id), row) for row in rows}
    shown = () if measure.audience.solo_only else main_scores(measure)
    told = [_told(one, alike, [values[row.id] for row in alike]) for one in shown for alike in [_alike(measure, one, rows, measure_of)]]
    drawn = tuple(_drawn(measure, one, points, scored, asked.today) for one, points in zip(shown, told, strict=True))
    return Line(found.measure_key, measure.title, measure.audience.scopes, found.target, len(rows), last.given_on,
                last.id, drawn, measure.unscored)  # fmt: skip


def _drawn(measure: Measure, one: Score, told: list[tuple], last: Scored, today: date) -> Drawn:
    value, found = last.scores.get(one.id), [point for point in told if point[1] is not None]
    several = value is not None and len(found) > 1
    since = change(measure, one.id, found[0][1], value) if several else None
    return Drawn(
        one.title, value, one.low, one.high, last.bands.get(one.id, ""), one.id in last.prorated,
        (since.category or "") if since else "", found[0][0] if since else None, bool(since and since.estimated),
        small_picture(measure, one.id, [Occasion(*point) for point in told], today))  # fmt: skip
