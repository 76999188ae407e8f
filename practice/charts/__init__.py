"""Charts as plain geometry: numbers in, positions and words out. templates/components/charts draw them."""

from practice.charts.positions import Axis, Positions, Reading, axis
from practice.charts.rating import rating_chart
from practice.charts.score import Margin, ScoreChart, ScorePoint, score_chart
from practice.charts.shapes import Band, Chart, Point, Row, Spark
from practice.charts.small import SmallChart, small_chart
from practice.charts.spark import sparkline

__all__ = [
    "Axis", "Band", "Chart", "Margin", "Point", "Positions", "Reading", "Row", "ScoreChart", "ScorePoint", "SmallChart",
    "Spark", "axis", "rating_chart", "score_chart", "small_chart", "sparkline",
]  # fmt: skip
