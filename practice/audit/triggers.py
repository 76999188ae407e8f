"""Rows that never change: declared once here, re-created and compared after every migration.

Each entry is (table, condition on the old row, columns that may still change). Deleting is refused always.
"""

from sqlalchemy import Connection

FROZEN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("audit_entry", "1 = 1", ()),
    ("progress_note", "OLD.signed_at IS NOT NULL", ()),
    ("addendum", "1 = 1", ()),
    ("contact", "OLD.signed_at IS NOT NULL", ()),
    ("entry", "1 = 1", ("taken_back_at",)),
    ("entry_reading", "1 = 1", ()),
    ("entry_comment", "1 = 1", ()),
    ("shared_entry", "1 = 1", ("withdrawn_at",)),
    ("rating", "1 = 1", ("taken_back_at",)),
    ("issued_report", "1 = 1", ()),
    ("protocol_version", "1 = 1", ()),
    ("flag", "1 = 1", ()),
    ("flag_step", "1 = 1", ()),
    ("discharge", "1 = 1", ()),
    ("screening", "1 = 1", ()),
    ("safety_answer", "1 = 1", ()),
)


def _columns(connection: Connection, table: str) -> list[str]:
    from sqlalchemy import inspect

    known = inspect(connection)
    return [column["name"] for column in known.get_columns(table)] if known.has_table(table) else []


def _statements(connection: Connection) -> dict[str, str]:
    """{trigger name: CREATE statement} for SQLite; for PostgreSQL the same through one function per table."""
    made = {}
    for table, when, free in FROZEN:
        columns = [name for name in _columns(connection, table) if name not in free]
        if not columns:
            continue
        for deed in ("UPDATE", "DELETE"):
            name = f"frozen_{table}_{deed.lower()}"
            of = f" OF {', '.join(columns)}" if deed == "UPDATE" else ""
            refuse = f"SELECT RAISE(ABORT, '{table} is never changed')"
            if connection.dialect.name == "sqlite":
                made[name] = f"CREATE TRIGGER {name} BEFORE {deed}{of} ON {table} WHEN {when} BEGIN {refuse}; END"
            else:
                made[name] = (f"CREATE TRIGGER {name} BEFORE {deed}{of} ON {table} FOR EACH ROW "
                              f"WHEN ({when}) EXECUTE FUNCTION refuse_change()")  # fmt: skip
    return made


def drop(connection: Connection) -> None:
    for table, _when, _free in FROZEN:
        if not _columns(connection, table):
            continue
        for deed in ("update", "delete"):
            on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS frozen_{table}_{deed}{on}")


def create(connection: Connection) -> None:
    """Create all, then compare what the database holds with what was declared. Raises RuntimeError if they differ."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is never changed'; END $$"
        )
    wanted = _statements(connection)
    for statement in wanted.values():
        connection.exec_driver_sql(statement)
    if present(connection) != set(wanted):
        raise RuntimeError("the triggers that freeze history are not all in place")


def present(connection: Connection) -> set[str]:
    """Names of the freezing triggers the database holds."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        found = connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    return {name for (name,) in found if name.startswith("frozen_")}
