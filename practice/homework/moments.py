"""Finished moments of a log: they travel in the page as JSON, so that nothing depends on what the server kept."""

import json
from collections.abc import Iterable

from practice.protocols.codecs import clean

MOST = 50
DEEPEST = 6


def pack(answers: dict) -> str:
    """One finished moment as the text of a hidden field."""
    return json.dumps(answers, ensure_ascii=False, sort_keys=True)


def unpack(typed: Iterable[str]) -> list[dict]:
    """The finished moments a page sent back; whatever is no moment is left out. At most 50. Any JSON may stand where an
    answer is expected: protocols.fitting brings it to the shape of its question."""
    found = []
    for text in typed:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            found.append(tidy(value))
    return found[:MOST]


def tidy(value, depth: int = 0):
    """JSON without characters that cannot be kept, and no deeper than answers ever are."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): tidy(item, depth + 1) for key, item in value.items()} if depth < DEEPEST else {}
    if isinstance(value, list):
        return [tidy(item, depth + 1) for item in value] if depth < DEEPEST else []
    return value if isinstance(value, bool | int | float) or value is None else None
