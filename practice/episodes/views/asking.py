"""What a page asks before a time is kept: which moment is meant when the clocks change, and what it would fall upon."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import g, request
from flask_login import current_user

from practice.episodes.queries import taken_between
from practice.episodes.rhythm import Taken, overlapping
from practice.episodes.walltime import moments, offered
from practice.episodes.words import asked_words, choice_words, clash_words

WHICH, ANYWAY = "moment", "anyway"


@dataclass
class Asked:
    """`choices`: (value, words) of the moments to choose from; `clashes`: sentences; `key`: what "anyway" agrees to."""

    choices: list[tuple[str, str]] = field(default_factory=list)
    chosen: str = ""
    clashes: list[str] = field(default_factory=list)
    key: str = ""


def settled(form) -> tuple[datetime | None, Asked]:
    """The moment of the day and time typed, or None and the choices when the wall shows it twice or never."""
    zone, day, at = g.practice.zone, form.on.data, form.at
    found = offered(day, at, zone)
    if len(found) == 1:
        return found[0], Asked()
    twice = len(moments(day, at, zone)) > 1
    asked = Asked([(one.isoformat(), choice_words(one, zone, twice=twice)) for one in found], request.form.get(WHICH, ""))
    chosen = next((one for one in found if one.isoformat() == asked.chosen), None)
    if chosen is None:
        form.clock.errors = [asked_words(day, twice=twice)]
    return chosen, asked


def agreed(asked: Asked, starts: Iterable[datetime], minutes: int, but: Iterable[str] = ()) -> bool:
    """True when nothing is in the way, or "anyway" was said to exactly these times; else what is in the way is in `asked`."""
    beginnings, own = sorted(starts), set(but)
    asked.key = "/".join([*(f"{one:%Y%m%dT%H%M%SZ}" for one in beginnings[:1]), str(len(beginnings)), str(minutes)])
    asked.clashes = [clash_words(one, g.practice.zone) for one in in_the_way(beginnings, minutes, own)]
    return not asked.clashes or request.form.get(ANYWAY) == asked.key


def in_the_way(starts: list[datetime], minutes: int, but: Iterable[str] = ()) -> list[Taken]:
    """What of the counselor's time these meetings would fall upon, each once, in the order of time."""
    if not starts:
        return []
    taken = taken_between(current_user.person_id, min(starts), max(starts) + timedelta(minutes=minutes))
    return list(dict.fromkeys(one for start in starts for one in overlapping(start, minutes, taken, but)))
