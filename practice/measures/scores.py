"""What a score is made of, and what is known about its numbers; each with its source."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MissingRule:
    """`rule`: refuse, or prorate over at most so many blanks, never over those in `never_missing`."""

    rule: str = "refuse"
    at_most_missing: int | None = None
    never_missing: tuple[int, ...] = ()
    source: str | None = None


@dataclass(frozen=True)
class Band:
    low: float
    high: float
    label: str
    source: str


@dataclass(frozen=True)
class Cutoff:
    """`side`: at-or-above, above, at-or-below, below."""

    at: float
    side: str
    means: str
    source: str

    def holds(self, value: float) -> bool:
        """True when the value lies on the side this boundary speaks of."""
        match self.side:
            case "at-or-above":
                return value >= self.at
            case "above":
                return value > self.at
            case "at-or-below":
                return value <= self.at
        return value < self.at


@dataclass(frozen=True)
class Norm:
    """`group`: functional or clinical."""

    group: str
    sample: str
    mean: float
    sd: float
    source: str
    n: int | None = None


@dataclass(frozen=True)
class Reliability:
    """`type`: alpha, or retest over `interval_days`."""

    type: str
    value: float
    source: str
    interval_days: int | None = None
    sample: str | None = None


@dataclass(frozen=True)
class ChangeCriterion:
    """`kind`: reliable, response or meaningful; `confidence` in percent."""

    kind: str
    points: float
    source: str
    confidence: float | None = None


@dataclass(frozen=True)
class Score:
    """A total or a subscale. `items` empty: the number is typed in, not computed."""

    id: str
    title: str
    items: tuple[int, ...]
    how: str
    low: float
    high: float
    better: str
    key_source: str
    reverse: tuple[int, ...] = ()
    times: float = 1
    decimals: int = 0
    missing: MissingRule = MissingRule()
    bands: tuple[Band, ...] = ()
    cutoffs: tuple[Cutoff, ...] = ()
    norms: tuple[Norm, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    change: tuple[ChangeCriterion, ...] = ()
    code: str | None = None
    audience: str = "all"

    def band_of(self, value: float) -> Band | None:
        """Returns the band a value lies in, None outside all; on a shared edge, and between two, the next one up and
        the one below."""
        inside = [band for band in self.bands if band.low <= value]
        found = max(inside, key=lambda band: band.low, default=None)
        last = max((band.high for band in self.bands), default=value)
        return found if value <= last else None
