"""Charts as plain geometry: numbers in, positions and words out. templates/components/charts.html draws them."""

from practice.charts.rating import rating_chart
from practice.charts.shapes import Band, Chart, Point, Row, Spark
from practice.charts.spark import sparkline

__all__ = ["Band", "Chart", "Point", "Row", "Spark", "rating_chart", "sparkline"]
