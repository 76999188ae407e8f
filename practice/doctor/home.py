"""Judging this computer: driver, database, key, folder, disk, clock. Values in, findings out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from practice.doctor.findings import Finding, good, look, mend

# The WAL-reset fault (SQLite 3.7.0 to 3.51.2) silently loses committed writes; two older lines carry the repair.
REPAIRED = (3, 51, 3)
REPAIRED_LINES = {(3, 44): 6, (3, 50): 7}
NETWORK_MOUNTS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ceph", "glusterfs", "fuse.glusterfs",
                  "fuse.rclone", "fuse.s3fs", "9p", "davfs", "fuse.davfs2", "ncpfs", "lustre", "gfs2", "ocfs2"}  # fmt: skip
GB = 1_000_000_000


@dataclass(frozen=True)
class Home:
    """What was found on this computer. None: it could not be asked, or does not apply."""

    data: Path
    key_file: Path
    exists: bool = True
    data_mode: int | None = None
    key_mode: int | None = None
    mount: str | None = None  # the kind of file system
    free: int | None = None  # bytes
    total: int | None = None
    open_files: list[str] = field(default_factory=list)  # that others on this computer can read
    trouble: str = ""  # why Attune does not start on it, in words
    engine: str = "sqlite"
    sqlite: tuple[int, ...] | None = None
    foreign_keys: bool | None = None
    migrations: tuple[str | None, str | None] = (None, None)  # where the database is, where it should be
    now: datetime | None = None
    built: datetime | None = None
    last_written: datetime | None = None
    in_step: bool | None = None  # whether the clock follows a time server
    flags: str | None = None  # who looks at flags: named, nobody, or gone (named, and cannot sign in any more)


def examine(home: Home) -> list[Finding]:
    """Every check that applies, in the order in which one would mend."""
    if not home.exists:
        return [mend("data", f"There is no practice in {home.data}.",
                     "Name its folder with --data or ATTUNE_DATA; `practice serve` makes a new one.")]  # fmt: skip
    found = [*_folder(home), *_key(home), *_disk(home), *_clock(home)]
    if home.trouble:
        return [mend("start", home.trouble, "Attune does not start until this is mended."), *found]
    return [*_database(home), *found, *_flags(home)]


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset fault."""
    return version >= REPAIRED or (len(version) > 2 and version[2] >= REPAIRED_LINES.get(version[:2], 1000))


def _database(home: Home) -> Iterator[Finding]:
    if home.sqlite:
        name = ".".join(map(str, home.sqlite))
        if wal_is_safe(home.sqlite):
            yield good("sqlite", f"SQLite {name} is free of the WAL-reset fault.")
        else:
            yield mend("sqlite", f"SQLite {name} can silently lose what was saved (the WAL-reset fault).",
                       "Install sqlcipher3 0.6.4 or newer.")  # fmt: skip
    elif home.engine == "postgresql":
        yield good("postgresql", "PostgreSQL answers.")
    if home.foreign_keys is False:
        yield mend("foreign-keys", "The database does not check that rows belong together.",
                   "Something opened it without Attune's settings; start it through `practice` only.")  # fmt: skip
    elif home.foreign_keys:
        yield good("foreign-keys", "The database checks that rows belong together.")
    have, want = home.migrations
    if have == want:
        yield good("migrations", "The database is up to date.")
    else:
        yield mend("migrations", f"The database is at {have or 'nothing'}, this Attune wants {want}.",
                   "Make a copy of the data folder and its key, then run `practice db upgrade`.")  # fmt: skip


def _folder(home: Home) -> Iterator[Finding]:
    if home.data_mode is not None and home.data_mode & 0o077:
        yield mend("folder", f"Others on this computer can look into {home.data} (mode {home.data_mode:04o}).",
                   f"Run: chmod 700 {home.data}")  # fmt: skip
    else:
        yield good("folder", f"Only its owner can look into {home.data}.")
    if home.open_files:
        yield mend("files", f"Others can read files in it: {', '.join(home.open_files)}.", f"Run: chmod -R go-rwx {home.data}")
    if home.mount in NETWORK_MOUNTS:
        yield mend("mount", f"{home.data} lies on a network drive ({home.mount}), where SQLite can lose what was saved.",
                   "Move it to a disk of this computer.")  # fmt: skip
    elif home.mount:
        yield good("mount", f"It lies on a disk of this computer ({home.mount}).")


def _key(home: Home) -> Iterator[Finding]:
    if home.data in home.key_file.parents:
        yield mend("key-place", f"The key {home.key_file} lies inside the data folder, so a copy of one is a copy of both.",
                   f"Stop Attune, move it beside the folder (mv {home.key_file} {home.data}.key) and name it in "
                   "ATTUNE_KEY_FILE.")  # fmt: skip
    if home.key_mode is None:
        yield mend("key", f"The key {home.key_file} is missing; without it nothing opens.", "Put it back from your copy.")
    elif home.key_mode & 0o077:
        yield mend("key", f"Others on this computer can read the key (mode {home.key_mode:04o}).",
                   f"Run: chmod 600 {home.key_file}")  # fmt: skip
    else:
        yield good("key", f"Only its owner can read the key {home.key_file}. Keep a copy of it somewhere else.")


def _disk(home: Home) -> Iterator[Finding]:
    if home.free is None or home.total is None:
        return
    said = f"{home.free / GB:.1f} GB are free where the data lies"
    if home.free < GB:
        yield mend("disk", f"Only {said}.", "Make room: when the disk is full nothing can be saved.")
    elif home.free < 5 * GB and home.free < home.total / 10:
        yield look("disk", f"{said}, less than a tenth.", "Make room before it gets tight.")
    else:
        yield good("disk", f"{said}.")


def _clock(home: Home) -> Iterator[Finding]:
    if home.now is None:
        return
    if home.built and home.now < home.built - timedelta(days=1):
        yield mend("clock", f"The clock says {home.now:%Y-%m-%d %H:%M}, before this Attune was made.",
                   "Set the clock: sign-ins and dates rely on it.")  # fmt: skip
    elif home.last_written and home.now < home.last_written - timedelta(minutes=5):
        yield mend("clock", f"The clock says {home.now:%Y-%m-%d %H:%M} UTC, but something was written at "
                   f"{home.last_written:%Y-%m-%d %H:%M} UTC.", "Set the clock: it was set back.")  # fmt: skip
    elif home.in_step is False:
        yield look("clock", "The clock does not follow a time server.", "Run: timedatectl set-ntp true")
    else:
        yield good("clock", f"The clock says {home.now:%Y-%m-%d %H:%M} UTC.")


def _flags(home: Home) -> Iterator[Finding]:
    if home.flags == "named":
        yield good("flags", "Somebody is named who looks at flags.")
    elif home.flags == "gone":
        yield look("flags", "Whoever is named for flags cannot sign in any more.", "Name somebody else in the practice settings.")
    elif home.flags == "nobody":
        yield look("flags", "Nobody is named who looks at flags, so no form with a risk question can be sent home.",
                   "Name somebody in the practice settings, with the hours and a number to call.")  # fmt: skip
