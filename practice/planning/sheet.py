"""What belongs on the one page before a meeting, and in which order. Pure: facts in, a Sheet out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

MOST_WORDS = 8  # entries on the page; the rest is counted, so that nothing seems to be all there is


@dataclass(frozen=True)
class Place:
    """Where one participant is: `day` and `days` of the protocol, the phase and its number."""

    shown_as: str
    phase: str
    number: int
    day: int | None
    days: int
    resting: bool = False


@dataclass(frozen=True)
class Written:
    """One thing a client sent: its title, when, by whom, and what they wrote as (label, words) pairs."""

    entry_id: str
    title: str
    shown_as: str
    sent_at: datetime
    kind: str  # answer, declined, no-moment
    words: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Step:
    """A ladder's movement since the last meeting, as given: "3" or "2-3". `before` is None for the first rating."""

    ladder_id: str
    title: str
    shown_as: str
    before: str | None
    now: str | None
    at: datetime | None


@dataclass(frozen=True)
class Question:
    """A question of the phase that can be ticked into the note."""

    phase: str
    id: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """The agenda for the next meeting."""

    places: Sequence[Place] = ()
    flags: Sequence[tuple[str, str, datetime]] = ()  # (flag id, words, raised at)
    take_up: Sequence[Written] = ()  # what the counselor put on the list, until it was talked over
    written: Sequence[Written] = ()
    more_written: int = 0
    ladders: Sequence[Step] = ()
    promised: Sequence[str] = ()
    open_homework: Sequence[tuple[str, str, str]] = ()  # (title, whose, state)
    phase_title: str = ""
    sentence: str = ""
    questions: Sequence[Question] = field(default_factory=tuple)
    hopes: Sequence[tuple[str, str]] = ()  # (whose, best hope)


def newest(entries: Sequence[Written]) -> tuple[Sequence[Written], int]:
    """The latest entries first, as many as fit, and how many more there are."""
    ordered = sorted(entries, key=lambda entry: entry.sent_at, reverse=True)
    return ordered[:MOST_WORDS], max(len(ordered) - MOST_WORDS, 0)


def movement(ladder_id: str, title: str, shown_as: str, given: Sequence[tuple[datetime, str]],
             since: datetime | None) -> Step:  # fmt: skip
    """Position before the last meeting and now. `given`: (when, as given) in time order, numbers only."""
    if not given:
        return Step(ladder_id, title, shown_as, None, None, None)
    at, now = given[-1]
    earlier = [shown for when, shown in given[:-1] if since is None or when <= since] or [s for _w, s in given[:-1][-1:]]
    return Step(ladder_id, title, shown_as, earlier[-1] if earlier else None, now, at)


def promises(body: dict | None) -> list[str]:
    """What was promised last time, from the note's own fields."""
    if not body:
        return []
    return [line.strip() for key in ("step", "agreed") for line in (body.get(key) or "").split("\n") if line.strip()]
