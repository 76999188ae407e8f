"""A progress report as it is laid out: words and plain numbers, nothing to look up. Frozen when it is given out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quote:
    """A client's own words with their day, and what they were written in; `cut`: the appendix has all of them."""

    text: str
    source: str
    cut: bool = False
    title: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a list: a client's words (`voice`, with their day) or the counselor's."""

    text: str
    source: str = ""
    voice: bool = False
    title: str = ""


@dataclass(frozen=True)
class Stage:
    """A phase in words: its number, name and days; `now` while it goes on."""

    number: int
    title: str
    days: str
    now: bool = False


@dataclass(frozen=True)
class Spot:
    """One rating in a picture; `at` is an ISO wall time."""

    at: str
    low: int
    high: int | None = None


@dataclass(frozen=True)
class Picture:
    """One ladder: what its ends mean to the client, every rating, and the sentence that says what can be seen."""

    title: str
    low: int
    high: int
    low_words: str
    high_words: str
    finding: str
    summary: str
    spots: tuple[Spot, ...] = ()
    phases: tuple[tuple[str, str], ...] = ()  # (its number, ISO day it began)
    sessions: tuple[str, ...] = ()  # ISO days


@dataclass(frozen=True)
class RatingRow:
    day: str
    value: str
    words: str


@dataclass(frozen=True)
class Ratings:
    """All ratings of one ladder as a table; `picture` for a ladder that is not on the first page."""

    title: str
    rows: tuple[RatingRow, ...]
    note: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Occasion:
    """One occasion of a measure in a picture; `value` None: no score was made. `on` is an ISO day."""

    on: str
    value: float | None
    words: str
    prorated: bool = False


@dataclass(frozen=True)
class ScorePicture:
    """One score of a measure over time, as it is drawn on the page too: its whole range, the cut-off and the band that
    chance can fill, each with the sentence that says where it comes from."""

    title: str
    direction: str
    low: float
    high: float
    spots: tuple[Occasion, ...]
    cut: tuple[float, str, str] | None = None  # (where, in few words, in a sentence with its source)
    margin: tuple[float, str] | None = None  # (points either way of the first, in a sentence with its source)
    phases: tuple[tuple[str, str], ...] = ()
    sessions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """One score in words: first and latest, what the difference may be said to be, on what ground, and what is missing."""

    title: str
    summary: str
    picture: ScorePicture
    rows: tuple[RatingRow, ...]
    change: str = ""
    basis: str = ""
    gaps: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Measure:
    """A standardised measure with its scores, the relationship it asks about, and the line its holder asks for. `note`
    says openly that there are none."""

    title: str
    about: str
    scores: tuple[Score, ...]
    attribution: str
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the tables of phases, homework and sessions."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table in an appendix; `note` says what is not listed, `empty` stands where there is nothing."""

    rows: tuple[Row, ...]
    note: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Aim:
    """Where somebody wanted to get, in their words, and how that stands in a line of its own."""

    quote: Quote
    sign: str
    stands: str


@dataclass(frozen=True)
class Appendices:
    """What follows the first page; None is not part of this report. `in_full`: words the first page only begins."""

    in_full: tuple[Quote, ...] = ()
    phases: Table | None = None
    ratings: tuple[Ratings, ...] | None = None
    measures: tuple[Measure, ...] | None = None
    homework: Table | None = None
    sessions: Table | None = None
    paragraphs: str | None = None
    goals: tuple[Aim, ...] | None = None

    @property
    def any(self) -> bool:
        return bool(self.in_full) or any(
            part is not None
            for part in (self.phases, self.ratings, self.measures, self.homework, self.sessions, self.paragraphs, self.goals)
        )


@dataclass(frozen=True)
class Report:
    """One report, complete. `given_out` is empty while it is a draft."""

    title: str
    whose: str
    period: str
    counselor: str
    practice: str
    letterhead: tuple[str, ...]
    client_no: str
    joint: bool
    names: tuple[str, ...]
    lang: str
    hope: Quote | None
    did: str
    strip: tuple[Stage, ...]
    different: tuple[Quote, ...]
    picture: Picture | None
    helps: tuple[Line, ...]
    hard: tuple[Line, ...]
    next_steps: tuple[Line, ...]
    shortened: str
    limits: tuple[str, str]
    read_on: str
    appendices: Appendices
    version: str = ""
    given_out: str = ""
