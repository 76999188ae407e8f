"""`practice notes`: the formats notes can be laid out in; check a file of one's own. Needs no data folder."""

import json
import sys
from pathlib import Path

import click


@click.group()
def notes() -> None:
    """Read and check how notes are laid out."""


@notes.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def list_(as_json: bool) -> None:
    """The formats that came with this Attune."""
    from practice.notes import formats

    found, _faults = formats.check(sorted(formats.folder().glob("*.yaml")))
    rows = [{"key": one.key, "title": one.title, "about": one.about, "couple": one.couple,
             "fields": [field.id for field in one.fields]} for one in found.values()]  # fmt: skip
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['key']:18} {row['title']} ({', '.join(row['fields'])})")


@notes.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def check_(paths: tuple[Path, ...], as_json: bool) -> None:
    """Every fault in the formats at PATHS (files or folders; none: those that came with Attune); exit 1 if any."""
    from practice.notes import formats
    from practice.protocols.faults import Fault

    faults, found = [], {}
    for path in paths or (formats.folder(),):
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not files:
            faults.append(Fault(str(path), 1, 1, "", "unreadable", "there is no note format (*.yaml) here."))
        healthy, wrong = formats.check(files)
        found, faults = found | healthy, faults + wrong
    if as_json:
        click.echo(json.dumps([fault.as_dict() for fault in faults], ensure_ascii=False, indent=2))
    else:
        for line in (*map(str, faults), *(f"{key} is fine" for key in found)):
            click.echo(line)
    sys.exit(1 if faults else 0)
