"""Last time: when it was, and what was promised then. Each statement is built once, see episodes/queries/caseload.py."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, Text, bindparam, case, cast, exists, func, null, or_, select, union_all

from practice.db import Id, Moment, db, most
from practice.episodes.models import Attendance, TherapySession
from practice.notes.models import Addendum, ProgressNote
from practice.planning.sheet import SHARED
from practice.vault import open_field

EPISODE, CLIENT, BEFORE = bindparam("episode", type_=Id), bindparam("client", type_=Id), bindparam("before", type_=Moment)
EARLIER = (TherapySession.episode_id == EPISODE, TherapySession.starts_at < BEFORE)
# A shared sheet knows joint meetings alone; somebody's own sheet knows theirs as well.
WITH = {True: TherapySession.client_id.is_(None),
        False: or_(TherapySession.client_id.is_(None), TherapySession.client_id == CLIENT)}  # fmt: skip
TAKEN_BACK = exists().where(Addendum.note_id == ProgressNote.id, Addendum.kind == "retraction")


# Nobody noted who came, or somebody did come.
CAME = func.coalesce(select(func.max(case((Attendance.status == "attended", 1), else_=0)))
                     .where(Attendance.session_id == TherapySession.id).scalar_subquery(), 1) == 1  # fmt: skip


def _latest(columns, *which):
    return columns.where(*EARLIER, *which).order_by(TherapySession.starts_at.desc()).limit(most(1))


def _found(rooms):
    nothing = (cast(null(), Id).label("id"), cast(null(), Id).label("practice_id"), cast(null(), LargeBinary).label("body"),
               cast(null(), Text).label("format"))  # fmt: skip
    held = _latest(select(TherapySession.starts_at, *nothing), rooms, TherapySession.cancelled_at.is_(None), CAME)
    note = (ProgressNote.id, ProgressNote.practice_id, ProgressNote.body_blob.label("body"), ProgressNote.format)
    signed = select(TherapySession.starts_at, *note).join(TherapySession, TherapySession.id == ProgressNote.session_id)
    signed = _latest(signed, rooms, ProgressNote.signed_at.is_not(None), ~TAKEN_BACK)
    return union_all(select(held.subquery()), select(signed.subquery()))


LAST = {shared: _found(rooms) for shared, rooms in WITH.items()}


@dataclass(frozen=True)
class Last:
    """When the latest meeting of a room began that was neither cancelled nor missed; the words by field and the format of
    the latest note that was signed and not retracted, which need not be the same meeting's."""

    held: datetime | None = None
    body: dict | None = None
    format: str = ""


def last_time(episode_id: str, room: str, before: datetime) -> Last:
    """Last time as one room knows it."""
    own = {} if room == SHARED else {"client": room}
    held, body, form = None, None, ""
    for row in db.session.execute(LAST[room == SHARED], {"episode": episode_id, "before": before, **own}):
        if row.id is None:
            held = row.starts_at
        else:
            body, form = open_field(ProgressNote, "body", row.practice_id, row.id, row.body) or {}, row.format
    return Last(held, body, form)
