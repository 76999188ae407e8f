"""The database: column types, the base of every record, and the connection settings (speed.md section 3)."""

import secrets
import uuid
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from flask import Flask, g, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, ForeignKey, Integer, LargeBinary, MetaData, TypeDecorator, bindparam, event, literal
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.pool import QueuePool

PRAGMAS = (
    "journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON", "secure_delete=ON",
    "cache_size=-65536", "mmap_size=268435456", "temp_store=MEMORY", "wal_autocheckpoint=4000",
    "journal_size_limit=67108864", "trusted_schema=OFF",
)  # fmt: skip


class DriverMissing(RuntimeError):
    """Attune does not start on SQLite without the sqlcipher3 driver: older SQLite can lose writes in WAL mode."""


def new_id() -> str:
    """A random 128-bit id as 32 hex digits; it tells nothing about when or whose."""
    return secrets.token_hex(16)


class Id(TypeDecorator):
    """32 hex digits in Python; 16 bytes in SQLite, uuid in PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(UUID(as_uuid=True) if dialect.name == "postgresql" else LargeBinary(16))

    def process_bind_param(self, value, dialect):
        return None if value is None else raw_id(value, dialect.name)

    def process_result_value(self, value, dialect):
        return None if value is None else value.hex if isinstance(value, uuid.UUID) else value.hex()

    def bind_processor(self, dialect):
        """The short way for SQLite: the door alone binds four ids to each statement."""
        if dialect.name == "postgresql":
            return super().bind_processor(dialect)
        return lambda value: None if value is None else bytes.fromhex(value)

    def result_processor(self, dialect, coltype):
        """The short way for SQLite: a caseload reads hundreds of ids."""
        if dialect.name == "postgresql":
            return super().result_processor(dialect, coltype)
        return lambda value: None if value is None else value.hex()


def raw_id(value: str, dialect: str | None = None):
    """An id as the driver of `dialect` (default: the running one) wants it."""
    return uuid.UUID(hex=value) if (dialect or db.engine.dialect.name) == "postgresql" else bytes.fromhex(value)


class Moment(TypeDecorator):
    """A point in time, UTC. Refuses naive datetimes (ValueError): nobody knows which noon they mean."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime was about to be stored")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)

    def bind_processor(self, dialect):
        """The short way for SQLite."""
        return super().bind_processor(dialect) if dialect.name == "postgresql" else _write_moment

    def result_processor(self, dialect, coltype):
        """The short way for SQLite."""
        if dialect.name == "postgresql":
            return super().result_processor(dialect, coltype)
        return _read_moment


def _write_moment(value: datetime | None) -> str | None:
    """The text SQLite keeps."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a naive datetime was about to be stored")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")


@lru_cache(maxsize=4096)
def _read_moment(text: str | None) -> datetime | None:
    """SQLite keeps ISO text; a list shows the same moments again and again."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def most(count: int | None = None, name: str = "most"):
    """For `.limit()` and `.offset()`: written into the statement itself; without `count` under this name, given with each run.

    A bound limit makes SQLite prepare the statement anew each time it runs, because the plan may depend on it: for a union of
    four parts that was 0.4 ms each time, more than all the rest of it.
    """
    if count is None:
        return bindparam(name, type_=Integer, literal_execute=True)
    return literal(count, Integer, literal_execute=True)


def ref(column: str) -> ForeignKey:
    """A foreign key that is checked at commit: rows point to each other by id, in whatever order they are flushed."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s",
}  # fmt: skip


class Base(DeclarativeBase):
    registry = registry(metadata=MetaData(naming_convention=NAMES), type_annotation_map={datetime: Moment})


db = SQLAlchemy(model_class=Base)


class Row:
    """What every tenant table has: its practice, taken from the scope unless given, set before any sealed field."""

    practice_id: Mapped[str] = mapped_column(Id)

    def __init__(self, **values) -> None:
        values.setdefault("practice_id", getattr(g.get("scope"), "practice_id", None))
        for key in ("id", "practice_id", "ladder_id", "at", "seq"):  # sealing needs these first
            if key in values:
                setattr(self, key, values.pop(key))
        for key, value in values.items():
            if not hasattr(type(self), key):
                raise TypeError(f"{type(self).__name__} has no {key}")
            setattr(self, key, value)


class Record(Row):
    """A row with a random id of its own."""

    id: Mapped[str] = mapped_column(Id, primary_key=True)

    def __init__(self, **values) -> None:
        values.setdefault("id", new_id())
        super().__init__(**values)

    @property
    def seal_id(self) -> str:
        return self.id


def init_app(app: Flask) -> None:
    url: str = app.config["DATABASE_URL"]
    embedded = url.startswith("sqlite")
    app.config["SQLALCHEMY_DATABASE_URI"] = url if embedded else _psycopg(url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _sqlite_options(app) if embedded else {
        "pool_size": 4, "max_overflow": 0, "pool_pre_ping": True, "pool_recycle": 1800}  # fmt: skip
    app.config["SQLALCHEMY_ENGINE_OPTIONS"]["hide_parameters"] = True  # an error never carries names or words to a log
    db.init_app(app)
    if embedded:
        with app.app_context():
            event.listen(db.engine, "begin", _begin)


def _psycopg(url: str) -> str:
    return url.replace("postgres://", "postgresql://", 1).replace("postgresql://", "postgresql+psycopg://", 1)


def _sqlcipher():
    try:
        import sqlcipher3.dbapi2 as driver
    except ImportError as error:
        raise DriverMissing("Attune needs the sqlcipher3 package (0.6.4 or newer) to keep its data in SQLite.") from error
    return driver


def _sqlite_options(app: Flask) -> dict:
    driver, path = _sqlcipher(), Path(app.config["DATABASE_URL"].removeprefix("sqlite:///"))
    return {"module": driver, "creator": lambda: connect_sqlite(path, app.config["KEYS"].database),
            "paramstyle": "named", "poolclass": QueuePool, "pool_size": 8, "max_overflow": 8}  # fmt: skip


def connect_sqlite(path: Path, key: bytes, *, foreign_keys: bool = True):
    """A keyed connection with the house settings; we emit BEGIN ourselves."""
    connection = _sqlcipher().connect(str(path), check_same_thread=False)
    connection.isolation_level = None
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for pragma in PRAGMAS:
        connection.execute("PRAGMA " + pragma)
    if not foreign_keys:
        connection.execute("PRAGMA foreign_keys=OFF")
    return connection


def _begin(connection) -> None:
    """Reads run deferred; everything that may write takes the lock first, so that no update is silently lost."""
    reading = has_request_context() and request.method in ("GET", "HEAD", "OPTIONS")
    # By the driver itself: SQLAlchemy's way costs as much as a small query, and every request begins with this.
    connection.connection.dbapi_connection.execute("BEGIN" if reading else "BEGIN IMMEDIATE")
