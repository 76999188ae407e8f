"""Who signed, when, and whether the words are still those that were signed. Pure."""

from dataclasses import dataclass
from datetime import datetime

from practice import clock
from practice.notes import digest


@dataclass(frozen=True)
class Signed:
    """What is shown under a signature. `local` is the wall time in `zone`; `kept` False: no digest was kept back then."""

    name: str
    credential: str | None
    at: datetime
    local: datetime
    zone: str
    short: str
    kept: bool
    holds: bool


def signed(row, at: datetime, computed: str, *, name: str, zone: str) -> Signed:
    """`row` is a signed note or addition; `name` and `zone` stand in where none were kept with it (older rows)."""
    place = row.signed_zone or zone
    return Signed(row.signed_name or name, row.signed_credential, at, clock.local(at, place), place, digest.short(row.sha256),
                  row.sha256 is not None, digest.as_signed(row.sha256, computed))  # fmt: skip


def of_note(note, *, name: str, zone: str) -> Signed:
    return signed(note, note.signed_at, digest.of_note(note), name=name, zone=zone)


def of_addendum(item, *, name: str, zone: str) -> Signed:
    computed = digest.of_addendum(item.kind, item.body, item.note_id, item.happened_at, item.written_at)
    return signed(item, item.written_at, computed, name=name, zone=zone)
