"""What is only for its author has no way out: two features know of it, and neither hands it on."""

import ast

from tests.house import tree

NAMES = {"ProcessNote", "process_note_of", "save_process_note"}
MAY = ("practice/notes/", "practice/workspace/")
SAMPLE = ("practice/demo/", "practice/bench/")  # the sample practice writes some; it reads none


def used(module: ast.Module) -> set[str]:
    """Which of the names a module speaks of, in whatever way."""
    found = {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}
    found |= {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    found |= {name.name for node in ast.walk(module) if isinstance(node, ast.ImportFrom) for name in node.names}
    return found & NAMES


def test_only_the_note_page_knows_what_is_for_its_author_alone():
    faults = [
        f"{tree.short(path)} speaks of {', '.join(sorted(what))}"
        for path in tree.python_files()
        if (what := used(tree.parsed(path))) and not tree.short(path).startswith(MAY)
        and not (tree.short(path).startswith(SAMPLE) and what == {"save_process_note"})
    ]
    tree.nothing(faults, "Reports, exports, supervision and search never read what a counselor wrote for themselves alone.")


def test_it_lies_where_we_think():
    there = {tree.short(path) for path in tree.python_files() if "ProcessNote" in used(tree.parsed(path))}
    assert there and all(place.startswith(MAY) for place in there)


def test_the_table_is_named_in_no_statement():
    faults = [tree.short(path) for path in tree.python_files() if "process_note" in path.read_text(encoding="utf-8")
              and not tree.short(path).startswith((*MAY, *SAMPLE, "practice/migrations/"))]  # fmt: skip
    tree.nothing(faults, "The raw driver walks around the door: this table is in no statement of its own.")


def test_the_rule_itself():
    assert used(ast.parse("from practice.notes.models import ProcessNote")) == {"ProcessNote"}
    assert used(ast.parse("notes.save_process_note(x)")) == {"save_process_note"} and not used(ast.parse("ProgressNote"))
