"""Imports only go down; features on one floor never import each other; inside a feature the same idea."""

from pathlib import Path

from tests.house import tree

FLOORS = {
    "config clock db driver pieces series vault mail web i18n jobs storage printing charts": 0,
    "audit": 1,
    "access": 1.5,
    "accounts practices": 2,
    "clients protocols cosigning": 3,
    "episodes": 4,
    "safety": 5,
    "ratings measures emdr": 6,
    "notes homework goals": 7,
    "planning reports": 8,
    "today record workspace portal exchange supervision calendar": 9,
    "practice all_models signed_in cli demo doctor bench migrations __main__": 10,
}
FLOOR = {name: floor for names, floor in FLOORS.items() for name in names.split()}
# Inside a feature; a file with any other name is pure and lies below all of these.
ORDER = {"models": 1, "state": 2, "queries": 3, "actions": 4, "forms": 5, "views": 6}


def place(module: str) -> tuple[str, str]:
    """(feature, file) of a dotted module: practice.notes.views -> ("notes", "views"); practice.db -> ("db", "")."""
    parts = module.split(".")[1:] or ["practice"]
    return parts[0], parts[1] if len(parts) > 1 else ""


def home(path: Path) -> tuple[str, str]:
    return place(".".join(path.relative_to(tree.ROOT).with_suffix("").parts).removesuffix(".__init__"))


def fault(here: tuple[str, str], there: tuple[str, str]) -> str | None:
    """Why `here` may not import `there`, and where the thing belongs; None when it may."""
    (feature, file), (other, other_file) = here, there
    mine, theirs = FLOOR.get(feature, 10), FLOOR.get(other, 10)
    if feature == other:
        return _inside(file, other_file) if mine >= 2 else None  # below lies the door's own machinery
    if theirs < mine or mine == theirs == 0 or mine == 10:
        return None
    if theirs == mine:
        both = f"{feature} and {other} share floor {mine}"
        return f"{both}: what both need moves to a floor below, or a screen above joins them"
    up = f"{feature} (floor {mine}) reaches up to {other} (floor {theirs})"
    return f"{up}: move the thing down, or let create_app hand it in"


def _inside(file: str, other: str) -> str | None:
    if file and ORDER.get(other, 0) > ORDER.get(file, 0):
        return f"{file} lies below {other} in its feature: pure < models < queries < actions < forms < views"
    return None


def test_imports_only_go_down():
    faults = []
    for path in tree.python_files():
        for line, module in tree.imports(path):
            if module.split(".")[0] == "practice" and (why := fault(home(path), place(module))):
                faults.append(f"{tree.short(path)}:{line} imports {module}: {why}")
    tree.nothing(faults, "The floors are listed in CONTRIBUTING.md and in this file.")


def test_every_feature_has_a_floor():
    names = {home(path)[0] for path in tree.python_files()} - FLOOR.keys()
    tree.nothing([f"practice/{name} has no floor" for name in names], "Give it one in FLOORS and in CONTRIBUTING.md.")


def test_nothing_below_imports_the_tests():
    faults = [
        f"{tree.short(path)}:{line} imports {module}"
        for path in tree.python_files()
        for line, module in tree.imports(path)
        if module.split(".")[0] in {"tests", "pytest", "hypothesis", "playwright"}
    ]
    tree.nothing(faults, "Tests know the application, never the other way round.")


def test_the_rule_itself():
    assert "reaches up" in fault(("db", ""), ("clients", "models"))
    assert "share floor" in fault(("notes", "views"), ("homework", "queries"))
    assert "reaches up" in fault(("audit", "hook"), ("access", "scope"))
    assert "below views" in fault(("notes", "actions"), ("notes", "views"))
    assert "below models" in fault(("ratings", "trend"), ("ratings", "models"))
    assert fault(("reports", "views"), ("notes", "queries")) is None
    assert fault(("access", "gate"), ("audit", "hook")) is None
    assert fault(("cli", ""), ("demo", "story")) is None
