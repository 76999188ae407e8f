"""The one-time address of set-up: a random token on the console, only its SHA-256 in a file of the data folder."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

NAME = "setup-token"


def new_token(folder: Path) -> str:
    """A fresh token; an earlier one no longer opens anything. The file can be read by its owner only (0600)."""
    token = secrets.token_urlsafe(32)
    handle = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(hashlib.sha256(token.encode()).hexdigest())
    return token


def fits(folder: Path, token: str) -> bool:
    try:
        kept = (folder / NAME).read_text()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(kept, hashlib.sha256(token.encode()).hexdigest())


def use_up(folder: Path) -> bool:
    """True for exactly one caller, however many come at once; afterwards the token is gone."""
    try:
        (folder / NAME).unlink()
    except FileNotFoundError:
        return False
    return True
