"""Two versions of one page, question by question: what differs, and one version made of both. Nothing is left out unasked."""

from collections.abc import Mapping
from dataclasses import dataclass

from practice.homework.typed import plain
from practice.protocols import answers as codec
from practice.protocols.protocol import Exercise

JOINED = ("text", "line", "list", "rows", "rank", "entries", "choices")
LEFT, RIGHT, BOTH = "left", "right", "both"


@dataclass(frozen=True)
class Differing:
    """One question that the two versions answer differently, each in words."""

    id: str
    label: str
    kind: str
    left: str
    right: str

    @property
    def joins(self) -> bool:
        """Both answers can stand in one."""
        return self.kind in JOINED

    @property
    def preset(self) -> str:
        """What keeps most: both where they can be joined, else the one that says something."""
        return BOTH if self.joins else LEFT if self.left else RIGHT


def differing(exercise: Exercise, left: Mapping, right: Mapping) -> list[Differing]:
    """Where the versions differ, in the order asked."""
    words = [{one.id: one.value for one in codec.show(exercise, version)} for version in (left, right)]
    return [
        Differing(item.id, item.label, item.kind, words[0].get(item.id, ""), words[1].get(item.id, ""))
        for item in codec.asked(exercise)
        if plain(left.get(item.id)) != plain(right.get(item.id))
    ]  # fmt: skip


def merged(exercise: Exercise, left: Mapping, right: Mapping, chosen: Mapping[str, str]) -> dict:
    """One version: what is the same, and of each differing question what was `chosen` ({id: left, right or both})."""
    found = {**right, **left}
    for one in differing(exercise, left, right):
        wish = chosen.get(one.id, one.preset)
        if wish not in (LEFT, RIGHT) and not one.joins:
            wish = one.preset
        side = right if wish == RIGHT else left
        if wish not in (LEFT, RIGHT):
            found[one.id] = joined(left.get(one.id), right.get(one.id), "; " if one.kind == "line" else "\n\n")
        elif one.id in side:
            found[one.id] = side[one.id]
        else:
            found.pop(one.id, None)
    return found


def joined(left, right, between: str = "\n\n"):
    """Both answers in one: texts below each other, lists one after the other, nothing twice."""
    if not left or not right:
        return left or right
    if isinstance(left, list) and isinstance(right, list):
        return [*left, *(row for row in right if row not in left)]
    if left.strip() in right:
        return right
    return left if right.strip() in left else f"{left}{between}{right}"


def holds_all(exercise: Exercise, whole: Mapping, part: Mapping) -> bool:
    """True when nothing `part` says is missing from `whole`: its draft is not needed any more."""
    return all(_within(part.get(item.id), whole.get(item.id)) for item in codec.asked(exercise))


def _within(part, whole) -> bool:
    if plain(part) is None or plain(part) == plain(whole):
        return True
    if isinstance(part, list):
        return isinstance(whole, list) and all(row in whole for row in part)
    return isinstance(part, str) and isinstance(whole, str) and part.strip() in whole


def together(left: list[dict], right: list[dict]) -> list[dict]:
    """The finished moments of both, each once."""
    return [*left, *(one for one in right if one not in left)]
