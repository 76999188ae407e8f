"""How many words fit on the first page. A Chinese letter takes the room of two Latin ones."""

from unicodedata import east_asian_width

# Room in Latin letters, tried with everything at its longest on one page of A4.
HOPE, QUOTE, LINE, STEP, TITLE = 260, 190, 100, 110, 60
LINES = 3
END_WORDS = 110  # what the ends of a ladder mean


def width(text: str) -> int:
    """The room a text takes, in Latin letters."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def fit(text: str, most: int) -> tuple[str, bool]:
    """The text on one line of thought, at most `most` wide, and whether something was left out.

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
