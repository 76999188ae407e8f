"""What stands on a supervision sheet. Pure: facts in, in the order they are talked about. No contact data, no process notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FlagLine:
    """An open flag: what it is about, since when, whether somebody has looked."""

    flag_id: str
    kind: str
    raised_at: datetime
    looked_at: bool


@dataclass(frozen=True)
class Went:
    """One element of the protocol as it went. how: done, discussed, changed, skipped or open; `why` in the counselor's words."""

    title: str
    how: str
    why: str


@dataclass(frozen=True)
class PhaseWent:
    title: str
    elements: Sequence[Went]


@dataclass(frozen=True)
class Sheet:
    """One episode for supervision. `names` as partners see them; `where` says the protocol and phase in words."""

    episode_id: str
    names: Sequence[str]
    where: str
    phases: Sequence[PhaseWent]
    flags: Sequence[FlagLine]
    questions: Sequence
    waiting: Sequence

    @property
    def whose(self) -> str:
        return " · ".join(self.names)


def by_phase(elements: Sequence) -> list[PhaseWent]:
    """Elements (title, phase, how, why) under their phases, in their order; what is not taken up so far is left out."""
    found: dict[str, list[Went]] = {}
    for one in elements:
        if one.how != "open":
            found.setdefault(one.phase, []).append(Went(one.title, one.how, one.why or ""))
    return [PhaseWent(title, went) for title, went in found.items()]
