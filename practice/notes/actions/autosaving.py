"""The quick way of keeping a draft, for the save that comes every few seconds while somebody writes.

One look and one statement, both built once; the door adds whose note it is to each. What needs more than the stored row
(the first save, a version for the history, a question that was just ticked) goes the long way of writing.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, LargeBinary, and_, bindparam, func, select, update

from practice import vault
from practice.access.scope import current
from practice.db import Id, Moment, db
from practice.notes import happened
from practice.notes.actions.versions import due
from practice.notes.models import NoteVersion, ProcessNote, ProgressNote

KEPT_AT = select(func.max(NoteVersion.at)).where(NoteVersion.note_id == ProgressNote.id).scalar_subquery()
COLUMNS = (ProgressNote.id, ProgressNote.version, ProgressNote.signed_at, ProgressNote.questions, ProgressNote.body_blob,
           ProgressNote.happened_blob, KEPT_AT)  # fmt: skip
HERE = ProgressNote.session_id == bindparam("session", type_=Id)
LOOK = select(*COLUMNS).where(HERE)
LOOK_AT_BOTH = (
    select(*COLUMNS, ProcessNote.id, ProcessNote.version, ProcessNote.body_blob)
    .outerjoin(ProcessNote, and_(ProcessNote.session_id == ProgressNote.session_id,
                                 ProcessNote.author_id == bindparam("writer", type_=Id)))
    .where(HERE)
)  # fmt: skip
WRITE = (
    update(ProgressNote)
    .where(ProgressNote.id == bindparam("note", type_=Id), ProgressNote.version == bindparam("before"),
           ProgressNote.signed_at.is_(None))
    .values(body_blob=bindparam("body", type_=LargeBinary), happened_blob=bindparam("taken", type_=LargeBinary),
            safety_blob=bindparam("safe", type_=LargeBinary), questions=bindparam("asked", type_=JSON),
            version=bindparam("after"), saved_at=bindparam("now", type_=Moment))
    .execution_options(synchronize_session=False)
)  # fmt: skip
WRITE_OWN = (
    update(ProcessNote)
    .where(ProcessNote.id == bindparam("own", type_=Id), ProcessNote.version == bindparam("before"))
    .values(body_blob=bindparam("body", type_=LargeBinary), version=bindparam("after"), saved_at=bindparam("now", type_=Moment))
    .execution_options(synchronize_session=False)
)  # fmt: skip


@dataclass(frozen=True)
class Written:
    """Where the two pages stand after a save."""

    version: int
    private_version: int


def write_on(session_id: str, typed, *, writer: str, now: datetime) -> Written | None:
    """Puts what was `typed` (workspace/writing.py: body, safety, ticked, private, shown, inside, version, private_version)
    into the draft. None when it takes the long way: there is none yet, it stands elsewhere than the page thinks, it is
    signed, a version is due, or a question was ticked whose words are not stored."""
    both = typed.private or typed.private_version  # else the author's own page is empty, and was when the page was drawn
    row = db.session.execute(LOOK_AT_BOTH if both else LOOK, {"session": session_id, "writer": writer}).one_or_none()
    if row is None or row[2] or row[1] != typed.version or due(row[6], now):
        return None
    asked, own = _asked(row[3], typed.ticked), _own(row[7:], typed) if both else {}
    if asked is None or own is None:
        return None
    told = _sealed(row, typed) | {"asked": asked, "note": row[0], "before": row[1], "after": row[1] + 1, "now": now}
    if db.session.execute(WRITE, told).rowcount != 1:
        return None
    if own:
        db.session.execute(WRITE_OWN, own | {"now": now})
    return Written(row[1] + 1, typed.private_version + bool(own))


def _asked(stored: Sequence[Mapping], ticked: Sequence[str]) -> list | None:
    """The ticked questions with their stored words; None when one is new."""
    known = {f"{item['phase']}:{item['id']}": item for item in stored}
    return [known[key] for key in ticked] if set(ticked) <= known.keys() else None


def _own(stored, typed) -> dict | None:
    """What to write into the author's own page: {} when nothing changed; None when it does not exist yet or moved on."""
    own_id, version, blob = stored
    if own_id is None:
        return None if typed.private else {}
    practice = current().practice_id
    if vault.open_field(ProcessNote, "body", practice, own_id, blob) == typed.private:
        return {}
    if version != typed.private_version:
        return None
    return {"own": own_id, "before": version, "after": version + 1,
            "body": vault.seal_field(ProcessNote, "body", practice, own_id, typed.private)}  # fmt: skip


def _sealed(row, typed) -> dict:
    practice, note = current().practice_id, row[0]
    body = {**(vault.open_field(ProgressNote, "body", practice, note, row[4]) or {}), **typed.body}
    blobs = {"body": vault.seal_field(ProgressNote, "body", practice, note, body), "taken": row[5], "safe": None}
    if typed.shown and row[5] is not None:
        taken = happened.chosen(vault.open_field(ProgressNote, "happened", practice, note, row[5]), typed.shown, typed.inside)
        blobs["taken"] = vault.seal_field(ProgressNote, "happened", practice, note, taken)
    if any(typed.safety.values()):
        blobs["safe"] = vault.seal_field(ProgressNote, "safety", practice, note, typed.safety)
    return blobs
