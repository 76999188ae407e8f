"""Which way a text reads. A browser finds out by itself; the printer has to be told."""

from unicodedata import bidirectional


def direction(text: str) -> str:
    """`rtl` when the first letter with a direction runs from right to left (Arabic, Hebrew), else `ltr`."""
    first = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"
