"""A report to JSON and back, exactly: what was given out can be shown again without the facts it was made from."""

import hashlib
import json
from dataclasses import asdict, fields, is_dataclass, replace
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from practice.reports.report import Report


def freeze(report: Report) -> dict:
    """Plain JSON values."""
    return json.loads(json.dumps(asdict(report), ensure_ascii=False))


def thaw(content: dict) -> Report:
    """The report that was frozen. What a later version of Attune added keeps its default."""
    return _read(Report, content)


def with_version(report: Report) -> Report:
    """The report with its version: the first 12 digits of the SHA-256 of its content, whoever gives it out."""
    bare = freeze(replace(report, version="", given_out=""))
    digest = hashlib.sha256(json.dumps(bare, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return replace(report, version=digest[:12])


def _read(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, UnionType):
        return _read(next(part for part in get_args(kind) if part is not NoneType), value)
    if get_origin(kind) is tuple:
        parts = get_args(kind)
        kinds = [parts[0]] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(_read(part, item) for part, item in zip(kinds, value, strict=True))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        known = {field.name for field in fields(kind)}
        return kind(**{name: _read(hints[name], item) for name, item in value.items() if name in known})
    return value
