"""Alembic's entry: one connection of its own, one transaction, triggers re-created and compared at the end."""

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, text

from practice import all_models  # noqa: F401 - every table must be known
from practice.audit import triggers
from practice.db import connect_sqlite, db


def _render(kind, item, autogen_context):
    """Our own column types are written as practice.db.Id() and so on."""
    if kind == "type" and type(item).__module__ == "practice.db":
        autogen_context.imports.add("import practice.db")
        return f"practice.db.{type(item).__name__}()"
    return False


def _engine():
    url = current_app.config["DATABASE_URL"]
    if not url.startswith("sqlite"):
        return create_engine(current_app.config["SQLALCHEMY_DATABASE_URI"])
    from pathlib import Path

    import sqlcipher3.dbapi2 as driver

    path, key = Path(url.removeprefix("sqlite:///")), current_app.config["KEYS"].database
    return create_engine("sqlite://", module=driver, creator=lambda: connect_sqlite(path, key, foreign_keys=False))


def _run() -> None:
    engine = _engine()
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        triggers.drop(connection)  # a table rebuild would lose them silently
        context.configure(connection=connection, target_metadata=db.metadata, render_item=_render, render_as_batch=sqlite,
                          compare_type=True, transactional_ddl=True, transaction_per_migration=False)  # fmt: skip
        with context.begin_transaction():
            context.run_migrations()
        triggers.create(connection)
        if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError("a foreign key does not hold after the migration; nothing was changed")
        connection.execute(text("COMMIT")) if sqlite else connection.commit()
    engine.dispose()


_run()
