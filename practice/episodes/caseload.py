"""One line of the caseload, in words. Pure: state columns in, what the table shows out."""

from dataclasses import dataclass
from datetime import date, datetime

from practice.charts import Spark, sparkline
from practice.episodes.schedule import day_number


@dataclass(frozen=True)
class Line:
    """A participant on the caseload. `day` is None without a protocol; `rating` as given ("3", "2-3")."""

    episode_id: str
    client_id: str
    name: str
    protocol: str | None
    phase: str | None
    number: int | None
    phases: int | None
    day: int | None
    days: int | None
    resting: bool
    rating: str | None
    spark: tuple
    spark_low: int | None
    spark_high: int | None
    open_homework: int
    unread: int
    next_session_at: datetime | None

    @property
    def drawn(self) -> Spark:
        """The latest ratings on the ladder's whole axis."""
        return sparkline(self.spark, self.spark_low or 1, self.spark_high or 10)


def line(row, today: date) -> Line:
    """From one row of queries.caseload.COLUMNS."""
    day = day_number(row.day_one, today, row.paused_since) if row.day_one else None
    return Line(
        row.episode_id,
        row.client_id,
        row.shown_as,
        row.protocol_title,
        row.phase_title,
        row.phase_number,
        row.phases_total,
        day,
        row.days_total,
        row.paused_since is not None,
        row.last_rating,
        tuple(row.spark or ()),
        row.spark_low,
        row.spark_high,
        row.open_homework,
        row.unread_entries,
        row.next_session_at,
    )


FILTERS = ("everyone", "homework-in", "nothing-booked")


def chosen(lines: list[Line], wish: str) -> list[Line]:
    """The lines a filter keeps; an unknown filter keeps everyone."""
    if wish == "homework-in":
        return [item for item in lines if item.unread]
    if wish == "nothing-booked":
        return [item for item in lines if item.next_session_at is None]
    return lines
