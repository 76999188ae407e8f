"""`practice fhir import`: a FHIR R4 Questionnaire as an instrument of the practice. A dry run needs no database."""

import json
from pathlib import Path

import click

from practice.cli import Problem, open_app


@click.group()
def fhir() -> None:
    """Questionnaires from elsewhere."""


@fhir.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--risk", "risks", multiple=True, metavar="LINKID=FROM",
              help="From which answer on a question of risk raises a flag; LINKID=none where it is none.")  # fmt: skip
@click.option("--commit", is_flag=True, help="Keep it as a measure. Without this nothing is written.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def import_(file: Path, risks: tuple[str, ...], commit: bool, as_json: bool) -> None:
    """What FILE (a Questionnaire as JSON) holds, how it will be scored and what is not taken. Nothing is fetched."""
    from practice.measures.fhir.opening import MOST_BYTES, NotReadable
    from practice.measures.fhir.reading import read_questionnaire
    from practice.measures.library import load_measures

    with file.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    try:
        foreign = read_questionnaire(data, load_measures().measures)
    except NotReadable as problem:
        raise Problem(str(problem)) from problem
    key = _keep(foreign, _rules(foreign, risks)) if commit else None
    if as_json:
        click.echo(json.dumps(foreign.as_dict(), ensure_ascii=False, indent=2))
    else:
        click.echo(f"{foreign.title}: {len(foreign.questions)} questions, scoring: {foreign.scoring}")
        for warning in foreign.warnings:
            click.echo(f"  {warning}")
    if commit:
        click.echo(f'Kept as "{key}". Before it is given, somebody who runs the practice records the ground for using its '
                   "words.", err=True)  # fmt: skip
    else:
        click.echo("A dry run: nothing was written. Add --commit to keep it.", err=True)


def _rules(foreign, risks: tuple[str, ...]) -> dict:
    from practice.measures.fhir.answers import number
    from practice.measures.fhir.instrument import RiskRule

    rules = {}
    asked = {question.link: question for question in foreign.questions}
    for one in risks:
        link, _equals, given = one.rpartition("=")
        question, value = asked.get(link), number(given)
        if question is None or (given != "none" and value not in question.values):
            raise Problem(f'--risk "{one}": write LINKID=FROM with a question of the file and one of its answers.')
        rules[link] = None if given == "none" else RiskRule(value, question.risk or "suicide")
    return rules


def _keep(foreign, rules: dict) -> str:
    from practice import clock
    from practice.access.scope import everything
    from practice.db import db
    from practice.exchange.actions import keep_questionnaire
    from practice.measures.reader import MeasureFaults
    from practice.practices.queries import the_practice

    app = open_app()
    with app.app_context():
        practice = the_practice()
        if practice is None:
            raise Problem("This practice has not been set up yet.")
        with everything("a questionnaire is brought in from a file", practice.id):
            try:
                key = keep_questionnaire(foreign, rules=rules, basis=None, by=None, today=clock.today(practice.zone))
            except MeasureFaults as problem:
                raise Problem(str(problem)) from problem
            except ValueError as problem:
                raise Problem(str(problem)) from problem
        db.session.commit()
    return key
