"""The charts of a report, drawn anew from its frozen ratings and scores."""

from practice.charts import Chart, ScoreChart
from practice.reports import ladder, measures
from practice.reports.report import Report


def pictures(report: Report) -> dict[str, Chart | ScoreChart]:
    """{"first": the chart of the first page, "0", "1", ...: those of the appendix by place}; none without ratings.

    "measure-0-1" is the second score of the first measure.
    """
    found = {"first": report.picture}
    for place, ratings in enumerate(report.appendices.ratings or ()):
        found[str(place)] = ratings.picture
    drawn = {key: ladder.drawn(picture) for key, picture in found.items() if picture and picture.spots}
    return drawn | {
        f"measure-{place}-{n}": measures.drawn(score.picture)
        for place, measure in enumerate(report.appendices.measures or ())
        for n, score in enumerate(measure.scores)
    }
