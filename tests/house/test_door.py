"""What walks around the door is absent from the application: raw text, Core statements, re-used identities."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

# The door itself, the audit trail and the connection settings work below it; the sign-in look-up runs before a
# scope exists, and migrations change tables, not records.
BELOW_THE_DOOR = ("practice/access/", "practice/audit/", "practice/db.py", "practice/driver.py", "practice/migrations/")
# Raw driver calls by design: the look-up of a sign-in, the migration command.
RAW_DRIVER = (*BELOW_THE_DOOR, "practice/accounts/", "practice/cli/")
MEND = "Outside access/, audit/ and db.py rows are reached by select(Model), a relation, or door.find(Model, id)."


def constructs(module: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, what) of every construct that the door cannot guard."""
    theirs = {"sqlalchemy": _imported(module, "sqlalchemy"), "flask": _imported(module, "flask")}
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr == "__table__":
            yield node.lineno, "a Core statement on __table__"
        elif isinstance(node, ast.Call) and (what := _call(node.func, theirs)):
            yield node.lineno, what


def _imported(module: ast.Module, package: str) -> set[str]:
    return {
        name.asname or name.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == package
        for name in node.names
    }


def _call(func: ast.expr, theirs: dict[str, set[str]]) -> str | None:
    if isinstance(func, ast.Name):
        raw = func.id in {"text", "insert", "literal_column"} and func.id in theirs["sqlalchemy"]
        return f"{func.id}(...) of SQLAlchemy" if raw else None
    if not isinstance(func, ast.Attribute):
        return None
    owner = func.value.attr if isinstance(func.value, ast.Attribute) else getattr(func.value, "id", "")
    if func.attr in {"text", "insert", "literal_column"} and owner in {"sa", "sqlalchemy", "db"}:
        return f"{owner}.{func.attr}(...)"
    if func.attr in {"get", "get_one"} and owner.endswith("session") and owner not in theirs["flask"]:
        return f"{owner}.{func.attr}(...), which is not asked again for what is already loaded"
    if func.attr in {"get_or_404", "one_or_404", "first_or_404"} or (owner, func.attr) == ("query", "get"):
        return f"{func.attr}(...) instead of door.find"
    return None


def raw_driver(module: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, what) of every call that speaks to the driver past SQLAlchemy."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in {"exec_driver_sql", "raw_connection", "driver_connection"}:
            yield node.lineno, node.attr


def _faults(find, exempt: tuple[str, ...]) -> list[str]:
    return [
        f"{tree.short(path)}:{line} uses {what}"
        for path in tree.python_files()
        if not tree.short(path).startswith(exempt)
        for line, what in find(tree.parsed(path))
    ]


def test_nothing_walks_around_the_door():
    tree.nothing(_faults(constructs, BELOW_THE_DOOR), MEND)


def test_the_raw_driver_stays_where_it_is_named():
    tree.nothing(_faults(raw_driver, RAW_DRIVER), MEND)


def test_one_function_opens_everything():
    """`everything("reason")` belongs to commands, the sample practice and declared system jobs."""
    places = ("practice/access/", "practice/cli/", "practice/demo/", "practice/bench/", "practice/jobs")
    faults = [
        f"{tree.short(path)}:{node.lineno}"
        for path in tree.python_files()
        if not tree.short(path).startswith(places)
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Call) and "everything" in (getattr(node.func, "id", ""), getattr(node.func, "attr", ""))
    ]
    tree.nothing(faults, "A page works in its person's scope. Only cli/, demo/, bench/ and system jobs see all.")


def test_the_rule_itself():
    def found(code: str) -> list:
        return list(constructs(ast.parse(code)))

    assert found("from sqlalchemy import text\ntext('x')") and found("from sqlalchemy import insert\ninsert(Note)")
    assert found("db.session.get(Note, 1)") and found("session.get(Note, 1)")
    assert found("Note.query.get(1)") and found("Note.__table__")
    assert not found("from flask import session\nsession.get('key')") and not found("door.find(Note, 1)\ntext('x')")


def test_the_exempt_places_exist():
    missing = [place for place in BELOW_THE_DOOR if not Path(tree.ROOT, place).exists()]
    tree.nothing(missing, "An exemption for a place that is gone: take it out of BELOW_THE_DOOR.")
