"""The picture of one ladder over time.

Rules, so that the picture never says more than the ratings:
- the axis is the ladder's whole axis, never fitted to what was given;
- up to 80 ratings have a circle each, more are a line; every rating is drawn in any case;
- more ratings than a phone has pixels: the line through all of them is drawn light, and over it the middle
  rating (median) of each week;
- a range such as 2-3 is a bar with its middle on the line;
- the line breaks where nobody rated for more than 14 days and more than three usual (median) intervals;
- nothing is smoothed, averaged over people or compared.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from statistics import median, median_low

from practice.charts import labels
from practice.charts.days import day_marks
from practice.charts.frame import NARROW_WIDTH, Frame, moment, ticks
from practice.charts.phases import phase_marks
from practice.charts.shapes import Band, Chart, Gap, Mark, Point, Text, Tick

MOST_MARKS = 80
MOST_LABELS = 12
DENSE = NARROW_WIDTH
GAP_DAYS = 14
GAP_INTERVALS = 3
ROOMY_GAP = 76

Line = list[tuple[float, float]]


def rating_chart(
    points: Sequence[Point],
    *,
    low: int,
    high: int,
    low_words: str = "",
    high_words: str = "",
    phases: Sequence[Band] = (),
    sessions: Sequence[date] = (),
    title: str,
    format_day: Callable[[date], str],
) -> Chart:
    """Geometry of one ladder's ratings from `low` to `high` (1 to 10; an imported 1 to 7 stays 1 to 7).

    `title` is the finding in one sentence; `format_day` writes a day in few letters. Times must be wall time.
    Raises ValueError for a rating outside the axis.
    """
    points = sorted(points, key=lambda point: moment(point.at))
    outside = [point for point in points if not low <= point.low <= (point.high or point.low) <= high]
    if outside:
        raise ValueError(f"a rating lies outside {low} to {high}: {outside[0].words}")
    frame = _frame(points, low, high, phases, sessions)
    marks = _marks(points, frame)
    return Chart(
        key=_key(title, points),
        title=title,
        low=low,
        high=high,
        low_words=low_words,
        high_words=high_words,
        ticks=tuple(Tick(value, frame.y(value)) for value in ticks(low, high)),
        days=tuple(day_marks(frame, format_day) if points else ()),
        labels=tuple(_labels(points, marks, bool(phases), bool(sessions))),
        marks=tuple(marks),
        phases=tuple(phase_marks(phases, frame, format_day)),
        sessions=tuple(sorted({frame.x(moment(day)) for day in sessions})),
        **_lines(points, frame),
    )


def _lines(points: list[Point], frame: Frame) -> dict:
    """The fields of a Chart that draw the line and its gaps."""
    line = [(moment(point.at), point.middle) for point in points]
    runs, gaps = _runs(line)
    dense = len(points) > DENSE
    return {
        "runs": tuple(frame.path(run) for run in (map(_weekly, runs) if dense else runs)),
        "every": tuple(frame.path(run) for run in runs) if dense else (),
        "gaps": tuple(_gap(frame, since, until) for since, until in gaps),
        "gap_days": int(_longest_pause(line)),
    }


def _frame(points, low: int, high: int, phases, sessions) -> Frame:
    """From the first thing that happened to the last; the planned end of a phase stretches nothing."""
    happened = [moment(point.at) for point in points] + [moment(day) for day in sessions]
    moments = happened + [moment(band.start) for band in phases]
    return Frame(min(moments, default=0.0), max(moments, default=0.0), low, high)


def _longest_pause(line: Line) -> float:
    """Days after which a pause is a gap."""
    usual = median_low([later[0] - earlier[0] for earlier, later in pairwise(line)]) if len(line) > 1 else 0
    return max(GAP_DAYS, GAP_INTERVALS * usual)


def _runs(line: Line) -> tuple[list[Line], list[tuple[float, float]]]:
    """The ratings between gaps, and the gaps as (from, to)."""
    longest = _longest_pause(line)
    runs, gaps = ([line[:1]] if line else []), []
    for earlier, later in pairwise(line):
        if later[0] - earlier[0] > longest:
            gaps.append((earlier[0], later[0]))
            runs.append([])
        runs[-1].append(later)
    return runs, gaps


def _weekly(run: Line) -> Line:
    """The middle rating of each week of a run, at the middle of that week's ratings."""
    weeks: dict[int, Line] = {}
    for when, value in run:
        weeks.setdefault(int((when - run[0][0]) // 7), []).append((when, value))
    return [(median(when for when, _ in week), median(value for _, value in week)) for week in weeks.values()]


def _marks(points: list[Point], frame: Frame) -> list[Mark]:
    """A circle for every rating, or for the first and the latest only when there are many."""
    shown = points if len(points) <= MOST_MARKS else [points[0], points[-1]]
    return [
        Mark(
            frame.x(moment(point.at)),
            frame.y(point.middle),
            frame.y(point.high or point.low),
            frame.y(point.low),
            last=index == len(shown) - 1,
        )
        for index, point in enumerate(shown)
    ]


def _labels(points: list[Point], marks: list[Mark], phases: bool, sessions: bool) -> list[Text]:
    shown = points if len(points) <= MOST_MARKS else [points[0], points[-1]]
    words = [point.words for point in shown]
    return labels.place(marks, words, phases=phases, sessions=sessions, every=len(shown) <= MOST_LABELS)


def _gap(frame: Frame, since: float, until: float) -> Gap:
    width = (frame.x(until) - frame.x(since)) / 100 * NARROW_WIDTH
    return Gap(frame.x((since + until) / 2), roomy=width >= ROOMY_GAP)


def _key(title: str, points: list[Point]) -> str:
    """The same chart has the same id on every page."""
    return hashlib.sha1(repr((title, points)).encode(), usedforsecurity=False).hexdigest()[:8]
