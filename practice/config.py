"""Settings of one running Attune: where its data lies, its keys, its limits."""

import os
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from practice import vault

MAX_TEXT = 100_000
SAMPLE_MARK = "demo.json"  # lies in the data folder of the sample practice, written by `practice demo`


class SettingProblem(ValueError):
    """A setting says something that cannot be meant; in words."""


def settings(data: Path, *, testing: bool = False, database_url: str | None = None) -> dict:
    """Flask settings for the data folder `data`.

    Makes the folder (0700) and, only while it is empty, its key file beside it (0600).
    Raises vault.KeyProblem when the folder holds data but its key is missing or unreadable.
    """
    data = data.resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_file = Path(os.environ.get("ATTUNE_KEY_FILE") or f"{data}.key")
    keys = vault.load_keys(data, key_file)
    url = database_url or os.environ.get("DATABASE_URL") or f"sqlite:///{data / 'attune.db'}"
    base_url = os.environ.get("ATTUNE_BASE_URL", "").strip().rstrip("/")
    return {
        "DATA_DIR": data,
        "KEYS": keys,
        "SECRET_KEY": keys.cookies,
        "DATABASE_URL": url,
        "BASE_URL": base_url,
        "SECURE": base_url.startswith("https://"),
        "PROXIES": proxies(),
        "SAMPLE": (data / SAMPLE_MARK).is_file(),
        "TESTING": testing,
        "TRUSTED_HOSTS": trusted_hosts(base_url),
        # A form may hold many answers of 100,000 characters; refuse by field in words, not by size with a 413.
        "MAX_CONTENT_LENGTH": 64_000_000,
        "MAX_FORM_MEMORY_SIZE": 64_000_000,
        "MAX_FORM_PARTS": 5_000,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # it wants a Referer, and we send none; web.py looks at where a post comes from
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": base_url.startswith("https://"),
        "COUNSELOR_IDLE": timedelta(minutes=15),
        "COUNSELOR_LIMIT": timedelta(hours=12),
        "CLIENT_IDLE": timedelta(minutes=15),
        "CLIENT_LIMIT": timedelta(hours=2),
        **_mail(),
    }


def _mail() -> dict:
    """How to send mail. ATTUNE_MAIL_TLS: starttls (default), tls, or none for a server on this computer."""
    given = {name: os.environ.get(f"ATTUNE_MAIL_{name}", "") for name in ("HOST", "PORT", "USER", "PASSWORD_FILE", "FROM", "TLS")}
    given["TLS"] = given["TLS"] if given["TLS"] in ("tls", "none") else "starttls"
    usual = {"tls": 465, "none": 25, "starttls": 587}[given["TLS"]]
    given["PORT"] = int(given["PORT"]) if given["PORT"].isdecimal() else usual
    return {f"MAIL_{name}": value for name, value in given.items()}


def proxies() -> int:
    """How many proxies of one's own stand in front (ATTUNE_PROXIES). What they say of an address is believed, that many
    steps and no more; without them nothing is. Raises SettingProblem."""
    said = os.environ.get("ATTUNE_PROXIES", "").strip() or "0"
    if not (said.isascii() and said.isdigit() and int(said) < 10):
        raise SettingProblem(f"ATTUNE_PROXIES is how many proxies stand in front of Attune, such as 1; not {said!r}.")
    return int(said)


def trusted_hosts(base_url: str) -> list[str]:
    """The names Attune answers to: this computer's own, the base URL's, and those of ATTUNE_TRUSTED_HOSTS (by comma)."""
    more = [name.strip().lower() for name in os.environ.get("ATTUNE_TRUSTED_HOSTS", "").split(",")]
    return [name for name in ("127.0.0.1", "localhost", "[::1]", urlsplit(base_url).hostname, *more) if name]


@lru_cache(maxsize=1)
def assets() -> Path:
    """Where templates/, static/ and protocols/ lie: inside the wheel, or beside practice/ in a checkout."""
    inside = Path(__file__).parent / "_assets"
    return inside if inside.is_dir() else Path(__file__).parent.parent
