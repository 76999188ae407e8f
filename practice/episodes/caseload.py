"""One line of the caseload, in words. Pure: state columns in, what the table shows out."""

import json
from datetime import date, datetime
from typing import NamedTuple

from practice.charts import Spark, sparkline
from practice.episodes.schedule import day_number


class Line(NamedTuple):
    """A participant on the caseload. `day` is None without a protocol; `rating` as given ("3", "2-3").

    A plain tuple, because a caseload has hundreds: equal lines look the same, so a drawn line can be kept.
    `points` is the JSON list of the latest ratings, read only when the line is drawn.
    """

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
    points: str | None
    low: int | None
    high: int | None
    open_homework: int
    unread: int
    next_session_at: datetime | None

    @property
    def drawn(self) -> Spark | None:
        """The latest ratings on the ladder's whole axis; None while there are fewer than two."""
        values = json.loads(self.points) if self.points else ()
        return sparkline(values, self.low or 1, self.high or 10) if len(values) > 1 else None


def line(row, today: date) -> Line:
    """From one row of queries.caseload.COLUMNS."""
    *place, day_one, days, paused_since, rating, points, low, high, open_homework, unread, next_at = row
    day = day_number(day_one, today, paused_since) if day_one else None
    return Line(*place, day, days, paused_since is not None, rating, points, low, high, open_homework, unread, next_at)


FILTERS = ("everyone", "homework-in", "nothing-booked")
