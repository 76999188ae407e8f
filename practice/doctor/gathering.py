"""Asking this computer. Nothing is changed: no folder, no key and no table is made."""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from practice import clock
from practice.doctor.home import Home

SHOWN = 5  # names of files in a sentence


def gather(data: Path) -> tuple[Home, dict | None]:
    """What there is around the data folder, and the settings of the app if it can be made."""
    data = data.resolve()
    key_file = Path(os.environ.get("ATTUNE_KEY_FILE") or f"{data}.key").resolve()
    if not data.is_dir() or not any(data.iterdir()):
        return Home(data, key_file, exists=False), None
    disk = shutil.disk_usage(data)
    trouble, asked, settings = _started(data)
    return Home(
        data, key_file, data_mode=_mode(data), key_mode=_mode(key_file), mount=mount_of(data, _mounts()), free=disk.free,
        total=disk.total, open_files=_open_files(data), trouble=trouble, now=clock.now(), built=_built(), in_step=_in_step(),
        **asked), settings  # fmt: skip


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return None


def _open_files(data: Path) -> list[str]:
    found = [str(path.relative_to(data)) for path in sorted(data.rglob("*"))
             if not path.is_symlink() and (_mode(path) or 0) & 0o077]  # fmt: skip
    return found[:SHOWN] + (["and others"] if len(found) > SHOWN else [])


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(errors="replace")
    except OSError:
        return ""


def mount_of(path: Path, mounts: str) -> str | None:
    """The kind of file system `path` lies on, from the lines of /proc/mounts; None where nothing is said."""
    best, kind = "", None
    for line in mounts.splitlines():
        place, fs = (line.split(" ") + ["", "", ""])[1:3]
        place = place.replace("\\040", " ")
        if (str(path) + "/").startswith(place.rstrip("/") + "/") and len(place) >= len(best):
            best, kind = place, fs
    return kind


def _built() -> datetime:
    import practice

    return datetime.fromtimestamp(Path(practice.__file__).stat().st_mtime, UTC)


def _in_step() -> bool | None:
    if not shutil.which("timedatectl"):
        return None
    asked = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=True).stdout.strip()
    except (subprocess.SubprocessError, OSError):
        return None
    return {"yes": True, "no": False}.get(said)


def _started(data: Path) -> tuple[str, dict, dict | None]:
    """(why it does not start, what the database says, the settings)."""
    from practice import create_app
    from practice.config import SettingProblem
    from practice.db import DriverMissing, db
    from practice.vault import KeyProblem

    try:
        app = create_app(data)
    except (KeyProblem, DriverMissing, SettingProblem) as problem:
        return str(problem), {}, None
    if app.config["DATABASE_URL"] == f"sqlite:///{data / 'attune.db'}" and not (data / "attune.db").exists():
        return f"There is no database in {data}.", {}, app.config  # opening it would make one
    with app.app_context():
        try:
            return "", _database(), app.config
        except Exception as error:  # whatever the driver raises: the wrong key, a server that does not answer
            return f"The database does not open ({type(error).__name__}). Is it the right key?", {}, app.config
        finally:
            db.engine.dispose()


def _database() -> dict:
    from practice.db import db
    from practice.driver import as_moment, raw

    sqlite = db.engine.dialect.name == "sqlite"
    with raw() as cursor:
        told = {"engine": db.engine.dialect.name}
        if sqlite:
            version = cursor.execute("SELECT sqlite_version()").fetchone()[0]
            told["sqlite"] = tuple(int(part) for part in version.split("."))
            told["foreign_keys"] = bool(cursor.execute("PRAGMA foreign_keys").fetchone()[0])
        else:
            cursor.execute("SELECT 1").fetchone()
        told["migrations"] = (_revision(), _newest())
        if told["migrations"][0]:
            told["last_written"] = as_moment(cursor.execute("SELECT max(at) FROM audit_entry").fetchone()[0])
        if told["migrations"][0] == told["migrations"][1]:
            told["flags"] = _flags()
    return told


def _flags() -> str | None:
    """Whether somebody is named for flags who can sign in; None before set-up."""
    from practice.accounts.queries import answering
    from practice.practices.queries import the_practice
    from practice.safety.plan import response_plan

    practice = the_practice()
    if practice is None:
        return None
    plan = response_plan(practice)
    if plan is None:
        return "nobody"
    return "named" if plan.named_id in dict(answering(practice.id)) else "gone"


def _revision() -> str | None:
    from alembic.runtime.migration import MigrationContext

    from practice.db import db

    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _newest() -> str | None:
    from alembic.script import ScriptDirectory

    from practice.cli.migrate import alembic_config

    return ScriptDirectory.from_config(alembic_config()).get_current_head()
