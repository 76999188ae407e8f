"""Drafts: the note of a meeting and its author's own page. Nothing is overwritten that another tab saved."""

from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.notes import formats
from practice.notes.actions import versions
from practice.notes.models import ProcessNote, ProgressNote
from practice.notes.troubles import AlreadySigned, ChangedMeanwhile

UNCHANGED = object()  # what the meeting gave stays as the note has it


def save_note(session: TherapySession, *, body: dict, safety: dict, questions: list[dict], version: int, by: str,
              at: datetime | None = None, format: str | None = None, happened: dict | None | object = UNCHANGED,
              keep: str | None = None) -> ProgressNote:  # fmt: skip
    """Keep a draft. `version` is the one the page was opened with (0: there was none yet).

    `format`: lay it out so from now on; words in fields the format does not have stay. `happened`: what the meeting gave
    (notes/happened.py), None for nothing. A version for the history is made a minute after the last one, or of the `keep`
    kind (draft, merged) whenever that is asked for; words that were never kept are kept before they are written over.

    Raises AlreadySigned, or ChangedMeanwhile when another save came between: nothing is overwritten.
    """
    now = at or clock.now()
    note = _opened(session, version, by, now)
    latest = versions.latest_of(note.id) if note.version else None
    due = versions.due(latest and latest.at, now)
    if latest and (due or keep) and not versions.says_the_same(note, latest):
        latest = versions.keep(note, "draft", by, note.saved_at)
    if format is not None:
        _lay_out(note, format)
    if happened is not UNCHANGED:
        note.happened = happened
    # A field the page did not send keeps its words: a format that is gone, or one that was changed in between.
    note.body, note.safety, note.questions = {**(note.body or {}), **body}, _kept(safety), questions
    note.version += 1
    note.saved_at = now
    if (due or keep) and not versions.says_the_same(note, latest):
        versions.keep(note, keep or "draft", by, now)
    record("save_note", note)
    return note


def _opened(session: TherapySession, version: int, by: str, now: datetime) -> ProgressNote:
    """The draft as it stands, or a new one. Raises AlreadySigned, ChangedMeanwhile."""
    note = _held(ProgressNote, ProgressNote.session_id == session.id)
    if note is None:  # two first saves, one after the other: the later one finds the note of the earlier
        db.session.execute(select(TherapySession.id).where(TherapySession.id == session.id).with_for_update(key_share=True))
        note = _held(ProgressNote, ProgressNote.session_id == session.id)
    if note is not None and note.signed_at:
        raise AlreadySigned(note)
    if (note.version if note else 0) != version:
        raise ChangedMeanwhile(note)
    if note is None:
        note = ProgressNote(episode_id=session.episode_id, client_id=session.client_id, session_id=session.id,
                            author_of=by, version=0, format=formats.USUAL, saved_at=now)  # fmt: skip
        session.noted_at = now
        db.session.add(note)
    return note


def _held(model: type, *where):
    """The row as it stands now, whatever was read of it before, with nobody else saving until this is over; or None."""
    found = select(model).where(*where).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).one_or_none()


def _lay_out(note: ProgressNote, key: str) -> None:
    """The format and the titles of its fields; titles of other formats stay for the words that stand under them."""
    form = formats.load_formats()[key]
    named = any(field.named for field in form.fields)
    names = [part.shown_as for part in participants(note.episode_id)] if named else []
    note.format, note.labels = key, {**(note.labels or {}), **formats.labels(form, names)}


def _kept(words: dict) -> dict | None:
    return words if any(words.values()) else None


def save_process_note(session: TherapySession, body: str, *, version: int, by: str,
                      at: datetime | None = None) -> ProcessNote | None:  # fmt: skip
    """The author's own page beside a session. Raises ChangedMeanwhile. None while nothing was ever written."""
    note = _held(ProcessNote, ProcessNote.session_id == session.id, ProcessNote.author_id == by)
    if note is None:
        if not body.strip():
            return None
        note = ProcessNote(episode_id=session.episode_id, client_id=session.client_id, session_id=session.id,
                           author_id=by, version=0, saved_at=at or clock.now())  # fmt: skip
        db.session.add(note)
    elif note.version != version:
        raise ChangedMeanwhile(note)
    if note.version and note.body == body:
        return note
    note.body, note.saved_at = body, at or clock.now()
    note.version += 1
    record("save_process_note", note)
    return note
