"""What makes a ladder and a rating: pure checks, complaints in words by field."""

from collections.abc import Iterable, Mapping

from practice.i18n import _

TITLE, ENDS, WORDS = 200, 2_000, 100_000
WIDEST = 1_000
RUNGS = 20  # signs on the way up; each as long as what an end means
END_WORDS = ("low", "high", "good_enough")
RATING_WORDS = ("past", "keeps_from_lower", "first_sign", "comment")


class Complaints(ValueError):
    """Something to look at again; `.words` is {field: sentence}."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__("; ".join(words.values()))
        self.words = words


class BadLadder(Complaints):
    """This cannot be a ladder yet."""


class BadRating(Complaints):
    """This position is not on the ladder."""


def ladder_faults(title: str, low: int, high: int, words: Mapping[str, str]) -> dict[str, str]:
    """{field: sentence}; empty when all is well."""
    found = {}
    if not title:
        found["title"] = _("Give the ladder a name, as the client would call it.")
    elif len(title) > TITLE:
        found["title"] = _("Please use at most %(most)s letters.", most=TITLE)
    if not low < high or high - low > WIDEST:
        found["high"] = _("The upper end lies above the lower one, by %(most)s steps at most.", most=WIDEST)
    for part in END_WORDS:
        if len(words.get(part, "")) > ENDS:
            found[part] = _("Please use at most %(most)s letters.", most=ENDS)
    return found


def rating_faults(low: int, high: int, value, value_high, words: Mapping[str, str]) -> dict[str, str]:
    """{field: sentence} for a position on a ladder from `low` to `high`; empty when all is well."""
    found = {}
    if value is None:
        if value_high is not None:
            found["value"] = _("Between two steps needs the lower one too.")
    elif type(value) is not int or not low <= value <= high:
        found["value"] = _("Please choose a step from %(low)s to %(high)s.", low=low, high=high)
    elif value_high is not None and (value_high != value + 1 or value_high > high):
        found["value"] = _("Between two steps means one step and the next one up.")
    for part, said in words.items():
        if len(said) > WORDS:
            found[part] = _("This is longer than %(most)s letters. Please shorten it.", most=WORDS)
    return found


def kept(words: Mapping | None, parts: tuple[str, ...]) -> dict[str, str]:
    """The known parts that say something, without control characters."""
    told = {part: cleaned(str((words or {}).get(part) or "")) for part in parts}
    return {part: text for part, text in told.items() if text}


def rungs_in(lines: Iterable[str]) -> list[str]:
    """Signs on the way up, each on one line and once, in the order given; at most 20."""
    told = (" ".join(cleaned(str(line)).split())[:ENDS] for line in lines)
    return list(dict.fromkeys(line for line in told if line))[:RUNGS]


def cleaned(text: str) -> str:
    letters = (letter for letter in text.replace("\r\n", "\n") if letter in "\n\t" or ord(letter) >= 32)
    return "".join(letters).strip()
