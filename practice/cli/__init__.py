"""The `practice` command. Each subcommand is a small module; imports wait until they are needed."""

import os
import sys
from pathlib import Path

import click


class Problem(click.ClickException):
    """Something a person can mend: one sentence on standard error, exit status 1."""


def open_app(*, migrated: bool = True):
    """The app on the data folder of this command, its database brought up to date. Raises Problem in words."""
    from practice import create_app
    from practice.cli.migrate import bring_up_to_date
    from practice.config import SettingProblem
    from practice.db import DriverMissing
    from practice.vault import KeyProblem

    os.umask(0o077)
    try:
        app = create_app(data_folder())
    except (KeyProblem, DriverMissing, SettingProblem) as error:
        raise Problem(str(error)) from error
    if migrated:
        bring_up_to_date(app)
    return app


def data_folder() -> Path:
    """`--data DIR` before the subcommand, else ATTUNE_DATA, else instance/practice."""
    return Path(click.get_current_context().find_root().params.get("data") or "instance/practice")


class Lazy(click.Group):
    """Finds a subcommand in practice.cli.<name> when it is asked for."""

    NAMES = (
        "bench", "change", "db", "demo", "doctor", "fhir", "mail", "measures", "notes", "protocols", "ratings", "report", "score",
        "series", "serve", "worker",
    )

    def list_commands(self, ctx):
        from importlib.util import find_spec

        return [name for name in self.NAMES if find_spec(f"practice.cli.{name}")]

    def get_command(self, ctx, name):
        from importlib import import_module

        if name not in self.list_commands(ctx):
            return None
        return getattr(import_module(f"practice.cli.{name}"), name)


@click.group(cls=Lazy)
@click.version_option(package_name="attune", prog_name="practice")
@click.option("--data", envvar="ATTUNE_DATA", type=click.Path(), help="The data folder (default: instance/practice).")
def cli(data):
    """Attune: case management for counselors."""


def main() -> None:
    os.environ.setdefault("PYTHONUTF8", "1")
    sys.exit(cli(prog_name="practice"))
