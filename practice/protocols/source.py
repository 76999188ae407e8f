"""Strict YAML to plain data, with the place of every key and value.

Works on parser events, so hostile text costs nothing: aliases are never expanded, nesting is counted and not
recursed into, and no tag or timestamp is ever turned into an object (security.md I-5).
"""
import io
import re
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from practice.protocols.faults import Fault

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20

Path = tuple[str | int, ...]
Mark = tuple[int, int]

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?")
_STOPS = frozenset({"syntax", "too-deep", "too-large", "several-documents"})
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass
class Source:
    """One YAML file: its plain data and where each part of it stands."""

    file: str
    data: object = None
    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, code: str, message: str, *, key: bool = False) -> None:
        """Notes a fault at a path; at its nearest known parent when the path itself is not in the file."""
        line, column = self._mark(path, key)
        self.faults.append(Fault(self.file, line, column, self.name(path), code, message))

    def fault_at(self, mark: Mark, path: Path, code: str, message: str) -> None:
        """Notes a fault at an exact line and column."""
        self.faults.append(Fault(self.file, *mark, self.name(path), code, message))

    @property
    def broken(self) -> bool:
        """True when reading stopped half-way: what is missing then says nothing."""
        return any(fault.code in _STOPS for fault in self.faults)

    def name(self, path: Path) -> str:
        """Returns the path as a person reads it: list items by their id, else by number from 1."""
        words, here = "", self.data
        for step in path:
            below = _step(here, step)
            if isinstance(step, int):
                named = below.get("id") if isinstance(below, dict) else None
                words += f"[{named if isinstance(named, str) else step + 1}]"
            else:
                words += f".{step}" if words else str(step)
            here = below
        return words

    def _mark(self, path: Path, key: bool) -> Mark:
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while path:
            if path in first or path in second:
                return first.get(path) or second[path]
            path = path[:-1]
        return 1, 1


def parse(text: str, file: str) -> Source:
    """Reads one YAML text. Never raises: `Source.faults` says what could not be read and `data` holds the rest."""
    source = Source(file)
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        source.fault((), "too-large", f"The file is larger than {MAX_BYTES // 1024} kB. Please make it smaller.")
        return source
    builder = _Builder(source)
    try:
        for event in YAML(typ="safe", pure=True).parse(io.StringIO(text)):
            if not builder.take(event):
                break
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        source.fault_at(where, (), "syntax", f"This cannot be read as YAML: {error.problem or error.context}.")
    except YAMLError as error:
        source.fault_at((1, 1), (), "syntax", f"This cannot be read as YAML: {_first_line(error)}.")
    except Exception as error:  # hostile text may break the parser in ways nobody listed; the reader still answers
        source.fault_at((1, 1), (), "syntax", f"This cannot be read as YAML ({type(error).__name__}).")
    return source


@dataclass
class _Frame:
    """An open mapping or list while its events arrive."""

    into: dict[str, object] | list[object]
    path: Path
    key: str | None = None
    waits_for_value: bool = False


class _Builder:
    """Puts parser events together; refuses everything format 1 leaves out."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.stack: list[_Frame] = []
        self.documents = 0

    def take(self, event: object) -> bool:
        """Takes one event. Returns False when reading should stop."""
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(event, "several-documents", "A second document (---) begins here; one file holds one.")
                return False
        elif isinstance(event, AliasEvent):
            self._refuse(event, "alias", "References (*name) are not allowed. Please write the words out.")
            self._value(None, event)
        elif isinstance(event, ScalarEvent):
            self._marks(event)
            self._scalar(event)
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._marks(event)
            return self._open(event)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self.stack.pop()
        return True

    def _marks(self, event: object) -> None:
        if event.anchor:
            self._refuse(event, "anchor", "Anchors (&name) are not allowed. Please write the words out.")
        if event.tag:
            self._refuse(event, "tag", f"Tags ({event.tag}) are not allowed. Please take it out.")

    def _open(self, event: object) -> bool:
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(event, "too-deep", f"The file is nested more than {MAX_DEPTH} levels deep.")
            return False
        into: dict | list = {} if isinstance(event, MappingStartEvent) else []
        self.stack.append(_Frame(into, self._value(into, event)))
        return True

    def _scalar(self, event: ScalarEvent) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.into, dict) and not frame.waits_for_value:
            self._key(frame, event)
            return
        value = event.value
        if event.style in (None, ""):
            if _TIMESTAMP.fullmatch(value):
                self._refuse(event, "timestamp", f'Dates need quotes: write "{value}".')
            value = _plain(value)
        self._value(value, event)

    def _key(self, frame: _Frame, event: ScalarEvent) -> None:
        frame.waits_for_value = True
        frame.key = event.value
        if event.value == "<<" and event.style in (None, ""):
            self._refuse(event, "merge", "Merging (<<) is not allowed. Please write the keys out.")
            frame.key = None
        elif not event.value:
            self._refuse(event, "bad-key", "A key is missing before the colon.")
            frame.key = None
        elif event.value in frame.into:
            self._refuse(event, "duplicate-key", f'"{event.value}" stands here twice. Please keep one.')
            frame.key = None
        else:
            self.source.keys[(*frame.path, event.value)] = _mark(event)

    def _value(self, value: object, event: object) -> Path:
        """Attaches a value to what is open and returns its path; a refused key leaves its value unattached."""
        if not self.stack:
            self.source.data = value
            return ()
        frame = self.stack[-1]
        if isinstance(frame.into, list):
            frame.into.append(value)
            path: Path = (*frame.path, len(frame.into) - 1)
        elif not frame.waits_for_value:
            self._refuse(event, "bad-key", "A key must be plain words.")
            frame.waits_for_value, frame.key = True, None
            return (*frame.path, "?")
        else:
            frame.waits_for_value = False
            if frame.key is None:
                return (*frame.path, "?")
            frame.into[frame.key] = value
            path = (*frame.path, frame.key)
        self.source.values[path] = _mark(event)
        return path

    def _refuse(self, event: object, code: str, message: str) -> None:
        path = self.stack[-1].path if self.stack else ()
        self.source.fault_at(_mark(event), path, code, message)


def _plain(value: str) -> object:
    """YAML 1.2 core only: `no`, `1:30` and `012` stay words."""
    if value in _WORDS:
        return _WORDS[value]
    if _INT.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value):
        return float(value)
    return value


def _step(here: object, step: str | int) -> object:
    if isinstance(step, int):
        return here[step] if isinstance(here, list) and step < len(here) else None
    return here.get(step) if isinstance(here, dict) else None


def _mark(event: object) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["unknown reason"])[0].rstrip(".")
