"""`practice db`: migrations, for the people who keep the installation."""

import click

from practice.cli import open_app


@click.group("db")
def db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Bring the database up to date."""
    open_app()
    click.echo("The database is up to date.")


@db.command()
@click.argument("message")
def revision(message: str) -> None:
    """Write a new migration from the difference between models and database (for developers)."""
    from alembic import command

    from practice.cli.migrate import alembic_config

    app = open_app()
    with app.app_context():
        command.revision(alembic_config(), message, autogenerate=True)
