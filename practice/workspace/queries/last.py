"""The signed note of the last meeting, to look back on while writing this one. Built once, see episodes/queries/caseload.py."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, or_, select

from practice.db import Id, Moment, db
from practice.episodes.models import TherapySession
from practice.notes import formats
from practice.notes.models import Addendum, ProgressNote
from practice.vault import open_field

CLIENT = bindparam("client", type_=Id)
TAKEN_BACK = exists().where(Addendum.note_id == ProgressNote.id, Addendum.kind == "retraction")
# Beside a joint meeting stands the last joint one alone: the screen may be seen by both.
WITH = {True: TherapySession.client_id.is_(None),
        False: or_(TherapySession.client_id.is_(None), TherapySession.client_id == CLIENT)}  # fmt: skip
SIGNED = {
    joint: select(TherapySession.starts_at, ProgressNote.id, ProgressNote.practice_id, ProgressNote.body_blob,
                  ProgressNote.format, ProgressNote.labels)
    .join(ProgressNote, TherapySession.id == ProgressNote.session_id)
    .where(TherapySession.episode_id == bindparam("episode", type_=Id), rooms, ~TAKEN_BACK,
           TherapySession.starts_at < bindparam("before", type_=Moment), ProgressNote.signed_at.is_not(None))
    .order_by(TherapySession.starts_at.desc()).limit(1)
    for joint, rooms in WITH.items()
}  # fmt: skip


@dataclass(frozen=True)
class Last:
    """When it was, what was written, (title, words) in the order of its page, and what was promised, line by line."""

    starts_at: datetime
    written: list[tuple[str, str]]
    promised: list[str]


def last_time(session: TherapySession) -> Last | None:
    """The last signed note before this meeting that was not taken back; None before the first."""
    told = {"episode": session.episode_id, "before": session.starts_at}
    whose = {"client": session.client_id} if session.client_id else {}
    row = db.session.execute(SIGNED[session.client_id is None], told | whose).one_or_none()
    if row is None:
        return None
    body = open_field(ProgressNote, "body", row[2], row[1], row[3]) or {}
    form = formats.load_formats().get(row[4])
    promised = {field.id for field in (form.fields if form else ()) if field.promise}
    written = [(title, words) for key, title, words in formats.laid_out(body, form, row[5]) if key not in promised]
    return Last(row[0], written, formats.promises(body, form))
