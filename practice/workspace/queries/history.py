"""The versions of a note, latest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from practice.db import db
from practice.homework.queries import counselor_names
from practice.notes.models import NoteVersion, ProgressNote
from practice.vault import open_field

MOST = 500


@dataclass(frozen=True)
class Kept:
    """One version: its number, what made it (draft, merged, moved, signed), by whom, when."""

    number: int
    kind: str
    by: str
    at: datetime
    words_blob: bytes
    id: str
    practice_id: str
    foreign: bool  # kept before the draft was moved here: what happened there is another client's

    @property
    def words(self) -> dict:
        """What it says; without what happened, and who is named, in a meeting of somebody else."""
        told = open_field(NoteVersion, "words", self.practice_id, self.id, self.words_blob) or {}
        return told | {"happened": None, "labels": None} if self.foreign else told


def history(note: ProgressNote) -> list[Kept]:
    """Every version that was kept, latest first, five hundred at most."""
    rows = db.session.execute(
        select(NoteVersion.number, NoteVersion.kind, NoteVersion.by, NoteVersion.at, NoteVersion.words_blob, NoteVersion.id,
               NoteVersion.practice_id).where(NoteVersion.note_id == note.id)
        .order_by(NoteVersion.number.desc()).limit(MOST)).all()  # fmt: skip
    moved = max((row.number for row in rows if row.kind == "moved"), default=0)
    names = counselor_names(row.by for row in rows)
    return [Kept(row.number, row.kind, names.get(row.by, ""), *row[3:], row.number < moved) for row in rows]
