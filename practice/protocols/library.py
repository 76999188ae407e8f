"""The protocols that came with this Attune: healthy ones load, broken ones are listed and named."""
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from practice import config
from practice.protocols.faults import Fault, ProtocolFaults
from practice.protocols.protocol import Protocol
from practice.protocols.reader import read
from practice.protocols.source import MAX_BYTES

STRUCTURE = "protocol.yaml"


@dataclass(frozen=True)
class Library:
    """Protocols by key; the faults of those that could not be loaded; and the texts of the healthy ones."""

    protocols: dict[str, Protocol]
    faults: list[Fault]
    broken: tuple[str, ...] = ()
    texts: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict, repr=False)

    def __getitem__(self, key: str) -> Protocol:
        return self.protocols[key]


def folder() -> Path:
    """Returns where the shipped protocols lie: inside the wheel, or beside practice/ in a checkout."""
    return config.assets() / "protocols"


def load_library(place: Path | None = None) -> Library:
    """Returns the library in a folder (default: the shipped one), read once per process. Never raises."""
    return _load(str(place or folder()))


@lru_cache(maxsize=8)
def _load(place: str) -> Library:
    return check(sorted(Path(place).glob(f"*/{STRUCTURE}")))


def measure_keys() -> tuple[str, ...]:
    """Returns the keys of the shipped instruments, which an exercise may name: each file is called as its id. What stands in
    the files is nothing protocols know."""
    return tuple(sorted(file.stem for file in (folder() / "measures").glob("*.yaml")))


def check(files: list[Path]) -> Library:
    """Reads protocol.yaml files, each with the words beside it, from disk every time. Never raises."""
    library, measures = Library({}, []), measure_keys()
    broken: list[str] = []
    for file in files:
        try:
            text, words = texts_of(file)
            protocol = read(text, words, file=str(file), known_measures=measures)
            if protocol.key in library.protocols:
                message = f'another protocol is called "{protocol.key}" too.'
                raise ProtocolFaults([Fault(str(file), 1, 1, "id", "duplicate-id", message)])
        except ProtocolFaults as problem:
            library.faults.extend(problem.faults)
            broken.append(file.parent.name)
        else:
            library.protocols[protocol.key] = protocol
            library.texts[protocol.key] = (text, words)
    return Library(library.protocols, library.faults, tuple(broken), library.texts)


def texts_of(file: Path) -> tuple[str, dict[str, str]]:
    """Returns the text of a protocol.yaml and of the words files beside it by language. Raises ProtocolFaults."""
    words = [item for item in sorted(file.parent.glob("*.yaml")) if item.name != file.name]
    faults: list[Fault] = []
    found: dict[Path, str] = {}
    for item in [file, *words]:
        try:
            found[item] = _text(item)
        except (OSError, UnicodeDecodeError) as error:
            why = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "cannot be opened"
            faults.append(Fault(str(item), 1, 1, "", "unreadable", f"this file {why}."))
    if faults:
        raise ProtocolFaults(faults)
    return found[file], {item.stem: found[item] for item in words}


def _text(file: Path) -> str:
    with file.open("rb") as stream:
        return stream.read(MAX_BYTES + 1).decode("utf-8", "strict" if file.stat().st_size <= MAX_BYTES else "replace")
