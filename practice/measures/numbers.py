"""A form given elsewhere, of which only a number is kept: written as an instrument file. Pure."""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass

from practice.i18n import _

LONGEST = 50  # letters of the name that go into the key


@dataclass(frozen=True)
class Numbers:
    """What is known of it. `better`: lower, higher or neither. `source`: where the ends of the scale are from."""

    title: str
    about: str
    low: int
    high: int
    better: str
    holder: str
    source: str


def key_for(title: str) -> str:
    """A key from the name; a name without Latin letters has one of its own too, always the same."""
    bare = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", bare))[:LONGEST].strip("-")
    if title.isascii() and words[:1].isalpha():
        return words
    # Two names that differ only in letters left out here are still two.
    return "-".join(part for part in ("own", words, hashlib.sha256(title.encode()).hexdigest()[:8]) if part)


def as_file(told: Numbers, language: str) -> str:
    """The text of an instrument file with one total and no questions; YAML reads JSON."""
    score = {"id": "total", "title": _("Total"), "low": told.low, "high": told.high, "better": told.better,
             "decimals": 1, "key_source": told.source}  # fmt: skip
    return json.dumps({
        "format": 1, "id": key_for(told.title), "version": "1", "title": told.title, "language": language, "use": "kept",
        "about": told.about, "wording": "none", "scores": [score],
        "licence": {"class": "score-entry-only", "holder": told.holder, "attribution": f"{told.title}. {told.holder}"},
    }, ensure_ascii=False, indent=2)  # fmt: skip
