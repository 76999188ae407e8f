"""Settings of one running Attune: where its data lies, its keys, its limits."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from practice import vault

MAX_TEXT = 100_000


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
    base_url = os.environ.get("ATTUNE_BASE_URL", "")
    return {
        "DATA_DIR": data,
        "KEYS": keys,
        "SECRET_KEY": keys.cookies,
        "DATABASE_URL": url,
        "BASE_URL": base_url,
        "SECURE": base_url.startswith("https://"),
        "TESTING": testing,
        "TRUSTED_HOSTS": ["127.0.0.1", "localhost", "[::1]"] + ([urlsplit(base_url).hostname] if base_url else []),
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
    }


def assets() -> Path:
    """Where templates/, static/ and protocols/ lie: inside the wheel, or beside practice/ in a checkout."""
    inside = Path(__file__).parent / "_assets"
    return inside if inside.is_dir() else Path(__file__).parent.parent
