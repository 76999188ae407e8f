"""The project as the guards of the house read it: files, parsed code, and faults told in words."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRACTICE = ROOT / "practice"
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"

NOT_OURS = {".git", ".venv", "instance", "build", "dist", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis"}


@cache
def python_files() -> tuple[Path, ...]:
    """Every Python file of the application. Migration versions are left out: generated, and frozen once landed."""
    return tuple(sorted(p for p in PRACTICE.rglob("*.py") if "versions" not in p.parts))


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted(p for p in TEMPLATES.rglob("*") if p.suffix in {".html", ".txt", ".svg"}))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def short(path: Path) -> str:
    """The path as a person would say it: from the top of the project, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def text_files() -> Iterator[tuple[Path, str]]:
    """Every file of the project that is text, wherever it lies."""
    for path in sorted(ROOT.rglob("*")):
        if NOT_OURS.isdisjoint(path.relative_to(ROOT).parts) and path.is_file():
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted module) of every import in the file, those inside functions too.

    `from practice import vault` counts as practice.vault, `from practice import create_app` as practice.
    """
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            for name in node.names:
                yield node.lineno, f"{module}.{name.name}" if _is_module(module, name.name) else module


def _is_module(package: str, name: str) -> bool:
    place = ROOT.joinpath(*package.split("."))
    return place.is_dir() and ((place / name).is_dir() or (place / f"{name}.py").is_file())


def nothing(faults: list[str], mend: str) -> None:
    """Fails with every fault on its own line and, below, how to mend them."""
    assert not faults, "\n".join(["", *sorted(faults), "", mend])
