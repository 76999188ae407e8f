"""The digest of what was signed, and how it is told. Pure: the words go in, a SHA-256 comes out."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

HAPPENED = "happened_at"  # beside the titles in a note's frozen labels: when the meeting was, as it stood at signing
LATE = timedelta(hours=24)  # security.md N-4


def digest(*parts) -> str:
    """SHA-256 (hex) over the parts as JSON with sorted keys; the same words give the same digest on every engine."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def of_note(note) -> str:
    """Over all that a note says: format, frozen labels (with the time of the meeting), words, what happened, safety block,
    ticked questions and which meeting it is about. Notes signed before labels were frozen: words, safety and questions."""
    if note.labels is None:
        return digest(note.body, note.safety, note.questions)
    return digest(note.format, note.labels, note.body, note.happened, note.safety, note.questions, note.session_id)


def of_addendum(kind: str, body: str, note_id: str, happened_at: datetime | None, written_at: datetime) -> str:
    """Over what was added later, to which note, about when and when."""
    return digest(kind, body, note_id, happened_at and stamp(happened_at), stamp(written_at))


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def as_signed(stored: str | None, computed: str) -> bool:
    """Whether the words are those that were signed. False as well where no digest was kept."""
    return stored is not None and stored == computed


def short(sha256: str | None) -> str:
    """The first sixteen digits in groups of four, to read aloud and compare."""
    return " ".join((sha256 or "")[at : at + 4] for at in range(0, 16, 4)).strip()


def happened(labels: dict | None, planned: datetime) -> datetime:
    """When the meeting was: as it stood at signing, else as it is planned now."""
    frozen = (labels or {}).get(HAPPENED)
    return datetime.fromisoformat(frozen) if frozen else planned


def is_late(happened_at: datetime, written_at: datetime) -> bool:
    """Signed more than a day after it happened: both times are shown then."""
    return written_at - happened_at > LATE
