"""The charts of a report, drawn anew from its frozen ratings."""

from practice.charts import Chart
from practice.reports.ladder import drawn
from practice.reports.report import Report


def pictures(report: Report) -> dict[str, Chart]:
    """{"first": the chart of the first page, "0", "1", ...: those of the appendix by place}; none without ratings."""
    found = {"first": report.picture}
    for place, ratings in enumerate(report.appendices.ratings or ()):
        found[str(place)] = ratings.picture
    return {key: drawn(picture) for key, picture in found.items() if picture and picture.spots}
