"""Which keys go with which question kind, and what a field points at."""
from typing import get_args

from practice.protocols.definition import Kind
from practice.protocols.faults import did_you_mean
from practice.protocols.outline import defined, exercises, items, names, window
from practice.protocols.source import Path, Source

# Names the form adds itself (see implied.py): a field of the same id would overwrite the client's answer.
RESERVED = frozenset({"no_moment", "distress_after"})
ROW_KINDS = frozenset({"line", "text", "when", "choice", "scale", "number", "yes_no"})
_KINDS = frozenset(get_args(Kind))  # a kind nobody knows is one fault, not one for each of its keys
_WHERE = {
    "options": {"choice", "choices", "rank"},
    "own": {"choice", "choices", "rank"},
    "pick": {"choices", "rank", "entries", "rows", "list"},
    "low": {"scale", "number", "ladder"},
    "high": {"scale", "number", "ladder"},
    "of": {"rows", "entries"},
    "from": {"entries"},
    "when_only": {"when"},
}
_NEEDS = {"choice": "options", "choices": "options", "rows": "of", "entries": "from"}


def check_fields(source: Source) -> None:
    """Notes every fault in the fields of the exercises."""
    known = defined(source.data)
    for path, exercise in exercises(source.data):
        _list(source, path, exercise, "fields")
        wanted = [item for _, item in items(exercise, "fields", path) if item.get("required") is True]
        if len(wanted) > 2:
            source.fault((*path, "fields"), "too-many-required", "at most two fields of an exercise can be required.")
        for place, field in items(exercise, "fields", path):
            origin = field.get("from")
            if isinstance(origin, str) and origin not in known:
                message = f'there is no exercise "{origin}"{did_you_mean(origin, known)}'
                source.fault((*place, "from"), "points-nowhere", message)
            for below, inner in items(field, "of", place):
                if isinstance(inner.get("kind"), str) and inner["kind"] not in ROW_KINDS:
                    source.fault((*below, "kind"), "bad-value", f'"{inner["kind"]}" cannot stand inside a row.')


def _list(source: Source, path: Path, owner: dict, key: str) -> None:
    seen: set[str] = set()
    for place, field in items(owner, key, path):
        name = field.get("id")
        if isinstance(name, str):
            if name in seen:
                source.fault((*place, "id"), "duplicate-id", f'the field "{name}" stands here twice.')
            if name in RESERVED:
                source.fault((*place, "id"), "reserved-id", f'"{name}" is a name Attune uses itself.')
            seen.add(name)
        _keys(source, place, field)
        _list(source, place, field, "of")


def _keys(source: Source, path: Path, field: dict) -> None:
    kind = field.get("kind")
    for key, kinds in _WHERE.items():
        if key in field and kind in _KINDS and kind not in kinds:
            message = f'"{key}" does not go with a field of kind "{kind}".'
            source.fault((*path, key), "misplaced-key", message, key=True)
    needed = _NEEDS.get(kind) if isinstance(kind, str) else None
    if needed and not field.get(needed):
        source.fault(path, "missing-key", f'a field of kind "{kind}" needs "{needed}".')
    if kind == "rank" and not field.get("options") and field.get("own") is not True:
        source.fault(path, "missing-key", 'a field of kind "rank" needs "options" or "own: true".')
    low, high = field.get("low"), field.get("high")
    if type(low) is int and type(high) is int and low >= high:
        source.fault((*path, "high"), "bad-range", f"the low end {low} is not below the high end {high}.")
    if kind == "scale" and type(high) is int and high - (low if type(low) is int else 0) > 20:
        source.fault((*path, "high"), "bad-range", "a scale has at most 21 steps; use kind: number for more.")
    pick = window(field, "pick")
    if pick and pick[0] > pick[1]:
        source.fault((*path, "pick"), "bad-range", f"{pick[0]} is more than {pick[1]}.")
    listed = [name for _, name in names(field, "options", path)]
    for place, name in names(field, "options", path):
        if listed.index(name) != place[-1]:
            source.fault(place, "duplicate-id", f'the option "{name}" stands here twice.')
