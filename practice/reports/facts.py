"""What is known about one stay in care, gathered for one report. Days and wall times are those of the practice."""

from dataclasses import dataclass
from datetime import date, datetime

from practice.measures.measure import Measure, Score
from practice.measures.picture import Occasion


@dataclass(frozen=True)
class Said:
    """Words a client wrote, in one piece: which question they answered, in what, when. `about`: helps, hard or ""."""

    id: str
    text: str
    on: date
    title: str
    label: str = ""
    who: str = ""
    about: str = ""


@dataclass(frozen=True)
class Stay:
    """One stay in a phase; how: entered, before-attune or skipped."""

    number: int
    title: str
    how: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Meeting:
    """One planned or held session; status: attended, missed, cancelled or "" (nothing recorded)."""

    number: int
    on: date
    together: bool
    status: str


@dataclass(frozen=True)
class Given:
    """One rating; `low` None: no number was given. `words` is what was said with it."""

    at: datetime
    low: int | None
    high: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Steps:
    """A ladder with its ratings of the period, oldest first."""

    id: str
    title: str
    low: int
    high: int
    low_words: str = ""
    high_words: str = ""
    given: tuple[Given, ...] = ()


@dataclass(frozen=True)
class Agreed:
    """One exercise that was agreed: since when, how often something was sent, and its state: one of the four, or
    nothing where it was done together and how the one who wrote stands with it is theirs."""

    title: str
    on: date
    state: str
    sent: int = 0
    until: date | None = None


@dataclass(frozen=True)
class Taken:
    """A measure one person gave in the period, about one relationship or none (`target` empty).

    `series`: what every occasion came to in each of its scores, oldest first. `released`: how many of the `times` the
    counselor has shown to the client.
    """

    id: str
    measure: Measure
    target: str
    times: int
    released: int
    series: tuple[tuple[Score, tuple[Occasion, ...]], ...] = ()

    @property
    def shown(self) -> bool:
        """True when the client has seen every occasion already."""
        return self.released == self.times


@dataclass(frozen=True)
class Aim:
    """A goal of the room in the client's words as they stand, with what they would notice first; status: going, reached,
    resting or set-aside, since a day. `together`: of both."""

    text: str
    sign: str
    agreed_on: date
    status: str
    since: date
    together: bool = False


@dataclass(frozen=True)
class Facts:
    """Everything a report may draw on. Holds only what belongs to the report's room: `joint` is the shared room."""

    names: tuple[str, ...]
    client_no: str
    joint: bool
    couple: bool
    since: date
    until: date
    today: date
    counselor: str
    practice: str
    letterhead: str
    protocol: str = ""
    hope: str = ""
    hope_on: date | None = None
    stays: tuple[Stay, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    ladders: tuple[Steps, ...] = ()
    said: tuple[Said, ...] = ()
    measures: tuple[Taken, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    next_steps: str = ""
    aims: tuple[Aim, ...] = ()
    more_said: int = 0  # pieces beyond those in `said`
