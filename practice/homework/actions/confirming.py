"""What both did together is written by one and confirmed by the other."""

from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.access.scope import current
from practice.audit.actions import record
from practice.db import db
from practice.homework.actions.noting import note_homework
from practice.homework.actions.sending import NotTheWriter
from practice.homework.models import Entry, HomeworkAssignment, SharedEntry
from practice.i18n import _

CONFIRMED = "confirmed"


def confirm(shared: SharedEntry, *, words: str | None = None, at: datetime | None = None) -> Entry:
    """The partner says that this is how it was, and may add words for the counselor alone, in their own room.

    Confirming twice returns the first. Raises NotTheWriter for whoever wrote it and for what was not done together.
    """
    client_id = current().client_id
    assignment = together_of(shared)
    if assignment is None or shared.shared_by == client_id:
        raise NotTheWriter
    if known := confirmed(shared, client_id):
        return known
    said = (words or "").strip()
    entry = Entry(
        episode_id=shared.episode_id, client_id=client_id, assignment_id=assignment.id, exercise_id=assignment.exercise_id,
        occurrence=f"confirms:{shared.id}", kind=CONFIRMED, protocol_version_id=assignment.protocol_version_id,
        labels={"exercise": assignment.exercise_id, "title": shared.title,
                "fields": [{"id": "why", "kind": "text", "label": _("What you added")}]},
        answers={"why": said} if said else {}, sent_at=at or clock.now(), made_id=f"confirms:{shared.id}",
        sent_by=client_id)  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    record("confirm", entry)
    note_homework(shared.episode_id, [client_id], at)
    return entry


def confirmed(shared: SharedEntry, client_id: str) -> Entry | None:
    """This partner's confirmation, if there is one."""
    return db.session.scalars(select(Entry).where(
        Entry.client_id == client_id, Entry.occurrence == f"confirms:{shared.id}",
        Entry.taken_back_at.is_(None))).first()  # fmt: skip


def together_of(shared: SharedEntry) -> HomeworkAssignment | None:
    """The joint assignment a shared entry answers; None for what one partner chose to share."""
    return db.session.scalars(
        select(HomeworkAssignment).where(
            HomeworkAssignment.episode_id == shared.episode_id, HomeworkAssignment.client_id.is_(None),
            HomeworkAssignment.exercise_id == shared.labels.get("exercise"))
        .order_by(HomeworkAssignment.agreed_at.desc()).limit(1)).one_or_none()  # fmt: skip
