"""What fits on one sheet of paper: blocks are cut until they do, and each says how much more there is.

Lengths are counted in Latin letters, a Chinese letter as two and a bit; the figures belong to static/css/paper-planning.css
and were tried on A4. Whatever the words are, nothing goes beyond the page: the stylesheet closes it there. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from unicodedata import east_asian_width

WIDE = 2.4
LINES = 57.0  # of one column
HEAD, MORE, NOTE, GAP = 2.0, 1.0, 0.95, 0.25  # what a heading, "and n more", a note and the end of an item take
LONGEST = (9, 6, 4, 3, 2)  # lines of one item: the first at which everything is there
WRITE, MOST_WRITE = 1.9, 9  # a line to write on, and how many


@dataclass(frozen=True)
class Item:
    """One item of a block. `note` stands below it, or before it where `mark` says so: minutes, a box, nothing."""

    words: str
    note: str = ""
    mark: str = ""
    voice: bool = False


@dataclass(frozen=True)
class Block:
    """A heading with items; `more` were left out. `wide` letters go on one line of its column."""

    title: str
    items: Sequence[Item]
    wide: int
    more: int = 0


def column(blocks: Sequence[Block], lines: float = LINES, *, shortest: int) -> tuple[list[Block], int]:
    """The blocks as they fit into a column, empty ones left out, and how many lines to write on are left below them.

    Items are shortened first, down to `shortest` lines; then whole items are left out.
    """
    there = [block for block in blocks if block.items]
    for longest in (most for most in LONGEST if most >= shortest):
        cut = [_cut(block, longest) for block in there]
        if (left := lines - sum(map(height, cut))) >= 0:
            return cut, max(min(int((left - HEAD) / WRITE), MOST_WRITE), 0)
    return _by_turns(cut, lines), 0


def height(block: Block) -> float:
    """The lines a block takes, at most."""
    return HEAD + sum(_tall(item, block.wide) for item in block.items) + (MORE if block.more else 0)


def _by_turns(blocks: list[Block], lines: float) -> list[Block]:
    """The first item of each block, then the second of each, as long as there is room; blocks that come first go first."""
    kept = [_first(block, 0) for block in blocks]
    for turn in range(max((len(block.items) for block in blocks), default=0)):
        for place, block in enumerate(blocks):
            wider = _first(block, turn + 1)
            taller = sum(height(one) for one in kept if one.items) - (height(kept[place]) if kept[place].items else 0) + height(wider)
            if len(kept[place].items) == turn < len(block.items) and taller <= lines:
                kept[place] = wider
    return [block for block in kept if block.items]


def _first(block: Block, count: int) -> Block:
    return replace(block, items=block.items[:count], more=max(len(block.items) - count, 0) + block.more)


def _cut(block: Block, longest: int) -> Block:
    room = longest * block.wide
    return replace(block, items=[replace(item, words=begun(item.words, room), note=begun(item.note, block.wide)) for item in block.items])


def _tall(item: Item, wide: int) -> float:
    return max(ceil(width(f"{item.mark} {item.words}" if item.mark else item.words) / wide), 1) + (NOTE if item.note else 0) + GAP


def width(text: str) -> float:
    """The room a text takes, in Latin letters."""
    return sum(WIDE if east_asian_width(letter) in "WF" else 1 for letter in text)


def begun(text: str, most: float) -> str:
    """The text as one paragraph, at most `most` wide, cut between words where there are any."""
    text = " ".join(text.split())
    if width(text) <= most:
        return text
    room, kept = most - 2, 0
    for letter in text:
        room -= width(letter)
        if room < 0:
            break
        kept += 1
    short = text[:kept]
    return (short.rsplit(" ", 1)[0] if short.rfind(" ") > kept // 2 else short).rstrip(" ,;:，；：、") + " …"
