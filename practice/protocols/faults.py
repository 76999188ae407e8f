"""What is wrong with a protocol file, said so that its author can mend it.

Fault messages are not translated: they are part of the `--json` interface and name keys of an English format.
"""
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: where it stands (1-based line and column), its path and a sentence."""

    file: str
    line: int
    column: int
    path: str
    code: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}"
        return f"{where} {self.path}: {self.message}" if self.path else f"{where} {self.message}"

    def as_dict(self) -> dict[str, str | int]:
        """Returns the keys `file, line, column, path, code, message`, ready for JSON."""
        return asdict(self)


class ProtocolFaults(Exception):
    """A protocol that cannot be used; `faults` lists everything found, in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: list[Fault] = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Returns `, did you mean "x"?` for the closest known word, or a full stop when nothing is close."""
    close = get_close_matches(word, [str(item) for item in known], n=1, cutoff=0.6)
    return f', did you mean "{close[0]}"?' if close else "."
