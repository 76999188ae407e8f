"""Tolerant reading of half-broken data, so that one fault never hides the next."""
from collections.abc import Iterator

from practice.protocols.source import Path

Item = tuple[Path, dict]


def mapping(data: object, *path: str | int) -> dict:
    """Returns the mapping at a path, or an empty one."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def items(data: object, key: str, base: Path = ()) -> Iterator[Item]:
    """Yields path and content of each mapping in the list `data[key]`; whatever has another shape is left out."""
    below = data.get(key) if isinstance(data, dict) else None
    for place, item in enumerate(below if isinstance(below, list) else []):
        if isinstance(item, dict):
            yield (*base, key, place), item


def names(data: object, key: str, base: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yields path and value of each string in the list `data[key]`."""
    below = data.get(key) if isinstance(data, dict) else None
    for place, item in enumerate(below if isinstance(below, list) else []):
        if isinstance(item, str):
            yield (*base, key, place), item


def window(item: dict, key: str = "days") -> tuple[int, int] | None:
    """Returns [first, last] when it is two whole numbers."""
    pair = item.get(key)
    if isinstance(pair, list) and len(pair) == 2 and all(type(end) is int for end in pair):
        return pair[0], pair[1]
    return None


def phases(data: object) -> Iterator[Item]:
    """Yields path and content of each phase."""
    return items(data, "phases")


def exercises(data: object) -> Iterator[Item]:
    """Yields path and content of each exercise of each phase, `again` ones included."""
    for path, phase in phases(data):
        yield from items(phase, "exercises", path)


def defined(data: object) -> dict[str, Item]:
    """Returns the defining place of each exercise by id."""
    found: dict[str, Item] = {}
    for path, exercise in exercises(data):
        name = exercise.get("id")
        if isinstance(name, str) and exercise.get("again") is not True:
            found.setdefault(name, (path, exercise))
    return found


def ids(data: object, key: str) -> list[str]:
    """Returns the ids of a list of mappings."""
    return [item["id"] for _, item in items(data, key) if isinstance(item.get("id"), str)]
