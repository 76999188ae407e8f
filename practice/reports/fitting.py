"""How many words fit on the first page: all of them when there is room, their beginnings when there is not.

Widths are counted in Latin letters; a Chinese letter takes the room of more than two. The figures belong to
static/css/paper-reports.css and were tried on A4 with every part at its longest.
"""

from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

TITLE, END_WORDS = 60, 84  # names, and what the ends of a ladder mean
STRIP, STRIP_TITLE, SHORT_TITLE = 190, 44, 26  # all names of phases together; one of them where there is room, or not
WIDE = 2.3  # a Chinese letter
LINES = 3  # of each kind on the first page


@dataclass(frozen=True)
class Room:
    """How wide each kind of words may be on the first page."""

    hope: int
    quote: int
    line: int
    step: int


ROOMS = (Room(280, 260, 150, 160), Room(210, 210, 104, 160), Room(108, 140, 74, 78))
# Letters to a line: the hope, a quote, a line in one of two columns, a next step; and the day behind a quote.
HOPE_LINE, QUOTE_LINE, LINE_LINE, STEP_LINE = 68, 78, 46, 82
DAY = 13
MOST_LINES = 17


def room_for(hope: str, quotes: list[str], columns: tuple[list[str], list[str]], steps: list[str]) -> Room:
    """The widest of three rooms in which these words fit on the page; the narrowest holds anything."""
    for room in ROOMS[:-1]:
        if lines(room, hope, quotes, columns, steps) <= MOST_LINES:
            return room
    return ROOMS[-1]


def lines(room: Room, hope: str, quotes: list[str], columns, steps: list[str]) -> int:
    """How many lines these words take in a room, at most."""
    taken = [(min(width(hope), room.hope) + 2 * DAY) / HOPE_LINE]
    taken += [(min(width(text), room.quote) + DAY) / QUOTE_LINE for text in quotes[:LINES]]
    taken += [min(width(text), room.step) / STEP_LINE for text in steps[:LINES]]
    tall = [sum(ceil((min(width(text), room.line) + DAY) / LINE_LINE) for text in column[:LINES]) for column in columns]
    return sum(map(ceil, taken)) + max(tall)


def width(text: str) -> int:
    """The room a text takes, in Latin letters."""
    return ceil(sum(WIDE if east_asian_width(letter) in "WF" else 1 for letter in text))


def fit(text: str, most: int) -> tuple[str, bool]:
    """The text in one paragraph, at most `most` wide, and whether something was left out.

    Cut between words where there are spaces; never in the middle of a Latin word unless it fills half the room.
    """
    text = " ".join(text.split())
    if width(text) <= most:
        return text, False
    room, kept = most - 2, 0
    for letter in text:
        room -= width(letter)
        if room < 0:
            break
        kept += 1
    begun = text[:kept]
    if kept < len(text) and text[kept] != " " and width(text[kept]) == 1 and begun.rfind(" ") > kept // 2:
        begun = begun[: begun.rfind(" ")]
    return begun.rstrip(" ,;:，；：、") + " …", True
