"""`practice score`: answers to scores, with no data folder and nothing kept."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from practice.cli import Problem


class Refused(Problem):
    """Answers or a key that cannot be scored: one sentence on standard error, exit status 2."""

    exit_code = 2


@click.command()
@click.argument("key", required=False)
@click.option("--answers", help="A JSON list in the order of the questions, such as '[0, 2, null]', or {\"1\": 2}.")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help='A file of lines {"key", "answers"}; one result line each.')  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def score(key: str | None, answers: str | None, batch: Path | None, as_json: bool) -> None:
    """Score the answers to the instrument KEY. null is "not answered". Screening, not diagnosis."""
    if batch is not None:
        if key or answers is not None:
            raise Refused("Give either KEY and --answers, or --batch.")
        _batch(batch)
        return
    if not key or answers is None:
        raise Refused("Give KEY and --answers, such as: practice score phq2 --answers '[1, 2]'")
    measure, scored = _scored(key, _read(answers))
    if as_json:
        click.echo(json.dumps(_told(scored), ensure_ascii=False))
    else:
        _say(measure, scored)


def _batch(file: Path) -> None:
    """One line out for each line in; a line that cannot be scored says why in `error`, and the exit status is 2."""
    refused = 0
    with file.open("rb") as lines:
        for line in lines:
            try:
                told = _told(_line(line))
            except Refused as problem:
                refused += 1
                told = {"error": problem.message}
            click.echo(json.dumps(told, ensure_ascii=False))
    if refused:
        raise Refused(f"{refused} lines could not be scored." if refused > 1 else "One line could not be scored.")


def _line(line: bytes):
    try:
        asked = _read(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused("This line is not UTF-8 text.") from error
    if not isinstance(asked, dict) or asked.keys() != {"key", "answers"} or not isinstance(asked["key"], str):
        raise Refused('A line is {"key": "phq9", "answers": [0, 1, null]}, with nothing beside them.')
    return _scored(asked["key"], asked["answers"])[1]


def _scored(key: str, answers: object):
    from practice.measures.scoring import WrongAnswers, score, score_entry

    measure = _measure(key)
    try:
        if isinstance(answers, dict) and answers.keys() == {"scores"}:
            return measure, score_entry(measure, answers["scores"])
        return measure, score(measure, answers)
    except WrongAnswers as problem:
        raise Refused(str(problem)) from problem


def _measure(key: str):
    from practice.measures.answering import shown
    from practice.measures.library import load_measures
    from practice.protocols.faults import did_you_mean

    library = load_measures()
    if key in library.broken:
        raise Refused(f'"{key}" has faults; see: practice measures check')
    if key not in library.measures:
        raise Refused(f"There is no instrument {shown(key)}{did_you_mean(key[:40], library.measures)}")
    return library[key]


def _read(text: str) -> object:
    """The JSON of the answers. Raises Refused, also where a key stands twice or the nesting has no end."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Refused("The answers are not JSON; they look like [0, 1, null] or {\"1\": 0}.") from error


def _once(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    listed = list(pairs)
    made = dict(listed)
    if len(made) < len(listed):
        raise ValueError("a key stands twice")
    return made


def _told(scored) -> dict:
    told = {
        "complete": scored.complete, "missing": list(scored.missing), "scores": scored.scores, "bands": scored.bands,
        "flags": [{"item": one.item, "kind": one.kind, "urgency": one.urgency, "value": one.value} for one in scored.flags],
    }  # fmt: skip
    crossed = {id: [{"at": one.at, "side": one.side} for one in found] for id, found in scored.cutoffs.items()}
    extras = {"prorated": scored.prorated, "cutoffs": crossed, "pattern": scored.pattern}
    return told | {name: value for name, value in extras.items() if value}


def _say(measure, scored) -> None:
    click.echo(f"{measure.title}: screening, not diagnosis")
    for one in measure.scores:
        if one.id not in scored.scores:
            click.echo(f"{one.title}: not computed, answers are missing")
            continue
        band = f", {scored.bands[one.id]}" if one.id in scored.bands else ""
        share = f", from {scored.prorated[one.id]} of {len(one.items)} answers" if one.id in scored.prorated else ""
        click.echo(f"{one.title}: {round(scored.scores[one.id], max(one.decimals, 1)):g} of {one.low} to {one.high}{band}{share}")
    if scored.missing:
        click.echo(f"Not answered: {', '.join(map(str, scored.missing))}")
    for flag in scored.flags:
        answer = "left blank" if flag.value is None else f"answered {flag.value}"
        click.echo(f"Look at question {flag.item}: {answer} ({flag.kind}, {flag.urgency})")
