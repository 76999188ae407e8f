"""The instruments that came with this Attune: healthy ones load, broken ones are listed and named."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from practice import config
from practice.measures.measure import Measure
from practice.measures.reader import MeasureFaults, read_measure
from practice.protocols.faults import Fault
from practice.protocols.source import MAX_BYTES


@dataclass(frozen=True)
class MeasureLibrary:
    """Instruments by key; faults of those that could not be loaded, with their keys; texts of the healthy ones."""

    measures: dict[str, Measure]
    faults: list[Fault] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    broken: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> Measure:
        return self.measures[key]


def folder() -> Path:
    """Returns where the shipped instruments lie: inside the wheel, or beside practice/ in a checkout."""
    return config.assets() / "protocols" / "measures"


def load_measures(place: Path | None = None) -> MeasureLibrary:
    """Returns the instruments in a folder (default: the shipped one), read once per process. Never raises."""
    return _load(str(place or folder()))


@lru_cache(maxsize=8)
def _load(place: str) -> MeasureLibrary:
    return check(sorted(Path(place).glob("*.yaml")))


def check(files: Iterable[Path]) -> MeasureLibrary:
    """Reads instrument files from disk every time; each is called as its id. Never raises."""
    library, broken = MeasureLibrary({}), []
    for file in files:
        try:
            text = _text(file)
            measure = read_measure(text, str(file))
            if measure.key != file.stem:
                raise _one(file, "id", "file-name", f'the id is "{measure.key}" and the file "{file.name}"; they go together.')
            if measure.key in library.measures:
                raise _one(file, "id", "duplicate-id", f'another instrument is called "{measure.key}" too.')
        except MeasureFaults as problem:
            library.faults.extend(problem.faults)
            broken.append(file.stem)
        else:
            library.measures[measure.key] = measure
            library.texts[measure.key] = text
    return MeasureLibrary(library.measures, library.faults, library.texts, tuple(broken))


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            read = stream.read(MAX_BYTES + 1)
        return read.decode("utf-8", "strict" if len(read) <= MAX_BYTES else "replace")
    except UnicodeDecodeError as error:
        raise _one(file, "", "unreadable", "this file is not UTF-8 text.") from error
    except OSError as error:
        raise _one(file, "", "unreadable", "this file cannot be opened.") from error


def _one(file: Path, path: str, code: str, message: str) -> MeasureFaults:
    return MeasureFaults([Fault(str(file), 1, 1, path, code, message)])
