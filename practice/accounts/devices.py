"""What one browser is called here, and how a page names its person to it without naming anybody."""

import hmac
import secrets

ASKED_AGAIN_AFTER = 400 * 24 * 3600  # seconds a browser keeps a cookie at most
DIGITS = frozenset("0123456789abcdef")


def new_mark() -> str:
    """A random mark for one browser; it says nothing about anybody."""
    return secrets.token_hex(32)


def is_mark(text: str | None) -> bool:
    return text is not None and len(text) == 64 and set(text) <= DIGITS


def cookie_name(secure: bool) -> str:
    return "__Host-attune_device" if secure else "attune_device"


def person_key(secret: bytes, client_id: str, mark: str) -> str:
    """32 hex digits that are the same for one client in one browser and different in every other; never an id."""
    return hmac.digest(secret, f"person|{mark}|{client_id}".encode(), "sha256").hex()[:32]
