"""Places the numbers at the points so that no two overlap, even on the narrowest page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from practice.charts.frame import NARROW_HEIGHT, NARROW_WIDTH
from practice.charts.shapes import Mark, Text

# Pixels: distance from the point, height and width of a digit; the latest rating is set larger.
AWAY, DIGIT, LAST_DIGIT = 13, (12, 9), (15, 11)
# What stays empty between two labels, across and down: side by side they would read as one number. Then half a circle.
CLEAR, CIRCLE, LAST_CIRCLE = (4, 3), 5, 7
# Where other words and marks begin: phases on top, sessions and days beneath.
PHASES_END, SESSIONS_BEGIN, DAYS_BEGIN = 15, 170, 188


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels of the narrowest page."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def wider(self, across: float, down: float) -> "Box":
        return Box(self.left - across, self.top - down, self.right + across, self.bottom + down)


def place(
    marks: list[Mark], words: list[str], *, phases: bool, sessions: bool, every: bool, taken: Iterable[Box] = ()
) -> list[Text]:
    """Labels for the first and the latest mark, and for those between while there is room and `every` is asked.

    Above the point, or below it where the line comes from above on both sides or the place is taken. A label between
    that would touch another one or somebody's circle is left out; the table has every number. `taken`: other words.
    """
    if not marks:
        return []
    taken = [*taken, *_strips(phases, sessions), *map(circle, marks)]
    ends = sorted({0, len(marks) - 1})
    choices = [_sides(marks, index, words[index]) for index in ends]
    best = min(product(*choices), key=lambda pair: _clashes(pair, taken))
    placed = list(best)
    for index in range(1, len(marks) - 1) if every else ():
        free = [text for text in _sides(marks, index, words[index]) if not _clashes([*placed, text], taken)]
        placed += free[:1]
    return sorted(placed, key=lambda text: text.x)


def box(text: Text) -> Box:
    """The room a label takes, its middle at x and its baseline `dy` below y."""
    height, digit = LAST_DIGIT if text.kind == "last" else DIGIT
    middle = text.x / 100 * NARROW_WIDTH
    base = text.y / 100 * NARROW_HEIGHT + text.dy
    half = len(text.text) * digit / 2
    return Box(middle - half, base - height, middle + half, base)


def circle(mark: Mark) -> Box:
    """The room a rating's circle takes."""
    x, y, half = mark.x / 100 * NARROW_WIDTH, mark.y / 100 * NARROW_HEIGHT, LAST_CIRCLE if mark.last else CIRCLE
    return Box(x - half, y - half, x + half, y + half)


def _sides(marks: list[Mark], index: int, words: str) -> list[Text]:
    """The label above and below its mark, the better side first."""
    mark = marks[index]
    kind = "last" if mark.last else "first" if index == 0 else ""
    below = AWAY + (LAST_DIGIT if mark.last else DIGIT)[0]
    sides = [Text(words, mark.x, mark.top, -AWAY, kind), Text(words, mark.x, mark.bottom, below, kind)]
    beside = [marks[near] for near in (index - 1, index + 1) if 0 <= near < len(marks)]
    valley = bool(beside) and all(near.y < mark.y for near in beside)
    return sides[::-1] if valley else sides


def _strips(phases: bool, sessions: bool) -> list[Box]:
    """Rows that belong to something else."""
    floor = Box(0, SESSIONS_BEGIN if sessions else DAYS_BEGIN, NARROW_WIDTH, NARROW_HEIGHT)
    return [floor, Box(0, 0, NARROW_WIDTH, PHASES_END)] if phases else [floor]


def _clashes(texts, taken: list[Box]) -> int:
    boxes = [box(text) for text in texts]
    among = sum(one.wider(*CLEAR).hits(other) for i, one in enumerate(boxes) for other in boxes[:i])
    return 10 * among + sum(one.hits(strip) for one in boxes for strip in taken)
