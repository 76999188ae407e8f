"""What was not taken from a file, in plain words, each with the items it is about. Pure.

Like the faults of our own files these sentences are part of the `--json` interface and are not translated.
"""

MOST_NAMED = 40
MOST_SENTENCES = 200


class Warned:
    """Collects reasons; items with the same reason are told in one sentence."""

    def __init__(self) -> None:
        self._places: dict[str, dict[str, None]] = {}  # in order, and quick to ask: a file may name 70,000 items

    def add(self, reason: str, link: str | None = None) -> None:
        """Notes a reason, once for each item it holds for; `link` None: for the file as a whole."""
        places = self._places.setdefault(reason, {})
        if link is not None:
            places[link] = None

    def sentences(self) -> tuple[str, ...]:
        """Returns one sentence per reason, in the order in which they came up."""
        told = [_sentence(reason, list(places)) for reason, places in self._places.items()]
        more = [f"And {len(told) - MOST_SENTENCES} more like these."] if len(told) > MOST_SENTENCES else []
        # What is said about the file as a whole comes last and is never cut off.
        return tuple([*told[:MOST_SENTENCES - 20], *told[-20:], *more] if more else told)


def _sentence(reason: str, places: list[str]) -> str:
    if not places:
        return f"{reason}."
    more = f" and {len(places) - MOST_NAMED} more" if len(places) > MOST_NAMED else ""
    return f"{', '.join(places[:MOST_NAMED])}{more}: {reason}."
