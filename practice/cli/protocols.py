"""`practice protocols`: list, check, preview and schema. None of them needs a data folder."""
import json
import sys
from datetime import datetime
from pathlib import Path

import click


@click.group()
def protocols() -> None:
    """Read, check and preview protocol files."""


@protocols.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def list_(as_json: bool) -> None:
    """The protocols that load; broken ones are named on standard error."""
    from practice.protocols.library import load_library

    library = load_library()
    for name in library.broken:
        click.echo(f"{name} is broken; see: practice protocols check", err=True)
    if as_json:
        click.echo(json.dumps([_listed(item) for item in library.protocols.values()], ensure_ascii=False, indent=2))
        return
    for protocol in library.protocols.values():
        click.echo(f"{protocol.key} {protocol.version}: {protocol.title} ({protocol.days} days)")
        if protocol.flavours:
            click.echo("  flavours: " + ", ".join(item.id for item in protocol.flavours))
        for phase in protocol.phases:
            click.echo(f"  days {phase.first_day}-{phase.last_day}  {phase.title}")
            for exercise in phase.exercises:
                click.echo(f"    {exercise.title} ({exercise.frequency}, {exercise.respondent})")


@protocols.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def check_(paths: tuple[Path, ...], as_json: bool) -> None:
    """Every fault in the protocols at PATHS (a protocol.yaml, its folder, or a folder of protocols); exit 1 if any."""
    from practice.protocols import library
    from practice.protocols.faults import Fault

    faults: list[Fault] = []
    files: list[Path] = []
    for path in paths or (library.folder(),):
        found = _files(path, library.STRUCTURE)
        files += found
        if not found:
            faults.append(Fault(str(path), 1, 1, "", "unreadable", f"there is no {library.STRUCTURE} here."))
    checked = library.check(files)
    faults += checked.faults
    if as_json:
        click.echo(json.dumps([fault.as_dict() for fault in faults], ensure_ascii=False, indent=2))
    else:
        for fault in faults:
            click.echo(str(fault))
        for key, protocol in checked.protocols.items():
            click.echo(f"{key} {protocol.version}: no faults")
    sys.exit(1 if faults else 0)


@protocols.command("preview")
@click.argument("key")
@click.option("--flavour", help="A flavour of the protocol.")
@click.option("--start", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The first day, such as 2026-12-01.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def preview_(key: str, flavour: str | None, start: datetime, as_json: bool) -> None:
    """What opens on which day when a course begins at a date."""
    from practice.protocols.library import load_library
    from practice.protocols.preview import days

    found = load_library().protocols
    if key not in found:
        raise click.ClickException(f'There is no protocol "{key}". There are: {", ".join(found) or "none"}.')
    known = [item.id for item in found[key].flavours]
    if flavour is not None and flavour not in known:
        raise click.ClickException(f'"{key}" has no flavour "{flavour}". It has: {", ".join(known) or "none"}.')
    listed = days(found[key], flavour, start.date())
    if as_json:
        click.echo(json.dumps([day.as_dict() for day in listed], ensure_ascii=False, indent=2))
        return
    for day in listed:
        opens = f"  opens: {', '.join(day.opens)}" if day.opens else ""
        daily = f"  daily: {', '.join(day.open_daily)}" if day.open_daily else ""
        click.echo(f"{day.date} day {day.n:>2}  {day.phase or '-'}{opens}{daily}")


@protocols.command("schema")
def schema_() -> None:
    """The JSON Schema of protocol.yaml, for editors."""
    from practice.protocols.schema import text

    click.echo(text(), nl=False)


def _files(path: Path, name: str) -> list[Path]:
    if path.is_file():
        # The words files belong to the protocol beside them.
        beside = path.with_name(name)
        return [beside if path.name != name and beside.is_file() else path]
    return [path / name] if (path / name).is_file() else sorted(path.glob(f"*/{name}"))


def _listed(protocol) -> dict:
    return {
        "key": protocol.key,
        "version": protocol.version,
        "flavours": [item.id for item in protocol.flavours],
        "days": protocol.days,
        "phases": [
            {
                "id": phase.id, "title": phase.title, "first_day": phase.first_day, "last_day": phase.last_day,
                "exercises": [_exercise(item) for item in phase.exercises],
            }
            for phase in protocol.phases
        ],
    }


def _exercise(exercise) -> dict:
    fields = [{"id": item.id, "kind": item.kind} for item in exercise.every_field]
    return {"id": exercise.id, "title": exercise.title, "frequency": exercise.frequency,
            "respondent": exercise.respondent, "fields": fields}
