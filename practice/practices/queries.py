"""The practice of this installation, read once per request."""

import json
from dataclasses import dataclass

from practice.driver import raw

# Under the name `p`, so that the sign-in look-up can read them in the same statement.
COLUMNS = ("p.id, p.name, p.zone, p.letterhead, p.crisis_contacts, p.monitored_words, p.flag_answerer, p.flag_hours, "
           "p.exit_url, p.retention, p.flag_named_id, p.flag_backup_id, p.flag_wait_hours")  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What pages need of a practice, without an ORM row. `crisis_contacts`: [{name, number, hours}]."""

    id: str
    name: str
    zone: str
    letterhead: str
    crisis_contacts: list[dict]
    monitored_words: str
    flag_answerer: str
    flag_hours: str
    exit_url: str
    retention: str
    flag_named_id: str | None = None
    flag_backup_id: str | None = None
    flag_wait_hours: int | None = None


def the_practice() -> Settings | None:
    """The practice of this installation, or None before set-up. By the raw driver: every request asks."""
    with raw() as cursor:
        row = cursor.execute(f"SELECT {COLUMNS} FROM practice p LIMIT 1").fetchone()
    return None if row is None else settings_of(row)


def settings_of(row) -> Settings:
    """From the COLUMNS of one row."""
    contacts = json.loads(row[4]) if isinstance(row[4], str) else row[4]
    return Settings(_hex(row[0]), row[1], row[2], row[3], contacts, *row[5:10], _hex(row[10]), _hex(row[11]), row[12])


def _hex(value) -> str | None:
    return None if value is None else value.hex if hasattr(value, "int") else value.hex()
