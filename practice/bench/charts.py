"""The figure of the score chart: from sixty scores to the drawn picture, geometry and macro, nothing kept from before."""

from datetime import date, timedelta
from statistics import median

from flask import Flask, get_template_attribute

from practice.bench.figure import Figure
from practice.bench.timing import seconds
from practice.charts import Band, Margin, ScoreChart, ScorePoint, score_chart, small_chart

POINTS, LIMIT = 60, 3.0
FIRST = date(2026, 1, 5)


def chart(app: Flask, rounds: int) -> list[Figure]:
    """Milliseconds of CPU for one chart of sixty occasions with phases, sessions, a cut-off and a band."""
    with app.test_request_context("/"):
        large = get_template_attribute("components/charts/score.html", "score_chart")
        small = get_template_attribute("components/charts/score.html", "small_chart")
        large(_large()), small(_small())
        times = [seconds(lambda: large(_large())) * 1000 for _ in range(max(rounds, 7))]
        thumbs = [seconds(lambda: small(_small())) * 1000 for _ in range(max(rounds, 7))]
    cost = round(median(times), 3)
    note = f"{POINTS} occasions, {len(times)} drawn; a small one takes {median(thumbs):.2f} ms"
    return [Figure("score-chart", cost, "ms", LIMIT, cpu_ms=cost, note=note)]


def _points() -> list[ScorePoint]:
    """One in ten without a score, one in ten filled up."""
    return [
        ScorePoint(FIRST + timedelta(days=7 * n), None if n % 10 == 7 else 24 - n * n % 17, "", n % 10 == 3)
        for n in range(POINTS)
    ]


def _large() -> ScoreChart:
    phases = [Band(f"Phase {n}", FIRST + timedelta(days=70 * n)) for n in range(6)]
    sessions = [FIRST + timedelta(days=7 * n) for n in range(POINTS)]
    return score_chart(
        _points(), low=0, high=27, title="From 24 to 9", direction="Lower is better here.", format_day=str, phases=phases,
        sessions=sessions, cutoff=(10, "cut-off 10", "The dashed line is the cut-off."), margin=Margin(6, "Shaded: chance."))


def _small():
    return small_chart(_points(), 0, 27, title="From 24 to 9", cutoff=10, margin=6)
