"""What was typed, what the page said about it, and how much of it is gone. Pure."""

from dataclasses import asdict, dataclass, field, fields

SAVED, HERE, NOT_SAVED = "Saved", "Saved on this phone", "Not saved yet"
WINDOW = 5.0  # seconds that a device of one's own may lose


@dataclass
class Track:
    """One page being typed on: (seconds, text in the box, words beside it), oldest first. `start` was kept before."""

    start: str
    marks: list[tuple[float, str, str]] = field(default_factory=list)

    def note(self, at: float, text: str, words: str) -> None:
        self.marks.append((at, text, words))

    @property
    def text(self) -> str:
        """All that stands in the box."""
        return self.marks[-1][1] if self.marks else self.start

    @property
    def promised(self) -> str:
        """The last text the page called saved, by the server."""
        return next((text for _at, text, words in reversed(self.marks) if words == SAVED), self.start)

    @property
    def kept_here(self) -> str:
        """The last text the page called saved, wherever."""
        return next((text for _at, text, words in reversed(self.marks) if words in (SAVED, HERE)), self.start)

    def older(self, cut: float) -> str:
        """What had been in the box for the whole window when the cut came."""
        return next((text for at, text, _words in reversed(self.marks) if at <= cut - WINDOW), self.start)

    def due(self, cut: float, *, own: bool) -> str:
        """What must be there again when the page had to close: see the issue, section 1."""
        return max(self.older(cut), self.kept_here, key=len) if own else self.promised


def missing(due: str, found: str) -> int:
    """How many characters of `due` are not in `found`, which may go on behind it."""
    if found.startswith(due):
        return 0
    same = next((n for n, pair in enumerate(zip(due, found, strict=False)) if pair[0] != pair[1]), min(len(due), len(found)))
    return len(due) - same


@dataclass
class Tally:
    """Counts of one run. `lost`: characters that had to be there; `tail`: those a cut may take, told beside it.

    `untrue`: times the page said "Saved" of words the server did not have. `silent`: times a page of a shared device
    did not say "Not saved yet" though nobody could be reached. `elsewhere`: words that stood in another version the page
    offers. `astray`: keys that went into the sign-in window that opened. `asked`: times a device was not known again.
    """

    cuts: int = 0
    typed: int = 0
    lost: int = 0
    tail: int = 0
    untrue: int = 0
    silent: int = 0
    elsewhere: int = 0
    astray: int = 0
    asked: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    stories: list[str] = field(default_factory=list)

    def add(self, other: dict) -> None:
        """Sums another run's counts (as_dict) into these."""
        for name, value in other.items():
            mine = getattr(self, name)
            if isinstance(value, dict):
                setattr(self, name, {key: mine.get(key, 0) + value.get(key, 0) for key in {*mine, *value}})
            else:
                setattr(self, name, mine + value)

    def as_dict(self) -> dict:
        return asdict(self)

    @property
    def holds(self) -> bool:
        return not (self.lost or self.untrue or self.silent)

    @property
    def line(self) -> str:
        """The figures in one line."""
        counts = ", ".join(f"{getattr(self, one.name)} {one.name}" for one in fields(self) if one.type == "int" or one.type is int)
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        return f"{counts} ({kinds})"
