"""`practice measures`: list, check and schema. None of them needs a data folder; with one, `list` tells what that practice may give."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from practice.measures.measure import Measure


@click.group()
def measures() -> None:
    """Read and check instrument files."""


@measures.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def list_(as_json: bool) -> None:
    """The instruments that load; broken ones are named on standard error."""
    from practice.measures.library import load_measures

    library = load_measures()
    for name in library.broken:
        click.echo(f"{name} is broken; see: practice measures check", err=True)
    rows = listed(library.measures.values()) if (given := _of_the_practice()) is None else given
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in rows:
        wording = "with wording" if one["wording"] else "without wording"
        ready = "" if one["enabled"] else ", off until a practice turns it on"
        click.echo(f"{one['key']:14} {one['title']} ({one['items']} items, {one['licence']}, {wording}{ready})")


@measures.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def check_(paths: tuple[Path, ...], as_json: bool) -> None:
    """Every fault in the instruments at PATHS (files or folders; none: those that came with Attune); exit 1 if any."""
    from practice.measures import library
    from practice.protocols.faults import Fault

    faults, files = [], []
    for path in paths or (library.folder(),):
        found = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        files += found
        if not found:
            faults.append(Fault(str(path), 1, 1, "", "unreadable", "there is no instrument file (*.yaml) here."))
    checked = library.check(files)
    faults += checked.faults
    if as_json:
        click.echo(json.dumps([fault.as_dict() for fault in faults], ensure_ascii=False, indent=2))
    else:
        for fault in faults:
            click.echo(str(fault))
        for key, measure in checked.measures.items():
            click.echo(f"{key} {measure.version}: no faults")
    sys.exit(1 if faults else 0)


@measures.command("schema")
def schema_() -> None:
    """The JSON Schema of an instrument file, for editors."""
    from practice.measures.schema import text

    click.echo(text(), nl=False)


def _of_the_practice() -> list[dict] | None:
    """The instruments of the practice in the data folder, its own among them; None where there is no practice yet."""
    from practice.access.scope import everything
    from practice.cli import data_folder, open_app
    from practice.measures.queries import catalogue
    from practice.practices.queries import the_practice

    if not data_folder().is_dir() or not any(data_folder().iterdir()):
        return None  # a list makes no practice
    with open_app().app_context():
        practice = the_practice()
        if practice is None:
            return None
        with everything("the list of instruments names nobody", practice.id):
            rows = catalogue(practice.id)
    return [{name: getattr(row, name) for name in ("key", "version", "title", "items", "licence", "wording", "enabled")}
            for row in rows]  # fmt: skip


def listed(measures: Iterable["Measure"], enabled: Callable[["Measure"], bool] | None = None) -> list[dict]:
    """The stable JSON shape. `enabled` None: what needs nothing to be accepted or brought is on."""
    return [
        {
            "key": one.key, "version": one.version, "title": one.title, "items": len(one.items),
            "licence": one.licence.class_, "wording": one.worded, "enabled": enabled(one) if enabled else one.ready,
        }
        for one in measures
    ]  # fmt: skip
