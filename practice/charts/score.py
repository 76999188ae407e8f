"""The picture of one measure over time: one person's scores, never beside another person's.

Rules, so that the picture never says more than the scores:
- the axis is the measure's whole range, never fitted to what was scored;
- an occasion without a score is a cross above the plot and a gap in the line, never a guess;
- a score that was filled up by the measure's rule is a square, not a circle;
- the shaded band lies around the first score: inside it a difference can be chance;
- which way is better is written in words; nothing is red or green.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from practice.charts import labels
from practice.charts.days import day_marks
from practice.charts.frame import BOTTOM, TOP, Frame, moment
from practice.charts.phases import phase_marks
from practice.charts.score_axis import Line, cut_line, score_ticks, words_box
from practice.charts.shapes import Band, Mark, Phase, Text, Tick

MOST_MARKS = 48
MOST_LABELS = 12
PAUSE_DAYS, PAUSE_INTERVALS = 60, 3


class ScorePoint(NamedTuple):
    """One occasion. `value` None: it was begun or due and has no score; `words` is the number as printed."""

    at: datetime | date
    value: float | None
    words: str = ""
    prorated: bool = False


@dataclass(frozen=True)
class Margin:
    """What chance can bring about: `points` either way of the first score; `words` say so, with the source."""

    points: float
    words: str


@dataclass(frozen=True)
class ScoreChart:
    """Everything the macro needs. `title` is the finding in one sentence, `direction` which way is better in words.

    `band` is (top, height) in percent, of the plot's height of the drawing.
    """

    key: str
    title: str
    direction: str
    ticks: tuple[Tick, ...]
    days: tuple[Text, ...]
    labels: tuple[Text, ...]
    runs: tuple[str, ...]
    marks: tuple[Mark, ...]
    squares: tuple[Mark, ...]
    crosses: tuple[float, ...]
    phases: tuple[Phase, ...]
    sessions: tuple[float, ...]
    band: tuple[float, float] | None
    band_words: str
    cut: Line | None

    def __hash__(self) -> int:
        """By what it was made from: a picture that is looked up has hundreds of parts. Equal still means all of them."""
        return hash(self.key)

    @property
    def numbered(self) -> bool:
        return any(phase.note for phase in self.phases)


def score_chart(
    points: Sequence[ScorePoint],
    *,
    low: float,
    high: float,
    title: str,
    direction: str,
    format_day: Callable[[date], str],
    cutoff: tuple[float, str, str] | None = None,
    margin: Margin | None = None,
    phases: Sequence[Band] = (),
    sessions: Sequence[date] = (),
) -> ScoreChart:
    """Geometry of one score from `low` to `high`.

    `cutoff`: (where, a few words for the drawing, a sentence for beneath). Raises ValueError for a score outside.
    """
    points = sorted(points, key=lambda point: moment(point.at))
    given = [point for point in points if point.value is not None]
    if outside := [point.value for point in given if not low <= point.value <= high]:
        raise ValueError(f"a score lies outside {low:g} to {high:g}: {outside[0]:g}")
    frame = _frame(points, low, high, phases, sessions)
    shown = _shown(given)
    marks = [_mark(point, frame, point is shown[-1]) for point in shown]
    cut = cut_line(cutoff, frame, marks) if cutoff else None
    return ScoreChart(
        key=hashlib.sha1(repr((title, points, cutoff, margin)).encode(), usedforsecurity=False).hexdigest()[:8],
        title=title,
        direction=direction,
        ticks=tuple(Tick(value, frame.y(value)) for value in score_ticks(low, high)),
        **_along(points, phases, sessions, frame, format_day),
        labels=tuple(_labels(shown, marks, phases, sessions, cut)),
        runs=tuple(frame.path(run) for run in _runs(points)),
        marks=tuple(mark for mark, point in zip(marks, shown, strict=True) if not point.prorated),
        squares=tuple(mark for mark, point in zip(marks, shown, strict=True) if point.prorated),
        band=_band(margin, given[0].value, frame) if margin and given else None,
        band_words=margin.words if margin and given else "",
        cut=cut,
    )


def _along(points: list[ScorePoint], phases, sessions, frame: Frame, format_day: Callable[[date], str]) -> dict:
    """The fields of a ScoreChart that stand along its time."""
    return {
        "days": tuple(day_marks(frame, format_day) if points else ()),
        "crosses": tuple(sorted({frame.x(moment(point.at)) for point in points if point.value is None})),
        "phases": tuple(phase_marks(phases, frame, format_day)),
        "sessions": tuple(sorted({frame.x(moment(day)) for day in sessions})),
    }


def _shown(given: list[ScorePoint]) -> list[ScorePoint]:
    """Those with a mark: all, or of many the first, the latest and those that were filled up."""
    last = len(given) - 1
    return [one for index, one in enumerate(given) if last < MOST_MARKS or index in (0, last) or one.prorated]


def _frame(points, low: float, high: float, phases, sessions) -> Frame:
    moments = [moment(point.at) for point in points] + [moment(day) for day in sessions]
    moments += [moment(band.start) for band in phases]
    return Frame(min(moments, default=0.0), max(moments, default=0.0), low, high)


def _mark(point: ScorePoint, frame: Frame, last: bool) -> Mark:
    y = frame.y(point.value)
    return Mark(frame.x(moment(point.at)), y, y, y, last)


def _labels(shown, marks: list[Mark], phases, sessions, cut: Line | None) -> list[Text]:
    words = [point.words or f"{point.value:g}" for point in shown]
    taken = [words_box(cut.label)] if cut else []
    return labels.place(marks, words, phases=bool(phases), sessions=bool(sessions), every=len(marks) <= MOST_LABELS,
                        taken=taken)  # fmt: skip


def _runs(points: list[ScorePoint]) -> list[list[tuple[float, float]]]:
    """The scores between gaps: an occasion without a score, or a pause far longer than usual."""
    longest, runs = _longest_pause(points), [[]]
    for point in points:
        if point.value is None or (runs[-1] and moment(point.at) - runs[-1][-1][0] > longest):
            runs.append([])
        if point.value is not None:
            runs[-1].append((moment(point.at), point.value))
    return [run for run in runs if run]


def _longest_pause(points: list[ScorePoint]) -> float:
    moments = [moment(point.at) for point in points]
    usual = median_low([later - earlier for earlier, later in pairwise(moments)]) if len(moments) > 1 else 0
    return max(PAUSE_DAYS, PAUSE_INTERVALS * usual)


def _band(margin: Margin, first: float, frame: Frame) -> tuple[float, float]:
    top = max(frame.y(first + margin.points), TOP)
    return top, round(min(frame.y(first - margin.points), BOTTOM) - top, 2)
