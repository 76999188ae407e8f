"""`practice ratings import`: numbers somebody gave elsewhere, onto a ladder of theirs."""

import json
from pathlib import Path

import click

from practice.cli import Problem, open_app


@click.group()
def ratings() -> None:
    """Ladders and the positions on them."""


class Span(click.ParamType):
    """LOW,HIGH: two whole numbers."""

    name = "LOW,HIGH"

    def convert(self, value, param, ctx):
        try:
            low, high = (int(part) for part in value.split(","))
        except ValueError:
            self.fail("Give two whole numbers, such as 1,7.", param, ctx)
        return (low, high) if low < high else self.fail("The first number is the lower end.", param, ctx)


@ratings.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--client", help="Whose numbers these are: name or id.")
@click.option("--episode", help="Which episode, by id, when there are several.")
@click.option("--ladder", "title", required=True, help="The ladder's name; it is made when it is missing.")
@click.option("--date-column", required=True, help="The column with the day.")
@click.option("--time-column", help="The column with the time of day; without one, a day counts as its noon.")
@click.option("--date-format", help="How dates are written, such as %d/%m/%y.")
@click.option("--value-column", required=True, help="The column with the number.")
@click.option("--from-range", "span", required=True, type=Span(), help="The file's scale, such as 1,7. It is kept.")
@click.option("--missing", default="", help="What stands for no answer, such as NA,-. An empty cell always does.")
@click.option("--commit", is_flag=True, help="Write it. Without this nothing is written.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def import_(file: Path, client, episode, title, span, missing, commit, as_json, **columns) -> None:
    """Bring in ratings from FILE (CSV). A dry run unless --commit is given; all rows or none."""
    from practice.access.scope import everything
    from practice.db import db
    from practice.practices.queries import the_practice

    app = open_app()
    with app.app_context():
        practice = the_practice()
        if practice is None:
            raise Problem("This practice has not been set up yet.")
        with everything("ratings are brought in from a file", practice.id):
            outcome = _import(file.read_bytes(), practice.zone, client, episode, title, span, missing, commit, columns)
        if commit:
            db.session.commit()
    _tell(outcome, commit, as_json)


def _import(data: bytes, zone: str, client, episode, title: str, span, missing: str, commit: bool, columns: dict):
    from practice import clock
    from practice.cli.who import Unclear, find_client, find_episode, find_participant
    from practice.exchange import csv_dates
    from practice.exchange.actions import OtherScale, import_ratings
    from practice.exchange.ratings_csv import FileProblem, Wanted, read
    from practice.ratings.checks import Complaints

    person = find_client(client) if client else None
    found = find_episode(person, episode)
    person = find_participant(person, found)
    tokens = frozenset(token.strip() for token in missing.split(",") if token.strip())
    wanted = Wanted(**columns, low=span[0], high=span[1], zone=zone, missing=tokens)
    try:
        reading = read(data, wanted, clock.now())
        # The numbers are the client's own; the source of each rating says that it came from a file.
        return import_ratings(reading, episode_id=found.id, client_id=person.id, title=title, low=span[0],
                              high=span[1], by=person.id, commit=commit)  # fmt: skip
    except csv_dates.Unclear as question:
        raise Unclear(str(question)) from question
    except (FileProblem, OtherScale, Complaints) as problem:
        raise Problem(str(problem)) from problem


def _tell(outcome, commit: bool, as_json: bool) -> None:
    for note in outcome.notes:
        click.echo(note, err=True)
    if not commit:
        click.echo("A dry run: nothing was written. Add --commit to bring them in.", err=True)
    if as_json:
        click.echo(json.dumps(outcome.as_dict(), ensure_ascii=False, indent=2))
        return
    for one in outcome.skipped:
        click.echo(f"row {one.row}: {one.why}")
    done = "brought in" if commit else "would be brought in"
    click.echo(f"{outcome.rows} rows, {outcome.imported} {done}, {len(outcome.skipped)} skipped.")
