"""Where phases begin, named in the drawing if all names fit, else numbered with the names beneath."""

from collections.abc import Callable, Sequence
from datetime import date
from unicodedata import east_asian_width

from practice.charts.frame import NARROW_WIDTH, Frame, moment
from practice.charts.shapes import Band, Phase

LETTER, WIDE_LETTER, SPACE = 7, 13, 8


def phase_marks(bands: Sequence[Band], frame: Frame, format_day: Callable[[date], str]) -> list[Phase]:
    """One mark per stay in a phase, in order of time. A phase entered again keeps its number."""
    bands = sorted(bands, key=lambda band: band.start)
    # A bare date counts as its noon, but a phase begins with its day.
    spots = [frame.x(moment(band.start) - 0.5) for band in bands]
    ends = [*spots[1:], 100.0]
    if all(_fits(band.title, x, end) for band, x, end in zip(bands, spots, ends, strict=False)):
        return [Phase(x, band.title, "") for x, band in zip(spots, bands, strict=True)]
    numbers: dict[str, int] = {}
    for band in bands:
        numbers.setdefault(band.title, len(numbers) + 1)
    marks = [str(numbers[band.title]) for band in bands]
    return [
        Phase(x, mark if _fits(mark, x, end) else "", f"{mark} {band.title}, {format_day(band.start)}")
        for x, end, mark, band in zip(spots, ends, marks, bands, strict=False)
    ]


def _fits(words: str, start: float, end: float) -> bool:
    """True when the words end before `end` (percent), on the narrowest page."""
    return width(words) + SPACE <= (end - start) / 100 * NARROW_WIDTH


def width(text: str) -> int:
    """Pixels a small text takes at most."""
    return sum(WIDE_LETTER if east_asian_width(letter) in "WF" else LETTER for letter in text)
