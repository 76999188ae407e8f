"""The bare driver, for the few statements of every request: who is signed in, the settings, the audit row, the token of
a page that is written on."""

from collections.abc import Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from practice.db import db


@contextmanager
def raw(*, write: bool = False):
    """A driver cursor in its own short transaction, for session look-up, audit rows and write-only tokens only (3.5x a
    bare request instead of 12.7x through the ORM). Use `?` for values; ids through raw_id."""
    connection = db.engine.raw_connection()
    sqlite = db.engine.dialect.name == "sqlite"
    cursor = connection.cursor()
    try:
        if sqlite and write:
            cursor.execute("BEGIN IMMEDIATE")
        yield _Cursor(cursor, sqlite)
        if write:
            cursor.execute("COMMIT") if sqlite else connection.commit()
    except BaseException:
        if sqlite and write and connection.dbapi_connection.in_transaction:
            cursor.execute("ROLLBACK")
        raise
    finally:
        cursor.close()
        connection.close()


class _Cursor:
    """One cursor, one placeholder style for both engines."""

    def __init__(self, cursor, sqlite: bool) -> None:
        self._cursor, self._sqlite = cursor, sqlite

    def execute(self, statement: str, values: Sequence = ()):
        self._cursor.execute(statement if self._sqlite else statement.replace("?", "%s"), values)
        return self._cursor


def as_moment(value) -> datetime | None:
    """A time column read by the raw driver, as aware UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def raw_moment(value: datetime):
    """A moment as the raw driver stores it beside the ORM's own rows."""
    if db.engine.dialect.name == "postgresql":
        return value
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
