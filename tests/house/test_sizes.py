"""The pain is always in the largest file: none over 250 lines, no function over 40."""

import ast

from tests.house import tree

FILE, FUNCTION = 250, 40


def lines(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_too_long():
    faults = [f"{tree.short(path)}: {lines(path)} lines" for path in tree.python_files() if lines(path) > FILE]
    tree.nothing(faults, f"Over {FILE} lines: split by the noun that wants its own file (and its own test).")


def test_no_function_is_too_long():
    faults = [
        f"{tree.short(path)}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for path in tree.python_files()
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > FUNCTION
    ]
    tree.nothing(faults, f"Over {FUNCTION} lines: name the steps and give each its own function.")


def test_file_names_say_what_is_inside():
    vague = {"utils", "util", "misc", "common", "stuff"}
    faults = [tree.short(path) for path in tree.python_files() if path.stem in vague]
    tree.nothing(faults, "If you must search, the place is wrong: name the file after the one thing it knows.")
