"""Words and structure become one instrument: one question on each line, put beside the key that ships. Pure."""

import re
from dataclasses import replace
from io import StringIO

from ruamel.yaml import YAML

from practice.measures.measure import Measure
from practice.measures.reader import MeasureFaults
from practice.protocols.faults import Fault

POLES = "|"
NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
STAYS = ("gate", "pattern", "audience", "cadence", "licence", "ours")  # besides questions, scores and risk rules


def joined(structure: str, lines: str, instructions: str = "") -> str:
    """The text of an instrument with these questions in it, one on each line, in order; empty lines do not count.

    A pair of poles is written as `left | right`. Lines may begin with the number of their question, such as `3. `; then
    none may be missing, doubled or out of order. Raises MeasureFaults, each with the line it stands on.
    """
    yaml = YAML()
    yaml.width = 10_000
    data = yaml.load(structure)
    items, faults = data["items"], []
    told = _told(lines)
    if len(told) != len(items):
        last = told[-1][0] if told else 1
        raise MeasureFaults([_fault(last, f"{len(items)} questions belong here, and {len(told)} lines came; one question on each line.")])
    for (n, line), item in zip(told, items, strict=True):
        poles = "scale" in item and data["scales"][item["scale"]]["render"] == "poles"
        parts = [part.strip() for part in line.split(POLES)] if poles else [line]
        if poles and (len(parts) != 2 or not all(parts)):
            faults.append(_fault(n, "this question has two ends: write them as  left | right."))
            continue
        item.update(dict(zip(("left", "right"), parts, strict=True)) if poles else {"text": line})
    if faults:
        raise MeasureFaults(faults)
    if instructions.strip():
        data["instructions"] = " ".join(instructions.split())
    whole = StringIO()
    yaml.dump(data, whole)
    return whole.getvalue()


def _told(lines: str) -> list[tuple[int, str]]:
    """(line, question) of every line with words, without the numbers they may begin with."""
    told = [(n, line.strip()) for n, line in enumerate(lines.split("\n"), 1) if line.strip()]
    numbered = [(n, NUMBERED.match(line)) for n, line in told]
    counts = sum(match is not None for _n, match in numbered) * 2 > len(told)
    faults = _twice(told) + (_out_of_order(numbered) if counts else [])
    if faults:
        raise MeasureFaults(faults)
    return [(n, NUMBERED.sub("", line, count=1)) for n, line in told] if counts else told


def _out_of_order(numbered: list[tuple[int, re.Match | None]]) -> list[Fault]:
    """The first line whose number is not the next one: after it every number would be told as wrong."""
    for wanted, (n, match) in enumerate(numbered, 1):
        if match is None or int(match[1]) != wanted:
            says = f"says {int(match[1])}" if match else "has no number"
            return [_fault(n, f"question {wanted} should stand here, and this line {says}; one is missing, doubled or out of order.")]
    return []


def _twice(told: list[tuple[int, str]]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for n, line in told:
        plain = NUMBERED.sub("", line, count=1).casefold()
        if first.setdefault(plain, n) != n:
            faults.append(_fault(n, f"this question stands in line {first[plain]} already."))
    return faults


def same_key(read: Measure, shipped: Measure) -> list[Fault]:
    """What differs from the instrument that ships besides its words; a changed key would be another instrument."""
    faults = []
    if read.key != shipped.key:
        faults.append(_fault(1, f'this file is about "{read.key}", not "{shipped.key}".'))
    elif [replace(item, text=None, lead=None, left=None, right=None, scale=None) for item in read.items] != [
            replace(item, text=None, lead=None, left=None, right=None, scale=None) for item in shipped.items]:  # fmt: skip
        faults.append(_fault(1, "the questions are not those that ship: their number, order and keys have to stay."))
    elif [item.scale.values for item in read.items] != [item.scale.values for item in shipped.items]:
        faults.append(_fault(1, "the values of the answers are not those that ship; only their words may be added."))
    elif read.scores != shipped.scores or read.risk != shipped.risk:
        faults.append(_fault(1, "scores, cut-offs and risk rules have to stay as they ship; only words may be added."))
    elif any(getattr(read, name) != getattr(shipped, name) for name in STAYS):
        faults.append(_fault(1, "how, how often and under which licence it is given have to stay as they ship; only words may be added."))
    elif not read.worded:
        faults.append(_fault(1, "some questions have no words yet."))
    return faults


def _fault(line: int, message: str) -> Fault:
    return Fault("measure.yaml", line, 1, "", "wording", message)
