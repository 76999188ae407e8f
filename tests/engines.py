"""The PostgreSQL the suite runs on: found or started once per run, shared by all workers, gone afterwards.

What a conftest needs (in this order):
    pytest_configure   -> begin_run()            in every process; the first one owns the run
    pytest_unconfigure -> end_run()              stops and removes everything, in the owner only
    a session fixture  -> worker_url(migrate, worker_id)   a migrated database of this worker's own
"""
import contextlib
import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import URL, make_url

RUN = "ATTUNE_TEST_RUN"  # names the run's folder; the workers inherit it from the process that started them
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def begin_run() -> None:
    """Names this run, once; ends what an earlier run left behind when it was killed."""
    if RUN in os.environ:
        return
    for left in Path(tempfile.gettempdir()).glob("attune-run-*"):
        if not _alive(int(left.name.rsplit("-", 1)[1])):
            _remove(left)
    os.environ[RUN] = str(os.getpid())


def end_run() -> None:
    """Stops the server and drops the databases of this run. Does nothing in a process that did not begin it."""
    if os.environ.get(RUN) != str(os.getpid()):
        return
    made = folder() / "databases"
    if os.environ.get("TEST_DATABASE_URL") and made.exists():
        for name in made.read_text().split():
            _drop(name)
    _remove(folder())
    del os.environ[RUN]


def folder() -> Path:
    """The temporary folder that all workers of this run share."""
    return Path(tempfile.gettempdir()) / f"attune-run-{os.environ.get(RUN) or os.getpid()}"


def once(name: str, make: Callable[[Path], None]) -> Path:
    """The path `folder()/name`, made by the first worker that asks; the others wait for it. `make` gets the path."""
    with _locked(name):
        path, done = folder() / name, folder() / f"{name}.done"
        if not done.exists():
            make(path)
            done.touch()
    return path


def pg_url() -> str:
    """A server to make databases on: TEST_DATABASE_URL, else one started from the installed binaries.

    Without either the test is skipped with the reason; with REQUIRE_PG=1 it fails instead.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        return _text(make_url(given).set(drivername="postgresql+psycopg"))
    if not (binaries := _binaries()):
        _absent("no TEST_DATABASE_URL and no PostgreSQL binaries (Debian: apt-get install postgresql)")
    return once("server", lambda path: path.write_text(_start(binaries))).read_text()


def template_url(migrate: Callable[[str], None]) -> str:
    """A database brought to the newest schema once per run by `migrate(url)`, which must leave no connection open."""
    server = make_url(pg_url())
    name = f"attune_{folder().name.rsplit('-', 1)[1]}_template"
    url = _text(server.set(database=name))

    def make(path: Path) -> None:
        _create(name, "")
        migrate(url)

    once("template", make)
    return url


def worker_url(migrate: Callable[[str], None], worker: str = "main") -> str:
    """A fresh copy of the template for one worker ("gw0", or "main" without xdist); about 30 ms."""
    template = make_url(template_url(migrate))
    name = f"{template.database.removesuffix('template')}{worker}"
    with _locked("template"):  # a template may have no other visitor while it is copied
        _create(name, f"TEMPLATE {template.database} STRATEGY wal_log")
    return _text(template.set(database=name))


def describe() -> str:
    """One line for the head of the test report."""
    where = "TEST_DATABASE_URL" if os.environ.get("TEST_DATABASE_URL") else _binaries()
    return f"PostgreSQL: {where or 'NOT FOUND, its half of the suite is left out'}"


def _absent(why: str) -> None:
    if os.environ.get("REQUIRE_PG") == "1":
        pytest.fail(f"REQUIRE_PG=1, but there is no PostgreSQL: {why}")
    pytest.skip(f"PostgreSQL left out: {why}")


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _start(binaries: Path) -> str:
    home = folder() / "postgresql"
    home.mkdir()
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(home, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _as_postgres(binaries / "initdb", "-N", "-A", "trust", "-U", "postgres", "-E", "UTF8", "-D", home / "data")
    _as_postgres(binaries / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log", "start",
                 "-o", f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {FAST}")
    return f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"


def _as_postgres(*command: str | Path) -> None:
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    # Output to a file, not a pipe: the server inherits it and would keep a pipe open for ever.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run([*become, *command], stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/")
        said.seek(0)
        if done.returncode:
            raise RuntimeError(f"{command[0]} ended with {done.returncode}: {said.read().decode(errors='replace')}")


def _create(name: str, how: str) -> None:
    _drop(name)
    with _server() as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} ").format(sql.Identifier(name)) + sql.SQL(how))
    with (folder() / "databases").open("a") as made:
        made.write(name + "\n")


def _drop(name: str) -> None:
    with _server() as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _server() -> psycopg.Connection:
    return psycopg.connect(_text(make_url(pg_url()).set(drivername="postgresql")), autocommit=True)


def _remove(run: Path) -> None:
    data = run / "postgresql" / "data"
    if (data / "postmaster.pid").exists() and (binaries := _binaries()):
        with contextlib.suppress(RuntimeError):  # it may have ended with the computer
            _as_postgres(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    shutil.rmtree(run, ignore_errors=True)


@contextlib.contextmanager
def _locked(name: str) -> Iterator[None]:
    folder().mkdir(mode=0o755, exist_ok=True)
    with (folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)
