"""The look-at list: slow signs in plain words, from one person's own trend and own beginning. Never a flag, never a
prognosis, never beside other people's numbers (clinical.md D.2). Pure: it is given numbers and days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from practice.i18n import _, ngettext
from practice.measures.change import WORSE, Change
from practice.measures.words import number

DOWN = 2  # rungs of a ladder of ten (clinical.md B.3)
TEN = (9, 10)  # the span of a ladder of ten, from 1 or from 0
QUIET_DAYS, QUIET_INTERVALS = 14, 3


@dataclass(frozen=True)
class Sign:
    """One line of the list. `kind`: worse, ladder or quiet; `since`: the day it speaks of."""

    kind: str
    words: str
    since: date


def worse(title: str, change: Change, first: float, last: float, on: date) -> Sign | None:
    """A measure that is reliably worse than the person's own first score; `on` is the day of the last."""
    if change.category != WORSE:
        return None
    told = {"title": title, "first": number(first), "last": number(last)}
    if change.estimated:
        return Sign("worse", _("%(title)s: from %(first)s to %(last)s, reliably worse than at the beginning, by an "
                               "estimate.", **told), on)  # fmt: skip
    return Sign("worse", _("%(title)s: from %(first)s to %(last)s, reliably worse than at the beginning.", **told), on)


def ladder_down(title: str, ratings: Sequence[tuple[date, float]], low: int, high: int) -> Sign | None:
    """A ladder of ten whose latest rating lies two rungs or more below the one before, or below the first."""
    if len(ratings) < 2 or high - low not in TEN:
        return None
    (_start, first), (_day, before), (on, last) = ratings[0], ratings[-2], ratings[-1]
    told = {"title": title, "last": number(last)}
    if before - last >= DOWN:
        return Sign("ladder", _("%(title)s: %(last)s, after %(before)s.", before=number(before), **told), on)
    if first - last >= DOWN:
        return Sign("ladder", _("%(title)s: %(last)s; it began at %(first)s.", first=number(first), **told), on)
    return None


def quiet(heard: Sequence[date], today: date) -> Sign | None:
    """Nothing arrived for longer than a fortnight and than three of this person's usual pauses.

    `heard`: the days something came, oldest first. Whether anything is agreed at all is the caller's to know. It says
    nothing of why: no word about willingness.
    """
    if not heard:
        return None
    days = sorted(set(heard))
    pauses = [(later - earlier).days for earlier, later in zip(days, days[1:], strict=False)]
    longest = max(QUIET_DAYS, QUIET_INTERVALS * median_low(pauses)) if pauses else QUIET_DAYS
    silent = (today - days[-1]).days
    if silent <= longest:
        return None
    return Sign("quiet", ngettext("Nothing has arrived for %(num)s day.", "Nothing has arrived for %(num)s days.", silent),
                days[-1])  # fmt: skip
