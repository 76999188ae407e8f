"""A draft begun for the wrong client goes where it belongs, before it is signed. The old room keeps that it happened."""

from datetime import datetime

from sqlalchemy import select, update

from practice import clock
from practice.access.door import find, may_write
from practice.access.scope import OutOfScope
from practice.audit.actions import record
from practice.db import db
from practice.episodes.models import TherapySession
from practice.notes import formats
from practice.notes.actions import versions
from practice.notes.actions.signing import hold
from practice.notes.models import NoteMove, NoteVersion, ProcessNote, ProgressNote
from practice.notes.troubles import AlreadySigned, TargetTaken


def move_note(note: ProgressNote, to_session: TherapySession, *, by: str, happened: dict | None = None,
              at: datetime | None = None) -> NoteMove:  # fmt: skip
    """The draft, its versions and the author's own page go to another meeting; a NoteMove without a name stays behind.

    `happened`: what the right meeting gave. What the wrong one gave is another client's and does not travel.
    Raises AlreadySigned, TargetTaken when that meeting has a note (or an own page) already, OutOfScope where the author
    may not write.
    """
    hold(note)
    if note.signed_at:
        raise AlreadySigned(note)
    if not (may_write(note.episode_id) and may_write(to_session.episode_id)):
        raise OutOfScope("a note is moved between rooms one may write in")
    own = _own_page(note.session_id, by)
    if _note_of(to_session.id) or (own and _own_page(to_session.id, by)):
        raise TargetTaken
    now = at or clock.now()
    move = NoteMove(episode_id=note.episode_id, client_id=note.client_id, note_id=note.id, session_id=note.session_id,
                    moved_by=by, moved_at=now)  # fmt: skip
    db.session.add(move)
    db.session.flush()
    there = {"episode_id": to_session.episode_id, "client_id": to_session.client_id}
    find(TherapySession, note.session_id).noted_at, to_session.noted_at = None, now
    db.session.execute(update(NoteVersion).where(NoteVersion.note_id == note.id).values(**there))
    for row in (note, own):
        if row is not None:
            row.episode_id, row.client_id, row.session_id = *there.values(), to_session.id
            row.version += 1
    note.happened, note.saved_at = happened, now
    _fit(note, joint=to_session.client_id is None)
    versions.keep(note, "moved", by, now)
    record("move_note", note)
    return move


def _fit(note: ProgressNote, *, joint: bool) -> None:
    """A couple's format names people who are not in the other meeting: the words stay, under fields without a name."""
    known = formats.load_formats()
    form = known.get(note.format)
    if form is not None and form.couple:
        note.labels = {**(note.labels or {}), **formats.labels(form)}
        if not joint:
            note.format = formats.USUAL
            note.labels = {**note.labels, **formats.labels(known[formats.USUAL])}


def _note_of(session_id: str) -> ProgressNote | None:
    return db.session.scalars(select(ProgressNote).where(ProgressNote.session_id == session_id)).one_or_none()


def _own_page(session_id: str, by: str) -> ProcessNote | None:
    return db.session.scalars(
        select(ProcessNote).where(ProcessNote.session_id == session_id, ProcessNote.author_id == by)).one_or_none()
