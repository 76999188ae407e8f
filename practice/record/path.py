"""The phases of a participant as the page lists them. Pure: steps in, words out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stop:
    """One phase on the list; state: done, now, ahead or skipped. `note` says when, in words made by the caller."""

    title: str
    state: str
    since: date | None
    until: date | None
    visits: int
    before: bool  # done before Attune


def stops(path: Sequence, titles: dict[str, str]) -> list[Stop]:
    """From episodes.plan steps; `titles` by phase id."""
    found = []
    for step in path:
        entered = [stay for stay in step.stays if stay.how == "entered"]
        last = entered[-1] if entered else None
        found.append(Stop(titles[step.phase_id], step.state, last.entered_on if last else None,
                          last.left_on if last else None, len(entered),
                          any(stay.how == "before-attune" for stay in step.stays) and not entered))  # fmt: skip
    return found
