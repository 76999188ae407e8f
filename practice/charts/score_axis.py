"""Numbers along a score's axis, and the cut-off's line with its words where nothing else stands."""

from dataclasses import dataclass

from practice.charts.frame import LEFT, NARROW_HEIGHT, NARROW_WIDTH, RIGHT, Frame, ticks
from practice.charts.labels import Box, circle
from practice.charts.phases import width
from practice.charts.shapes import Mark, Text

STEPS = (0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
ABOVE, BENEATH, HEIGHT = -5, 15, 12


@dataclass(frozen=True)
class Line:
    """A cut-off: where it lies in percent, its few words placed, and the sentence for beneath."""

    y: float
    label: Text
    words: str


def score_ticks(low: float, high: float) -> list[float]:
    """Three to five numbers, both ends among them: 0 9 18 27, or 0 50 100 161."""
    whole = low == int(low) and high == int(high)
    if whole and len(found := ticks(int(low), int(high))) > 2:
        return found
    step = next((step for step in STEPS if (high - low) / step <= 4), high - low)
    inner = [low + step * n for n in range(1, 5) if low + step * n <= high - step / 2]
    return [_plain(value) for value in (low, *inner, high)]


def cut_line(cutoff: tuple[float, str, str], frame: Frame, marks: list[Mark]) -> Line:
    """The words lie over or under the line, where they touch no mark; at the ends first."""
    at, text, words = cutoff
    y, taken = frame.y(at), [circle(mark) for mark in marks]
    # Labels of the first and the latest mark stand 13 pixels away from it: the words keep out of their room as well.
    ends = [circle(mark).wider(6, 22) for mark in marks[:1] + marks[-1:]]
    half = width(text) / 2 / NARROW_WIDTH * 100
    spots = [Text(text, x, y, dy, "cut") for x in _across(half) for dy in (ABOVE, BENEATH)]
    return Line(y, min(spots, key=lambda spot: _touched(words_box(spot), [*taken, *ends])), words)


def words_box(text: Text) -> Box:
    """The room the words of a cut-off take, in pixels of the narrowest page."""
    middle, base = text.x / 100 * NARROW_WIDTH, text.y / 100 * NARROW_HEIGHT + text.dy
    half = width(text.text) / 2
    return Box(middle - half, base - HEIGHT, middle + half, base + 2)


def _touched(words: Box, others: list[Box]) -> int:
    return sum(words.hits(other) for other in others)


def _across(half: float) -> tuple[float, ...]:
    """Both ends, then what lies between."""
    middle = (LEFT + RIGHT) / 2
    return RIGHT - half, LEFT + half, middle, (RIGHT + middle) / 2, (LEFT + middle) / 2


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value
