"""Files that think import neither Flask nor SQLAlchemy: they take and return values, and are given `today`."""

import ast
from pathlib import Path

from tests.house import tree
from tests.house.test_floors import FLOOR, home

TOUCH_THE_WORLD = {"models", "queries", "actions", "forms", "views", "door", "gate", "hook", "state", "commands", ""}
IMPURE = ("flask", "sqlalchemy", "wtforms", "werkzeug", "alembic", "practice.db", "practice.driver", "practice.pieces",
          "practice.web", "practice.jobs")  # fmt: skip
# Floors 0 to 1.5 are the ground and the door's own machinery; floor 10 is the outermost caller.
THINKS = {name for name, floor in FLOOR.items() if 2 <= floor <= 9}


# (call, number of positional arguments); `clock.today(zone, moment)` is told the moment and therefore fine.
NOW = {("clock.now", 0), ("clock.today", 1), ("datetime.now", 0), ("datetime.now", 1), ("date.today", 0)}


def pure_files() -> list[Path]:
    return [p for p in tree.python_files() if home(p)[0] in THINKS and home(p)[1] not in TOUCH_THE_WORLD]


def impure(module: str) -> bool:
    return any(module == name or module.startswith((f"{name}.", f"{name}_")) for name in IMPURE)


def test_pure_files_stay_pure():
    faults = [
        f"{tree.short(path)}:{line} imports {module}"
        for path in pure_files()
        for line, module in tree.imports(path)
        if impure(module)
    ]
    tree.nothing(
        faults,
        "Only models, queries, actions, forms and views touch the world. Move the part that does there and hand the "
        "values in, or give the file one of those names.",
    )


def asks_the_clock(module: ast.Module) -> list[int]:
    """Lines that ask what time it is now, instead of being told."""
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (ast.unparse(node.func), len(node.args)) in NOW
    ]


def test_pure_files_do_not_ask_the_clock():
    faults = [f"{tree.short(path)}:{line}" for path in pure_files() for line in asks_the_clock(tree.parsed(path))]
    tree.nothing(faults, "A pure file is given `today` or `now` by its caller, so that its tests need no frozen clock.")


def test_the_rule_itself():
    assert impure("flask") and impure("flask_login") and impure("sqlalchemy.orm") and impure("practice.db")
    assert not impure("practice.charts") and not impure("practice.webbing")
    assert asks_the_clock(ast.parse("clock.today(zone)")) and asks_the_clock(ast.parse("datetime.now(UTC)"))
    assert not asks_the_clock(ast.parse("clock.today(zone, moment)"))
