"""The words of the record, and what is wrong with what was typed. SUD: Wolpe, 0 to 10; VOC: Shapiro, 1 to 7. Pure."""

from collections.abc import Mapping

from practice.i18n import _

TARGET = ("memory", "image", "negative", "positive", "emotion", "body")
SET = ("notices", "body")
MOST = 20_000
SUD, VOC = (0, 10), (1, 7)


class BadRecord(ValueError):
    """Something to look at again; `.words` is {field: sentence}."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__("; ".join(words.values()))
        self.words = words


def kept(words: Mapping[str, str | None], parts: tuple[str, ...]) -> dict[str, str]:
    """The parts that say something, without control characters."""
    told = {part: _plain(words.get(part) or "") for part in parts}
    return {part: text for part, text in told.items() if text}


def _plain(text: str) -> str:
    letters = (letter for letter in text.replace("\r\n", "\n") if letter in "\n\t" or ord(letter) >= 32)
    return "".join(letters).strip()


def set_faults(sud: int | None, voc: int | None, words: Mapping[str, str]) -> dict[str, str]:
    """{field: sentence} for one set; empty when all is well."""
    found = {}
    if sud is not None and not SUD[0] <= sud <= SUD[1]:
        found["sud"] = _("SUD goes from 0 to 10.")
    if voc is not None and not VOC[0] <= voc <= VOC[1]:
        found["voc"] = _("VOC goes from 1 to 7.")
    if sud is None and voc is None and not words:
        found["notices"] = _("Write down a number or what came up.")
    return found


def labels() -> dict[str, str]:
    """{part: its words on the page}, for target and set alike."""
    return {
        "memory": _("The memory, in a few words"), "image": _("The picture that stands for it"),
        "negative": _("What they believe about themselves when they look at it"),
        "positive": _("What they would rather believe"), "emotion": _("Feelings now"), "body": _("Where in the body"),
        "notices": _("What came up"), "sud": _("How disturbing now (SUD)"), "voc": _("How true the wished-for words feel (VOC)"),
    }  # fmt: skip
