"""Well-known answer lists, built in: real files only name them, and nothing is fetched. Pure."""

import re
from dataclasses import dataclass

_LOINC_LIST = re.compile(r"\bll\d{2,6}-\d\b", re.I)


@dataclass(frozen=True)
class Answer:
    """One answer a person can choose: its points (None where the file gives none), its words and its code.

    `built_in`: the words are ours, because the file only names the list.
    """

    label: str
    points: int | float | None = None
    code: str = ""
    built_in: bool = False


# LOINC answer lists; codes and points as in NLM's own PHQ-9 file (LHNCBC/lforms 24c718759a) and exchange.md section 2.
LISTS: dict[str, tuple[Answer, ...]] = {
    "LL358-3": (
        Answer("Not at all", 0, "LA6568-5"),
        Answer("Several days", 1, "LA6569-3"),
        Answer("More than half the days", 2, "LA6570-1"),
        Answer("Nearly every day", 3, "LA6571-9"),
    ),
    # How difficult the problems made it: asked beside PHQ-9 and GAD-7, in no score.
    "LL359-1": (
        Answer("Not difficult at all", 0, "LA6572-7"),
        Answer("Somewhat difficult", 1, "LA6573-5"),
        Answer("Very difficult", 2, "LA6575-0"),
        Answer("Extremely difficult", 3, "LA6574-3"),
    ),
    # HL7's own yes and no carry no points.
    "v2-0136": (Answer("No", None, "N"), Answer("Yes", None, "Y")),
}
DIFFICULTY = frozenset(answer.code for answer in LISTS["LL359-1"])
POINTS = {answer.code: answer.points for answers in LISTS.values() for answer in answers if answer.code.startswith("LA")}


def named(address: str) -> str | None:
    """The built-in list an address stands for, whoever publishes it (`.../LL358-3`, `...-ll358-3|2.77`); None if unknown."""
    last = address.split("|")[0].rstrip("/").rsplit("/", 1)[-1]
    if last == "v2-0136":
        return last
    found = _LOINC_LIST.search(last)
    name = found.group().upper() if found else None
    return name if name in LISTS else None
