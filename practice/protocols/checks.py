"""What protocol.yaml must hold beyond its shape: windows in order, ids that are unique, references that arrive."""
from collections.abc import Iterable

from practice.protocols.faults import did_you_mean
from practice.protocols.outline import defined, exercises, ids, items, names, phases, window
from practice.protocols.source import Path, Source

_OVERRIDES = {"id", "again", "default", "frequency", "days", "light"}
_NEEDED = ("frequency", "respondent", "fields")


def check_structure(source: Source, known_measures: Iterable[str] | None = None) -> None:
    """Notes every fault of order and reference. `known_measures` None: measures are not looked up."""
    data = source.data
    _windows(source)
    _unique(source, ((path, item.get("id")) for path, item in phases(data)), "phase")
    _unique(source, ((path, item.get("id")) for path, item in items(data, "flavours")), "flavour")
    for key in ("mechanisms", "languages"):
        _unique(source, names(data, key), key.rstrip("s"))
    for path, phase in phases(data):
        for key in ("questions", "readiness", "mechanisms"):
            _unique(source, names(phase, key, path), "id")
        _known(source, names(phase, "mechanisms", path), list_of(data, "mechanisms"), "education card")
    _exercises(source)
    _flavours(source)
    if known_measures is not None:
        measured = (((*path, "measure"), item.get("measure")) for path, item in exercises(data))
        _known(source, measured, list(known_measures), "measure")


def list_of(data: object, key: str) -> list[str]:
    """Returns the strings listed under a top-level key."""
    return [name for _, name in names(data, key)]


def _windows(source: Source) -> None:
    listed = list(phases(source.data))
    total = source.data.get("days") if isinstance(source.data, dict) else None
    before: tuple[str, int, int] | None = None
    for place, (path, phase) in enumerate(listed):
        days = window(phase)
        if phase.get("open_ended") is True and place < len(listed) - 1:
            source.fault((*path, "open_ended"), "open-ended", "only the last phase can be open-ended.")
        if days is None or not _window_in_order(source, path, days, total):
            continue
        if before and days[0] <= before[2]:
            code = "window-overlaps" if days[1] >= before[1] else "window-unsorted"
            words = "overlaps with" if code == "window-overlaps" else "stands after, but comes before,"
            message = f'days {days[0]}-{days[1]}: {words} "{before[0]}" ({before[1]}-{before[2]}).'
            source.fault((*path, "days"), code, message)
        before = (str(phase.get("id", place + 1)), *days)
    for path, exercise in exercises(source.data):
        days = window(exercise)
        if days:
            _window_in_order(source, path, days, total)


def _window_in_order(source: Source, path: Path, days: tuple[int, int], total: object) -> bool:
    if days[0] > days[1]:
        source.fault((*path, "days"), "window-backwards", f"day {days[0]} comes after day {days[1]}.")
        return False
    if type(total) is int and days[1] > total:
        source.fault((*path, "days"), "window-outside", f"day {days[1]} lies beyond the protocol's {total} days.")
    return True


def _unique(source: Source, found: Iterable[tuple[Path, object]], what: str) -> None:
    seen: set[str] = set()
    for path, name in found:
        if isinstance(name, str) and name in seen:
            source.fault(path, "duplicate-id", f'the {what} "{name}" stands here twice.')
        elif isinstance(name, str):
            seen.add(name)


def _known(source: Source, found: Iterable[tuple[Path, object]], known: list[str], what: str) -> None:
    for path, name in found:
        if isinstance(name, str) and name not in known:
            source.fault(path, "points-nowhere", f'there is no {what} "{name}"{did_you_mean(name, known)}')


def _exercises(source: Source) -> None:
    known = list(defined(source.data))
    seen: set[str] = set()
    flavours = ids(source.data, "flavours")
    for path, exercise in exercises(source.data):
        name = exercise.get("id")
        _known(source, names(exercise, "flavours", path), flavours, "flavour")
        if exercise.get("again") is True:
            _again(source, path, exercise, seen, known)
            continue
        if isinstance(name, str) and name in seen:
            message = f'the exercise "{name}" is defined twice; write "again: true" to offer it once more.'
            source.fault((*path, "id"), "duplicate-id", message)
        if isinstance(name, str):
            seen.add(name)
        for key in _NEEDED:
            if key not in exercise:
                source.fault(path, "missing-key", f'the key "{key}" is missing.')
        _references(source, path, exercise, known)


def _again(source: Source, path: Path, exercise: dict, seen: set[str], known: list[str]) -> None:
    name = exercise.get("id")
    if isinstance(name, str) and name not in seen:
        hint = " It is defined only further down." if name in known else did_you_mean(name, known)
        source.fault(path, "again-undefined", f'"again", but no phase before defines "{name}"{hint}')
    for key in exercise:
        if key not in _OVERRIDES:
            message = f'"{key}" cannot change when an exercise comes again; only: default, frequency, days, light.'
            source.fault((*path, key), "again-override", message, key=True)


def _references(source: Source, path: Path, exercise: dict, known: list[str]) -> None:
    frequency, carries = exercise.get("frequency"), exercise.get("carries_from")
    if isinstance(frequency, str) and frequency.startswith("after:"):
        _known(source, [((*path, "frequency"), frequency.removeprefix("after:"))], known, "exercise")
    if not isinstance(carries, str):
        return
    name, _, field = carries.partition(".")
    _known(source, [((*path, "carries_from"), name)], known, "exercise")
    if field and name in known:
        fields = ids(defined(source.data)[name][1], "fields")
        _known(source, [((*path, "carries_from"), field)], fields, f'field of "{name}"')


def _flavours(source: Source) -> None:
    found = defined(source.data)
    for path, flavour in items(source.data, "flavours"):
        _known(source, names(flavour, "hides", path), list(found), "exercise")
        overlay = flavour.get("overlay")
        for name, change in (overlay if isinstance(overlay, dict) else {}).items():
            here = (*path, "overlay", name)
            _known(source, [(here, name)], list(found), "exercise")
            if name in found:
                _known(source, names(change, "omits", here), ids(found[name][1], "fields"), f'field of "{name}"')
