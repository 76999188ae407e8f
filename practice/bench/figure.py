"""One measured figure and the gate it stands before. Pure."""

from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """`ratio` is what the gate looks at (times hello, KB, MB: `unit` says); `limit` None: told, not judged.

    `cpu_ms` and `hello_cpu_ms` are medians of process CPU time in milliseconds; `queries` counts statements beside
    sign-in look-up, settings and audit; `trouble` is anything else that misses its gate.
    """

    name: str
    ratio: float
    unit: str = "x hello"
    limit: float | None = None
    cpu_ms: float | None = None
    hello_cpu_ms: float | None = None
    queries: int | None = None
    note: str = ""
    trouble: str = ""

    @property
    def missed(self) -> str:
        """Why the gate is missed, in one sentence; empty when it is met."""
        if self.limit is not None and self.ratio > self.limit:
            return f"{self.name}: {self.ratio:.2f} {self.unit}, the limit is {self.limit:g}."
        return f"{self.name}: {self.trouble}" if self.trouble else ""

    def beyond(self, margin: float) -> bool:
        """True when it misses its gate by more than a shared machine's noise, given as a factor (1.0: none)."""
        return bool(self.trouble) or (self.limit is not None and self.ratio > self.limit * margin)

    @property
    def excess(self) -> float:
        """How far beyond its gate, as a share of it; 0 when it is met."""
        over = max(self.ratio / self.limit - 1, 0) if self.limit else 0.0
        return over + bool(self.trouble)

    def as_dict(self) -> dict:
        """The stable JSON shape, with the gate beside it."""
        told = asdict(self)
        del told["trouble"]
        return told | {"missed": self.missed}


@dataclass(frozen=True)
class Timed:
    """CPU seconds of each call, page and hello taken in turn."""

    page: tuple[float, ...]
    hello: tuple[float, ...]

    @property
    def page_ms(self) -> float:
        return round(median(self.page) * 1000, 3)

    @property
    def hello_ms(self) -> float:
        return round(median(self.hello) * 1000, 4)

    @property
    def ratio(self) -> float:
        """Median page over median hello of the same rounds."""
        return round(median(self.page) / median(self.hello), 2)
