"""From the bytes of a file to one Questionnaire as plain data; hostile text costs nothing. Pure."""

import json
import re
from collections.abc import Iterator

MOST_BYTES = 2_000_000
MOST_DEPTH = 60
MOST_LETTERS = 2_000

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff0-\uffff]")


class NotReadable(ValueError):
    """The file as a whole cannot be used; the message is one sentence that says why."""


def open_questionnaire(data: bytes) -> dict:
    """The one Questionnaire a file holds, alone or in a Bundle (value sets beside it are then its contained ones).

    Raises NotReadable: too large, not UTF-8, not JSON, nested too deeply, something else than a Questionnaire, or an
    unknown modifierExtension, which may turn the meaning of what it stands on around.
    """
    found = _json(data)
    if not isinstance(found, dict):
        raise NotReadable("This file holds no FHIR resource: it should begin with a brace and name its resourceType.")
    if found.get("resourceType") == "Bundle":
        found = _of_bundle(found)
    kind = found.get("resourceType")
    if kind != "Questionnaire":
        said = f"of the kind “{words(found, 'resourceType', 60)}”" if isinstance(kind, str) else "no FHIR resource"
        raise NotReadable(f"This file is {said}; only a Questionnaire can be brought in.")
    _refuse_modifiers(found)
    return found


def dicts(holder: object, key: str) -> list[dict]:
    """The objects in a list of `holder`; nothing where the file has something else there."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def words(holder: object, key: str, most: int = MOST_LETTERS) -> str:
    """A text of `holder`, on one line, without what cannot be printed; "" when there is none. At most `most` letters."""
    found = holder.get(key) if isinstance(holder, dict) else None
    if not isinstance(found, str):
        return ""
    return " ".join(_UNPRINTABLE.sub(" ", found).split())[:most]


def _json(data: bytes) -> object:
    if len(data) > MOST_BYTES:
        raise NotReadable(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadable("The file is not UTF-8 text, so it cannot be read as JSON.") from error
    if text.lstrip().startswith("<"):
        raise NotReadable("This is XML or a web page; please save the Questionnaire as JSON.")
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
        text.encode("utf-8")
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # half characters written as \ud800 are found here
    except RecursionError as error:
        raise NotReadable(f"The file is nested more than {MOST_DEPTH} levels deep.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NotReadable(f"The file is not JSON: it cannot be read from {where} on.") from error
    except ValueError as error:  # a number or a text that JSON does not know
        raise NotReadable("The file holds a number or a letter that JSON does not allow.") from error
    _measure_depth(found)
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _measure_depth(found: object) -> None:
    level = [found]
    for _depth in range(MOST_DEPTH):
        level = [below for one in level for below in _below(one)]
        if not level:
            return
    raise NotReadable(f"The file is nested more than {MOST_DEPTH} levels deep.")


def _below(one: object) -> list:
    values = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return [value for value in values if isinstance(value, dict | list)]


def _of_bundle(bundle: dict) -> dict:
    inside = [entry["resource"] for entry in dicts(bundle, "entry") if isinstance(entry.get("resource"), dict)]
    found = [one for one in inside if one.get("resourceType") == "Questionnaire"]
    if len(found) != 1:
        number = "no Questionnaire" if not found else f"{len(found)} Questionnaires"
        raise NotReadable(f"This Bundle holds {number}; a file with exactly one can be brought in.")
    beside = [one for one in inside if one.get("resourceType") == "ValueSet"]
    return {**found[0], "contained": [*dicts(found[0], "contained"), *beside]}


def _refuse_modifiers(questionnaire: dict) -> None:
    for one in _every(questionnaire):
        if one.get("modifierExtension"):
            place = words(one, "linkId", 80) or words(one, "id", 80) or "the Questionnaire itself"
            url = next((words(e, "url", 200) for e in dicts(one, "modifierExtension") if words(e, "url")), "without a name")
            raise NotReadable(f"“{place}” carries a modifierExtension ({url}) that may change its meaning and is not "
                              "known here, so the file is not brought in.")  # fmt: skip


def _every(found: object) -> Iterator[dict]:
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
        waiting += _below(one)
