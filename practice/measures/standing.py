"""Whether a practice may use an instrument, and whether it may be asked at home. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from practice.measures.measure import Audience, Licence

# Licences under which nothing is given before somebody who runs the practice has accepted what their holders ask.
ASKS_FIRST = ("conditional", "noncommercial")


@dataclass(frozen=True)
class Granted:
    """What was decided about one instrument: the conditions accepted, a ground recorded, switched off."""

    accepted: bool = False
    basis: bool = False
    off: bool = False


class Shape(Protocol):
    """What of an instrument decides; practice.measures.measure.Measure has these."""

    wording: str
    licence: Licence
    audience: Audience
    ours: bool
    worded: bool
    entry_only: bool
    risk: tuple


def granted(kinds: Collection[str]) -> Granted:
    """From the kinds of all grants of one instrument, oldest first."""
    switched = [kind for kind in kinds if kind in ("on", "off")]
    return Granted("accepted" in kinds, "basis" in kinds, bool(switched) and switched[-1] == "off")


def why_not(measure: Shape, decided: Granted) -> str | None:
    """Why it cannot be used now: off, conditions or basis; None when it can."""
    if decided.off:
        return "off"
    if measure.wording == "installed":
        return None if decided.basis else "basis"
    asks = not measure.ours and (measure.licence.class_ in ASKS_FIRST or bool(measure.licence.conditions))
    return "conditions" if asks and not measure.entry_only and not (decided.accepted or decided.basis) else None


def not_asked(measure: Shape) -> str | None:
    """Why its questions cannot be asked: entry or wording; None when they can."""
    if measure.entry_only:
        return "entry"
    return None if measure.worded else "wording"


def not_at_home(measure: Shape, *, met: int, shared_device: bool, planned: bool) -> str | None:
    """Why it is not asked at home: not-remote, shared-device, first-meeting or no-plan; None when it may be.

    `met`: meetings that took place. `planned`: the practice has set who answers a risk answer, and when.
    """
    audience = measure.audience
    if not audience.remote:
        return "not-remote"
    if audience.solo_only and shared_device:
        return "shared-device"
    if met < audience.min_meetings:
        return "first-meeting"
    return "no-plan" if measure.risk and not planned else None


def too_young(measure: Shape, birth_date: date | None, today: date) -> bool:
    """True when the instrument is made for older people; without a birth date nobody is."""
    least = measure.audience.min_age
    if birth_date is None or not least:
        return False
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day)) < least
