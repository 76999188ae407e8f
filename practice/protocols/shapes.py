"""Pydantic's complaints turned into faults with a line, the path and "did you mean"."""
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from practice.protocols.faults import did_you_mean
from practice.protocols.source import Path, Source

_TYPES = {
    "string_type": "words", "int_type": "a whole number", "bool_type": "true or false", "list_type": "a list",
    "dict_type": "keys with values", "model_type": "keys with values", "model_attributes_type": "keys with values",
    "float_type": "a number",
}
_PATTERNS = {
    "version": 'three numbers such as "1.0.0"',
    "frequency": "once, once-per-cycle, daily, weekly, per-plan or after:<exercise>",
    "carries_from": "an exercise, or exercise.field",
    "languages": 'language codes such as "en"',
}


def check_shape(source: Source, model: type[BaseModel]) -> BaseModel | None:
    """Returns the checked model, or None after noting every complaint in `source.faults`."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            _note(source, model, problem)
        return None


def _note(source: Source, model: type[BaseModel], problem: dict[str, Any]) -> None:
    kind, path = problem["type"], _path(problem["loc"])
    if kind == "extra_forbidden":
        known = _keys_at(model, path[:-1])
        source.fault(path, "unknown-key", f'unknown key "{path[-1]}"{did_you_mean(str(path[-1]), known)}', key=True)
    elif kind == "missing":
        source.fault(path[:-1], "missing-key", f'the key "{path[-1]}" is missing.')
    elif kind == "literal_error":
        _bad_value(source, model, path, problem)
    elif kind == "string_pattern_mismatch":
        code = "bad-value" if _last_name(path) in _PATTERNS else "bad-id"
        source.fault(path, code, _pattern_words(path, problem))
    elif kind in _TYPES:
        source.fault(path, "wrong-type", f"this should be {_TYPES[kind]}, not {_given(problem['input'])}.")
    else:
        source.fault(path, "bad-value", _plain_words(problem))


def _path(loc: tuple) -> Path:
    """Keys of a dict are named `[key]` by pydantic when the key itself is wrong; the key's own path is enough."""
    return tuple(step for step in loc if step != "[key]")


def _bad_value(source: Source, model: type[BaseModel], path: Path, problem: dict[str, Any]) -> None:
    allowed = [str(item) for item in _literals(model, path)]
    given = problem["input"]
    if path == ("format",):
        source.fault(path, "format", f"this is format {given!r}; Attune reads format 1.")
        return
    hint = did_you_mean(str(given), allowed)
    choices = f" It can be: {', '.join(allowed)}." if allowed else ""
    source.fault(path, "bad-value", f'"{given}" is not known here{hint}{choices}')


def _pattern_words(path: Path, problem: dict[str, Any]) -> str:
    name = _last_name(path)
    if name in _PATTERNS:
        return f'"{problem["input"]}" is not understood: it should be {_PATTERNS[name]}.'
    return f'"{problem["input"]}" cannot be an id: small letters, digits and _ (in ids of exercises also -).'


def _last_name(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _given(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f'{str(value).lower()} (put words in quotes: "{str(value).lower()}")'
    if isinstance(value, (int, float)):
        return f'the number {value} (put words in quotes: "{value}")'
    if isinstance(value, str):
        return f'"{value[:40]}"'
    return "a list" if isinstance(value, list) else "keys with values"


def _plain_words(problem: dict[str, Any]) -> str:
    context = problem.get("ctx", {})
    match problem["type"]:
        case "greater_than_equal":
            return f"{problem['input']} is too small: at least {context['ge']}."
        case "less_than_equal":
            return f"{problem['input']} is too large: at most {context['le']}."
        case "too_short":
            return f"at least {context['min_length']} needed here, found {context['actual_length']}."
        case "too_long":
            return f"at most {context['max_length']} allowed here, found {context['actual_length']}."
        case "string_too_short":
            return "the words are missing."
        case "string_too_long":
            return f"longer than {context['max_length']} characters."
    return f"{problem['msg']}."


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Returns the keys format 1 knows at a path; empty when the path leaves the models."""
    found = _type_at(model, path)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return [field.alias or name for name, field in found.model_fields.items()]
    return []


def _literals(model: type[BaseModel], path: Path) -> tuple:
    found = _bare(_type_at(model, path))
    return get_args(found) if get_origin(found) is Literal else ()


def _type_at(model: type[BaseModel], path: Path) -> Any:
    here: Any = model
    for step in path:
        here = _bare(here)
        if isinstance(here, type) and issubclass(here, BaseModel):
            named = {field.alias or name: field for name, field in here.model_fields.items()}
            here = named[str(step)].annotation if str(step) in named else None
        elif get_origin(here) in (list, dict):
            here = get_args(here)[-1]
        else:
            return None
    return _bare(here)


def _bare(kind: Any) -> Any:
    """Takes `Annotated` and `| None` off a type."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, types.UnionType):
            kind = next((item for item in get_args(kind) if item is not type(None)), None)
        else:
            return kind
