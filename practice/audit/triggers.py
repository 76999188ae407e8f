"""Rows that never change: declared once here, re-created and compared after every migration.

Each entry is (table, condition on the old row, columns that may still be filled in, once). Deleting is refused always.
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
    ("look_back", "1 = 1", ()),
    ("paper_sheet", "1 = 1", ("assignment_id", "typed_in_at")),
    ("entry_tag", "1 = 1", ("taken_off_at",)),
    ("pattern", "1 = 1", ()),
    ("reveal", "1 = 1", ("agreed_at", "opened_at", "closed_at")),
    ("reveal_say", "OLD.answered_at IS NOT NULL", ()),
    ("joint_stop", "1 = 1", ()),
    ("measure_version", "1 = 1", ()),
    ("measure_grant", "1 = 1", ()),
    ("administration", "OLD.finished_at IS NOT NULL",
     ("released_at", "released_by", "struck_at", "struck_by", "struck_blob")),
    ("emdr_set", "1 = 1", ()),
    ("flag_alert", "1 = 1", ()),
    ("crisis_plan", "1 = 1", ()),
    ("amendment_request", "1 = 1", ()),
    ("amendment_step", "1 = 1", ()),
    ("note_move", "1 = 1", ()),
    ("co_sign", "1 = 1", ()),
    ("co_sign_step", "1 = 1", ()),
    ("supervision_question", "OLD.talked_over_at IS NOT NULL", ()),
    ("fidelity", "1 = 1", ()),
    ("goal_step", "1 = 1", ()),
    ("phase_agreement", "1 = 1", ()),
    ("agreement_name", "1 = 1", ()),
    ("note_version", "1 = 1", ()),
    ("administration_reading", "1 = 1", ()),
)
# Where a row lies may change although its words never do: a draft begun for the wrong client takes its versions along.
MOVES = {"note_version": ("episode_id", "client_id")}


def _columns(connection: Connection, table: str) -> list[str]:
    from sqlalchemy import inspect

    known = inspect(connection)
    return [column["name"] for column in known.get_columns(table)] if known.has_table(table) else []


def _declared() -> dict[str, tuple[str, str, str, str]]:
    """{trigger name: (table, deed, columns "*" or one that is filled in once, condition on the old row)}."""
    found = {}
    for table, when, free in FROZEN:
        found[f"frozen_{table}_update"] = table, "UPDATE", "*", when
        found[f"frozen_{table}_delete"] = table, "DELETE", "", when
        for column in free:
            found[f"frozen_{table}_{column}"] = table, "UPDATE", column, f"OLD.{column} IS NOT NULL"
    return found


def _statements(connection: Connection) -> dict[str, str]:
    """{trigger name: CREATE statement} for SQLite; for PostgreSQL the same through one function per table."""
    made, free = {}, {table: (*names, *MOVES.get(table, ())) for table, _when, names in FROZEN}
    for name, (table, deed, which, when) in _declared().items():
        columns = [column for column in _columns(connection, table) if column == which or which == "*" and column not in free[table]]
        if not _columns(connection, table) or (which and not columns):
            continue
        of = f" OF {', '.join(columns)}" if which else ""
        refuse = f"SELECT RAISE(ABORT, '{table} is never changed')"
        if connection.dialect.name == "sqlite":
            made[name] = f"CREATE TRIGGER {name} BEFORE {deed}{of} ON {table} WHEN {when} BEGIN {refuse}; END"
        else:
            made[name] = (f"CREATE TRIGGER {name} BEFORE {deed}{of} ON {table} FOR EACH ROW "
                          f"WHEN ({when}) EXECUTE FUNCTION refuse_change()")  # fmt: skip
    return made


def drop(connection: Connection) -> None:
    for name, (table, *_rest) in _declared().items():
        if _columns(connection, table):
            on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{on}")


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
