"""`practice change`: two scores of one person, by the instruments that came with Attune. Needs no data folder."""

import json

import click

from practice.cli import Problem


@click.command()
@click.argument("key")
@click.option("--first", required=True, type=float, help="The first score.")
@click.option("--last", required=True, type=float, help="The last score.")
@click.option("--score", "score_id", help="Which score, where there are several; default: total.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def change(key: str, first: float, last: float, score_id: str | None, as_json: bool) -> None:
    """Is the change of KEY from --first to --last more than noise? It never says why."""
    from practice.measures import words
    from practice.measures.change import change as compute
    from practice.measures.library import load_measures

    known = load_measures().measures
    if key not in known:
        raise Problem(f'There is no measure "{key}". There are: {", ".join(known) or "none"}.')
    measure = known[key]
    wanted = score_id or (measure.scores[0].id if len(measure.scores) == 1 else "total")
    found = compute(measure, wanted, first, last)
    beside = words.index_only(found.index_reason) if found.index_reason else ""
    if as_json:
        told = {"rci": found.rci, "category": found.category, "threshold": found.threshold, "source": found.source or None,
                "reason": found.reason or beside or None}  # fmt: skip
        extra = {"score": wanted, "estimated": found.estimated, "confidence": found.confidence, "kind": found.kind,
                 "cutoff": found.boundary.at if found.boundary else None, "crossed": found.crossed,
                 "significant": found.significant}  # fmt: skip
        click.echo(json.dumps(told | extra, ensure_ascii=False, indent=2))
        return
    lines = (words.sentence(found, first, last), words.significant(found), words.basis(found))
    click.echo("\n".join(line for line in lines if line))
