"""Where a very long word may break, so that a narrow page never puts its last letter on a line of its own. Pure."""

import unicodedata
from itertools import pairwise
from math import ceil

from markupsafe import Markup, escape

LONG, PART = 16, 8  # letters: shorter words stay whole; parts are about this long
JOINERS = "\u200d\ufe0e\ufe0f"


def parted(words: str) -> Markup:
    """Returns the words, escaped, with places to break in those that are very long: in parts of nearly one length."""
    return Markup(" ").join(_parted(word) for word in words.split(" "))


def _parted(word: str) -> Markup:
    signs = _signs(word)
    if len(signs) <= LONG:
        return escape(word)
    count = ceil(len(signs) / PART)
    ends = [len(signs) * n // count for n in range(count + 1)]
    parts = ("".join(signs[start:end]) for start, end in pairwise(ends))
    return Markup("<wbr>").join(escape(part) for part in parts)


def _signs(word: str) -> list[str]:
    """Letters with their accents and joiners, which stay together."""
    signs: list[str] = []
    for letter in word:
        if signs and (unicodedata.combining(letter) or letter in JOINERS or signs[-1][-1] in JOINERS):
            signs[-1] += letter
        else:
            signs.append(letter)
    return signs
