"""Do the words fit the structure: nothing missing, nothing left over."""
from collections.abc import Iterable

from practice.protocols.faults import did_you_mean
from practice.protocols.outline import defined, ids, items, mapping, names, phases
from practice.protocols.source import Path, Source


def check_words(words: Source, structure: Source) -> None:
    """Notes in `words.faults` every id of the structure without words, and words for ids nobody knows."""
    data = structure.data
    _same(words, ("mechanisms",), [name for _, name in names(data, "mechanisms")])
    readiness = {name for path, phase in phases(data) for _, name in names(phase, "readiness", path)}
    _same(words, ("readiness",), sorted(readiness))
    _same(words, ("flavours",), ids(data, "flavours"))
    _same(words, ("phases",), ids(data, "phases"))
    for _, phase in phases(data):
        if isinstance(phase.get("id"), str):
            _same(words, ("phases", phase["id"], "questions"), [name for _, name in names(phase, "questions")])
            _filled(words, ("phases", phase["id"]), ("look_for", "safety", "sentence"))
    found = defined(data)
    _same(words, ("exercises",), list(found))
    for name, (_, exercise) in found.items():
        _exercise(words, ("exercises", name), exercise)
    for flavour in ids(data, "flavours"):
        _only(words, ("flavours", flavour, "exercises"), list(found))
        _only(words, ("flavours", flavour, "phases"), ids(data, "phases"))
    for path, case in items(words.data, "cases"):
        for place, name in names(case, "flavours", path):
            if name not in ids(data, "flavours"):
                known = ids(data, "flavours")
                words.fault(place, "points-nowhere", f'there is no flavour "{name}"{did_you_mean(name, known)}')


def _exercise(words: Source, path: Path, exercise: dict) -> None:
    if not mapping(words.data, *path):
        return
    if exercise.get("respondent") != "counselor":
        _filled(words, path, ("client_title", "intro"))
    _fields(words, path, exercise, "fields")


def _fields(words: Source, path: Path, owner: dict, key: str) -> None:
    here = (*path, "fields")
    # "How did you get through?" may have its own words without being listed: the form adds it after "no such moment".
    extra = ["no_moment_how"] if owner.get("no_moment") is True else []
    _same(words, here, ids(owner, key), extra)
    for _, field in items(owner, key):
        name = field.get("id")
        if isinstance(name, str) and mapping(words.data, *here, name):
            below = (*here, name)
            _same(words, (*below, "options"), [option for _, option in names(field, "options")])
            _fields(words, below, field, "of")


def _same(words: Source, path: Path, wanted: list[str], extra: Iterable[str] = ()) -> None:
    given = mapping(words.data, *path)
    for name in wanted:
        if name not in given:
            words.fault(path, "words-missing", f'words for "{name}" are missing under "{words.name(path)}".')
    _only(words, path, [*wanted, *extra])


def _only(words: Source, path: Path, known: list[str]) -> None:
    for name in mapping(words.data, *path):
        if name not in known:
            message = f'words for "{name}", which the protocol does not have{did_you_mean(str(name), known)}'
            words.fault((*path, name), "words-unused", message, key=True)


def _filled(words: Source, path: Path, keys: Iterable[str]) -> None:
    given = mapping(words.data, *path)
    for key in keys:
        if given and not given.get(key):
            words.fault((*path, key), "words-missing", f'the words for "{key}" are missing.')
