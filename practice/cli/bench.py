"""`practice bench`: what pages and prints cost on this machine, as ratios, and whether the agreed figures hold."""

import json

import click

from practice.cli import Problem


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
@click.option("--rounds", default=200, show_default=True, type=click.IntRange(1), help="How often each page is called.")
@click.option("--margin", default=1.0, show_default=True, type=click.FloatRange(1.0, 2.0),
              help="How far beyond an agreed figure the exit status stays 0, on a machine shared with others.")  # fmt: skip
@click.option("--seconds", default=60.0, show_default=True, type=click.FloatRange(1),
              help="How long many clients write at once; 300 for the published figure.")  # fmt: skip
@click.option("--small", is_flag=True, help="A small practice: quick, to see that everything runs; proves nothing.")
def bench(names: tuple[str, ...], as_json: bool, rounds: int, margin: float, seconds: float, small: bool) -> None:
    """Measure speed on a generated practice in a temporary folder; your own data is not touched.

    A ratio compares a page with a bare Flask page in the same run, in CPU time; run it alone. Exit status 1 when an
    agreed figure is missed.
    """
    from dataclasses import replace

    from practice.bench.made import Sizes
    from practice.bench.run import Unknown, take

    try:
        sizes = Sizes((8, 2, 1), 12, (25, 10), portal=8, log=50) if small else Sizes()
        figures = take(names, replace(sizes, seconds=seconds), rounds)
    except Unknown as problem:
        raise Problem(str(problem)) from problem
    _tell(figures, as_json)
    for figure in figures:
        if figure.missed:
            click.echo(figure.missed, err=True)
    if any(figure.beyond(margin) for figure in figures):
        raise Problem("An agreed figure is missed.")


def _tell(figures, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([figure.as_dict() for figure in figures], ensure_ascii=False, indent=2))
        return
    for figure in figures:
        gate = f"at most {figure.limit:g}" if figure.limit is not None else ""
        cost = f"{figure.cpu_ms:.2f} ms" if figure.cpu_ms is not None else ""
        click.echo(f"{figure.name:32} {figure.ratio:8.2f} {figure.unit:14} {gate:12} {cost:10} {figure.note}")
