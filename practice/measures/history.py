"""One measure of one person over time, each relationship by itself: pictures, positions, tables. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from practice.charts import Band, Positions, Row, ScoreChart
from practice.i18n import _, day
from practice.measures.measure import Measure, Score
from practice.measures.overview import Row as Given
from practice.measures.overview import main_scores, occasions
from practice.measures.picture import Occasion, positions, rows, score_picture
from practice.measures.result import Against, against
from practice.measures.said import Occasion as Words
from practice.measures.said import own_words

CLOSENESS = ("raas", "ecrr", "ecrs", "ecrrs")  # dimensions that are read as positions, not as more or less of something wanted
NEAR = 60  # days from the first or last score; what happened further away would only stretch the picture


@dataclass(frozen=True)
class Told:
    """One score over time. `against`: the latest number beside the first."""

    score: Score
    chart: ScoreChart
    rows: tuple[Row, ...]
    against: Against | None


@dataclass(frozen=True)
class About:
    """Everything given about one relationship, or about none (`target` None). `said`: what was written in own words."""

    target: str | None
    told: tuple[Told, ...]
    positions: Positions | None
    said: tuple[Words, ...] = ()


def told(
    given: Sequence[Given], measure_of: Callable[[str], Measure], today: date, phases: Sequence[Band], meetings: Sequence[date]
) -> list[About]:
    """By relationship. `given` are finished and not struck, oldest first."""
    groups: dict[str | None, list[Given]] = {}
    for row in given:
        groups.setdefault(row.target, []).append(row)
    ordered = sorted(groups.items(), key=lambda one: one[0] or "")
    return [_about(target, some, measure_of, today, phases, meetings) for target, some in ordered]


def _about(target, some: list[Given], measure_of, today: date, phases: Sequence[Band], meetings: Sequence[date]) -> About:
    measure = measure_of(some[-1].version_id)
    series = [(one, occasions(measure, one, some, measure_of)) for one in main_scores(measure)]
    near = _near([row.given_on for row in some])
    shown = tuple(
        Told(one, score_picture(measure, one.id, points, phases=[band for band in phases if near(band.start)],
                                sessions=[on for on in meetings if near(on)], today=today),
             tuple(rows(one, points, day)), _latest(measure, one, points))
        for one, points in series)  # fmt: skip
    placed = _positions(measure, target, series) if len(series) > 1 else None
    return About(target, shown, placed, tuple(own_words(some, measure_of)))


def _latest(measure: Measure, one: Score, points: Sequence[Occasion]) -> Against | None:
    found = [point for point in points if point.value is not None]
    return against(measure, one, found[0].on, found[0].value, found[-1].value) if len(found) > 1 else None


def _positions(measure: Measure, target: str | None, series: list[tuple[Score, list[Occasion]]]) -> Positions | None:
    """Dimensions of closeness, as positions; only where every one of them has a number."""
    shown = measure.audience.per_relationship or measure.key in CLOSENESS
    if not shown or measure.score("total") or any(all(point.value is None for point in points) for _one, points in series):
        return None
    days = [point.on for point in series[0][1] if point.value is not None]
    return positions(measure, [one.id for one, _points in series], [points for _one, points in series],
                     about=target or _("close relationships"),
                     day=day(days[-1]), earlier=day(days[0]) if len(days) > 1 else "")  # fmt: skip


def _near(days: Sequence[date]) -> Callable[[date], bool]:
    return lambda on: min(days) <= on <= max(days) or min(abs((on - end).days) for end in (min(days), max(days))) <= NEAR
