"""`practice series`: statistics of two phases of one person's series. Needs no data folder."""

import json
from dataclasses import asdict

import click


class Numbers(click.ParamType):
    """A JSON list of numbers; null is an occasion without a number."""

    name = "JSON"

    def convert(self, value, param, ctx):
        try:
            found = json.loads(value, parse_constant=float)
        except (json.JSONDecodeError, RecursionError):
            self.fail("Give a JSON list of numbers, such as [3, 4, null, 5].", param, ctx)
        if not isinstance(found, list) or not all(map(_fits, found)):
            self.fail("Give a JSON list of numbers; null stands for no number.", param, ctx)
        return found


@click.command()
@click.option("--a", "a", required=True, type=Numbers(), help="The first phase; [] where there was none.")
@click.option("--b", "b", required=True, type=Numbers(), help="The second phase.")
@click.option("--down", is_flag=True, help="Lower is better. Without it, higher is.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def series(a: list, b: list, down: bool, as_json: bool) -> None:
    """NAP, Tau, PEM and the Theil-Sen slope (per occasion, over both phases) of two phases; never a p-value."""
    from practice.measures.words import no_statistics
    from practice.series import LEAST, tell

    found = tell(a, b, down)
    told = asdict(found)
    told["reason"] = no_statistics(told.pop("why"), LEAST) or None
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for name, number in told.items():
        if number is not None:
            click.echo(f"{name}: {number if name == 'reason' else f'{number:.4g}'}")


def _fits(value) -> bool:
    if value is None:
        return True
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
