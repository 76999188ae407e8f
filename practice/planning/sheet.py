"""What belongs on the one page before a meeting, and in which order. Pure: facts in, a Sheet out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

SHARED = "shared"  # the room of a couple's joint meeting; every other room is a client's id
MOST_WORDS = 6  # entries on the page; the rest is counted, so that nothing seems to be all there is
MOST_ANSWERS = 2  # answers of one entry on the sheet
TOO_HARD = "too-hard"


@dataclass(frozen=True)
class Place:
    """Where one participant (or, in the shared room, both) is: `day` and `days` of the protocol, the phase, its number
    and cycle, and what the protocol says the phase is for."""

    shown_as: str
    phase: str
    number: int
    day: int | None
    days: int | None
    resting: bool = False
    cycle: int = 1
    purpose: str = ""


@dataclass(frozen=True)
class Written:
    """One thing a client sent: its title, when, by whom, and what they wrote as (label, words) pairs. `key` is what it is ticked
    into the note by, "" for what cannot be; `entry_id` is empty where no page of its own may be opened from here."""

    entry_id: str
    title: str
    shown_as: str
    sent_at: datetime
    kind: str  # answer, declined, no-moment, or together for one half of what a couple opened
    words: Sequence[tuple[str, str]]
    key: str = ""
    new: bool = False

    @property
    def excerpt(self) -> str:
        """Its first words as they stand on the sheet and go into the note."""
        return "\n\n".join(words for _label, words in self.words[:MOST_ANSWERS])


@dataclass(frozen=True)
class LookedBack:
    """What a client said about an exercise when it ended. helpful: yes, a-little, no or None."""

    title: str
    helpful: str | None
    words: str
    said_at: datetime


@dataclass(frozen=True)
class Step:
    """A ladder's movement since the last meeting, as given: "3" or "2-3". `before` is None for the first rating.
    `low` and `high` are its own axis; `moved` is what may be said of it since the first rating."""

    ladder_id: str
    title: str
    shown_as: str
    before: str | None
    now: str | None
    at: datetime | None
    low: int = 1
    high: int = 10
    moved: str = ""


@dataclass(frozen=True)
class Moved:
    """A measure since its first time: value on its own range and what may be said of the change ("" for nothing)."""

    title: str
    value: str
    low: str
    high: str
    on: date
    words: str = ""


@dataclass(frozen=True)
class Question:
    """A question of the phase that can be ticked into the note."""

    phase: str
    id: str
    text: str

    @property
    def key(self) -> str:
        return f"{self.phase}:{self.id}"


@dataclass(frozen=True)
class Offered:
    """An exercise of the phase that can be chosen for this meeting. `gated`: the safety gate stands before it."""

    phase: str
    id: str
    title: str
    gated: bool = False

    @property
    def key(self) -> str:
        return f"{self.phase}:{self.id}"


@dataclass(frozen=True)
class Agreed:
    """An exercise that runs. `state` is None where it is not told: in the shared room nobody learns who began what."""

    assignment_id: str
    title: str
    state: str | None
    client_id: str | None = None


@dataclass(frozen=True)
class Sheet:
    """The agenda for the next meeting. `room`: "shared" or a client's id; `alone`: the name on a partner's own sheet."""

    room: str = ""
    alone: str = ""
    people: Sequence = ()  # everybody who takes part, as episodes tell them
    places: Sequence[Place] = ()
    flags: Sequence[tuple[str, str, datetime]] = ()  # (flag id, kind, raised at)
    take_up: Sequence[Written] = ()  # what the counselor put on the list, until it was talked over
    hard: Sequence[Written] = ()  # "too hard", since last time
    looked_back: Sequence[LookedBack] = ()
    smaller: Sequence[str] = ()  # titles of exercises made smaller since last time
    written: Sequence[Written] = ()
    more_written: int = 0
    recurs: Sequence[str] = ()  # counted lines, from what both of a couple may read alone
    ladders: Sequence[Step] = ()
    measures: Sequence[Moved] = ()
    promised: Sequence[str] = ()
    open_homework: Sequence[Agreed] = ()
    phase_id: str = ""
    phase_title: str = ""
    sentence: str = ""
    questions: Sequence[Question] = field(default_factory=tuple)
    exercises: Sequence[Offered] = ()
    hopes: Sequence[tuple[str, str]] = ()  # (whose, best hope)

    @property
    def shared(self) -> bool:
        return self.room == SHARED

    @property
    def quotable(self) -> dict[str, dict]:
        """{key: {entry_id, label, words, title, who}} of everything that can be ticked."""
        return {row.key: {"entry_id": row.key, "label": row.words[0][0], "words": row.excerpt, "title": row.title, "who": row.shown_as}
                for row in (*self.take_up, *self.hard, *self.written) if row.key and row.words}  # fmt: skip


def in_order(rows: Sequence[Written]) -> list[Written]:
    """What nobody has read yet first, then the rest; each latest first."""
    latest = sorted(rows, key=lambda row: row.sent_at, reverse=True)
    return sorted(latest, key=lambda row: not row.new)


def movement(ladder_id: str, title: str, shown_as: str, given: Sequence[tuple[datetime, str]],
             since: datetime | None, **axis) -> Step:  # fmt: skip
    """Position before the last meeting and now. `given`: (when, as given) in time order, numbers only; `axis` is what Step
    knows of the ladder beside that."""
    if not given:
        return Step(ladder_id, title, shown_as, None, None, None, **axis)
    at, now = given[-1]
    earlier = [shown for when, shown in given[:-1] if since is None or when <= since] or [s for _w, s in given[:-1][-1:]]
    return Step(ladder_id, title, shown_as, earlier[-1] if earlier else None, now, at, **axis)
