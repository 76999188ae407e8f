"""The days named along the time axis."""

from collections.abc import Callable
from datetime import date

from practice.charts.frame import Frame
from practice.charts.shapes import Text

DAY_BASE = 98.0


def day_marks(frame: Frame, format_day: Callable[[date], str]) -> list[Text]:
    """Four days along the time axis; the two between are left out on a phone."""
    if frame.end - frame.start < 1:
        day = date.fromordinal(int(frame.start))
        return [Text(format_day(day), frame.x(frame.start), DAY_BASE)]
    parts = 3 if frame.end - frame.start >= 6 else 1
    spots = [frame.start + (frame.end - frame.start) * part / parts for part in range(parts + 1)]
    kinds = ["first"] + ["opt"] * (parts - 1) + ["end"]
    return [
        Text(format_day(date.fromordinal(int(spot))), frame.x(spot), DAY_BASE, 0, kind)
        for spot, kind in zip(spots, kinds, strict=True)
    ]
