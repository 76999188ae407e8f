"""The crisis plan: six plain headings of our own, and what is said under each. Pure.

Its parts follow what a safety plan holds (Stanley & Brown 2012); the headings and hints are ours, their form is not copied.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from practice.i18n import _

PARTS = ("signs", "alone", "places", "people", "professionals", "safer")
LONGEST, MOST_LINES = 400, 7  # of one part: the whole plan fits on one sheet of paper
NUMBER = re.compile(r"\+?\d[\d ()/.-]{1,}\d")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Part(NamedTuple):
    """One heading with the hint for the one who writes and what was written."""

    id: str
    title: str
    hint: str
    words: str


class Line(NamedTuple):
    """One line of a part; `before` and `after` stand around a number to tap, if there is one."""

    before: str
    number: str
    after: str

    @property
    def tel(self) -> str:
        """The number as an address: digits, with a plus in front where there is one."""
        return re.sub(r"[^\d+]", "", self.number)


def title(part: str) -> str:
    return {
        "signs": _("How I notice that a hard hour is coming"),
        "alone": _("What I can do by myself first"),
        "places": _("Where I can go to be among others"),
        "people": _("Whom I can tell how it is"),
        "professionals": _("Who helps me because it is their work"),
        "safer": _("What we put out of reach, and who keeps it"),
    }[part]


def hint(part: str) -> str:
    return {
        "signs": _("Thoughts, places, times of day, what the body does."),
        "alone": _("Small things that have helped before, if only for ten minutes."),
        "places": _("A café, a library, a friend’s kitchen. One need not talk there."),
        "people": _("Names and numbers, one in each line. Ask them before they stand here."),
        "professionals": _("Names and numbers, one in each line. The practice’s own numbers are added by themselves."),
        "safer": _("Agreed together: what, where to, and with whom."),
    }[part]


def parts(words: Mapping[str, str] | None) -> list[Part]:
    """All six, in order."""
    return [Part(id, title(id), hint(id), (words or {}).get(id, "")) for id in PARTS]


def tidied(words: Mapping[str, str]) -> dict[str, str]:
    """Without control characters, outer blanks and empty lines; parts that say nothing are left out."""
    found = {}
    for part in PARTS:
        text = UNSEEN.sub("", (words.get(part) or "").replace("\r\n", "\n"))
        if kept := "\n".join(line.strip() for line in text.split("\n") if line.strip()):
            found[part] = kept
    return found


def too_long(text: str) -> bool:
    """True for what would not fit on the sheet."""
    return len(text) > LONGEST or len(text.strip().split("\n")) > MOST_LINES


def lines(text: str) -> list[Line]:
    """The lines of a part, each with the first number that can be called: three digits or more."""
    return [_line(line) for line in text.split("\n") if line.strip()]


def _line(text: str) -> Line:
    for found in NUMBER.finditer(text):
        if len(re.sub(r"\D", "", found[0])) >= 3:
            return Line(text[: found.start()], found[0], text[found.end() :])
    return Line(text, "", "")
