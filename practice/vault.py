"""Sealing of clinical text. Security-critical: AES-256-GCM, bound to practice, table, column, row and key version.

One key for now; keys per client and per shared room come with rotation and erasure.
"""

import json
import os
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

VERSION = b"\x01"


class KeyProblem(RuntimeError):
    """The key file is missing, unreadable or too open; the message says what to do."""


class SealBroken(RuntimeError):
    """A sealed field does not open: damaged, swapped with another row's, or sealed with another key."""


@dataclass(frozen=True, repr=False)
class Keys:
    """Keys derived from the one in the key file (HKDF-SHA256, one label each). Never printed."""

    database: bytes
    fields: bytes
    cookies: bytes


def load_keys(data: Path, key_file: Path) -> Keys:
    """Keys of a data folder; makes the key file only when the folder is empty. Raises KeyProblem."""
    if not key_file.exists():
        if any(data.iterdir()):
            raise KeyProblem(f"{data} holds data but its key {key_file} is missing. Put the key back; nothing was changed.")
        _write_key(key_file)
    text = key_file.read_text().strip()
    try:
        master = bytes.fromhex(text)
    except ValueError as error:
        raise KeyProblem(f"{key_file} is not a key file.") from error
    if len(master) != 32:
        raise KeyProblem(f"{key_file} is not a key of 32 bytes.")
    if key_file.stat().st_mode & 0o077:
        raise KeyProblem(f"{key_file} can be read by others. Run: chmod 600 on it.")
    return Keys(*(HKDF(SHA256(), 32, None, label).derive(master) for label in (b"database", b"fields", b"cookies")))


def _write_key(key_file: Path) -> None:
    key_file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32) + "\n")


class Vault:
    """Seals and opens fields with one data key."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, text: str, place: bytes) -> bytes:
        nonce = os.urandom(12)
        return VERSION + nonce + self._cipher.encrypt(nonce, text.encode(), place)

    def open(self, blob: bytes, place: bytes) -> str:
        """Raises SealBroken when the blob was not sealed for this very place."""
        if blob[:1] != VERSION:
            raise SealBroken("unknown key version")
        try:
            return self._cipher.decrypt(bytes(blob[1:13]), bytes(blob[13:]), place).decode()
        except InvalidTag as error:
            raise SealBroken("a protected field does not open") from error


def current() -> Vault:
    return current_app.extensions["vault"]


def place(practice_id: str, table: str, column: str, row_id: str) -> bytes:
    return f"{practice_id}|{table}|{column}|{row_id}|1".encode()


class sealed:  # noqa: N801 - reads like a type in a model: `body = sealed("body_blob")`
    """A model attribute whose value lies encrypted in the column `column`; reading opens it, setting seals it.

    `as_json` keeps JSON values (dict, list). None stays NULL. The row needs its id and practice first,
    which db.Record sets before any other attribute.
    """

    def __init__(self, column: str, *, as_json: bool = False) -> None:
        self.column, self.as_json = column, as_json

    def __get__(self, row, owner=None):
        if row is None:
            return self
        blob = getattr(row, self.column)
        if blob is None:
            return None
        text = current().open(blob, place(row.practice_id, row.__tablename__, self.column, row.seal_id))
        return json.loads(text) if self.as_json else text

    def __set__(self, row, value) -> None:
        if value is None:
            setattr(row, self.column, None)
            return
        text = json.dumps(value, ensure_ascii=False) if self.as_json else str(value)
        spot = place(row.practice_id, row.__tablename__, self.column, row.seal_id)
        setattr(row, self.column, current().seal(text, spot))


def open_field(model: type, field: str, practice_id: str, row_id: str, blob: bytes | None):
    """One sealed column value from a column query (id and blob selected), opened; None stays None."""
    if blob is None:
        return None
    seal: sealed = vars(model)[field]
    text = current().open(blob, place(practice_id, model.__tablename__, seal.column, row_id))
    return json.loads(text) if seal.as_json else text


def opener(model: type, field: str, practice_id: str) -> Callable[[str, bytes | None], str]:
    """(row id, blob) -> the words of a sealed column as they were sealed (of a JSON field: its JSON), for looking through
    thousands; "" for None."""
    box, head = current(), f"{practice_id}|{model.__tablename__}|{vars(model)[field].column}|"
    return lambda row_id, blob: box.open(blob, f"{head}{row_id}|1".encode()) if blob is not None else ""


def seal_field(model: type, field: str, practice_id: str, row_id: str, value) -> bytes:
    """The column value of a sealed field, for a statement that writes columns instead of a row."""
    seal: sealed = vars(model)[field]
    text = json.dumps(value, ensure_ascii=False) if seal.as_json else str(value)
    return current().seal(text, place(practice_id, model.__tablename__, seal.column, row_id))


def open_rows(model: type, field: str, practice_id: str, rows: Iterable[tuple[str, bytes | None]]) -> dict[str, object]:
    """{row id: opened value} for (id, blob) rows of a column query."""
    return {row_id: open_field(model, field, practice_id, row_id, blob) for row_id, blob in rows}
