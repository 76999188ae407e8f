"""What goes into a chart and what comes out. x and y are percent of the drawing; `d` is an SVG path."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Point:
    """One rating. `high` is set when a range was given, such as 2-3; `at` is wall time where the practice is."""

    at: datetime | date
    low: int
    high: int | None = None

    @property
    def middle(self) -> float:
        """Where it is drawn: the number itself, or the middle of the range."""
        return self.low if self.high is None else (self.low + self.high) / 2

    @property
    def words(self) -> str:
        """`4`, or `2–3` for a range."""
        return str(self.low) if self.high in (None, self.low) else f"{self.low}–{self.high}"


@dataclass(frozen=True)
class Band:
    """A stay in a phase; `end` is its last day, None while it lasts."""

    title: str
    start: date
    end: date | None = None


@dataclass(frozen=True)
class Row:
    """One line of the table under a chart, ready to show; an empty `value` says that no number was given."""

    day: str
    value: str
    words: str = ""


@dataclass(frozen=True)
class Tick:
    """A number on the axis."""

    value: int
    y: float


@dataclass(frozen=True)
class Text:
    """Words in the drawing. `kind` is one of first, last, end, opt or empty; `dy` is in pixels."""

    text: str
    x: float
    y: float
    dy: int = 0
    kind: str = ""


@dataclass(frozen=True)
class Mark:
    """A rating's circle; `top` and `bottom` differ where a range was given."""

    x: float
    y: float
    top: float
    bottom: float
    last: bool


@dataclass(frozen=True)
class Phase:
    """Where a phase begins. `mark` stands in the drawing ("" where there is no room), `note` beneath it."""

    x: float
    mark: str
    note: str


@dataclass(frozen=True)
class Gap:
    """A stretch without ratings; `roomy` when two words fit into it."""

    x: float
    roomy: bool


@dataclass(frozen=True)
class Chart:
    """Everything the macro needs to draw one ladder. `title` is the finding in one sentence."""

    key: str
    title: str
    low: int
    high: int
    low_words: str
    high_words: str
    ticks: tuple[Tick, ...]
    days: tuple[Text, ...]
    labels: tuple[Text, ...]
    runs: tuple[str, ...]
    every: tuple[str, ...]
    marks: tuple[Mark, ...]
    phases: tuple[Phase, ...]
    sessions: tuple[float, ...]
    gaps: tuple[Gap, ...]
    gap_days: int

    def __hash__(self) -> int:
        """By what it was made from: a picture that is looked up has hundreds of parts. Equal still means all of them."""
        return hash(self.key)

    @property
    def ranges(self) -> bool:
        return any(mark.top != mark.bottom for mark in self.marks)

    @property
    def numbered(self) -> bool:
        """True when the drawing shows numbers for the phases and their names stand beneath."""
        return any(phase.note for phase in self.phases)


@dataclass(frozen=True)
class Spark:
    """A line of a few ratings, 88 by 36 pixels; `title` is empty when the numbers stand beside it."""

    runs: tuple[str, ...]
    x: float | None
    y: float | None
    title: str = ""
