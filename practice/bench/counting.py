"""Counts statements: those of the page through SQLAlchemy, those of sign-in look-up, settings and audit apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest import mock

from flask import Flask
from sqlalchemy import event

from practice import driver as ground
from practice.db import db

FRAME = ("begin", "commit", "rollback", "savepoint", "release", "pragma")


@dataclass
class Statements:
    """What was asked. `page`: through the door; `raw`: sign-in look-up, settings, audit."""

    page: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)


@contextmanager
def counted(app: Flask) -> Iterator[Statements]:
    """Every statement of this block; transaction frames (BEGIN, COMMIT) are no statements."""
    found, plain = Statements(), ground._Cursor.execute

    def noted(cursor, statement, values=()):
        found.raw.append(statement)
        return plain(cursor, statement, values)

    def seen(_connection, _cursor, statement, _values, _context, _many):
        if not statement.lower().startswith(FRAME):
            found.page.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", seen)
    try:
        with mock.patch.object(ground._Cursor, "execute", noted):
            yield found
    finally:
        event.remove(engine, "before_cursor_execute", seen)
