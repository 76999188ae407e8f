"""Sending an answer, and taking it back until somebody has read it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from practice import clock
from practice.access.scope import ClientScope, current
from practice.audit.actions import record
from practice.db import db
from practice.homework.actions.drafting import one_at_a_time, put_aside
from practice.homework.actions.noting import note_homework, people_of
from practice.homework.actions.placing import NotYet, with_ratings
from practice.homework.actions.sharing import share as share_entry
from practice.homework.actions.sharing import withdraw_copies
from practice.homework.models import Entry, EntryReading, HomeworkAssignment
from practice.homework.queries import asked_of
from practice.homework.queries.positions import positions, refs_in
from practice.i18n import _, zone
from practice.protocols.answers import labels, validate
from practice.protocols.codecs import as_date, as_time
from practice.protocols.protocol import Exercise
from practice.ratings.actions import take_back as take_back_rating
from practice.safety.actions import raise_flag
from practice.safety.rules import DISTRESS_URGENCY, distress_needs_flag

DECLINED = "declined"
REVOKED = ("stopped", "withdrawn")


class NotTheWriter(Exception):
    """Somebody else writes this one, or the exercise is not open."""


class Stopped(NotTheWriter):
    """What both do together was stopped or put aside: nothing more of it reaches anybody."""


class AlreadyRead(Exception):
    """It was read, so it stays."""


def send_entry(
    assignment: HomeworkAssignment, *, occurrence: str, answers: dict, made_id: str, share: bool = False,
    kind: str = "answer", decline: str | None = None, said_at: datetime | None = None, on_behalf_of: bool = False,
    distress: int | None = None, tab: str | None = None, whole: bool = False, at: datetime | None = None,
) -> Entry:  # fmt: skip
    """One answer, for good: checked, frozen with the words the client saw, in its author's private room.

    Sending the same `made_id` again returns the entry that is there and does nothing else. kind: answer, declined
    (with `decline`) or no-moment. Positions on ladders become Ratings. `distress` (0-10, default: from the answers)
    of 8 or more raises a flag. `tab`: the draft this came from; without it every draft of this asking is done with.
    `whole`: every question of it, from a sheet printed before the short version was agreed. Raises NotYet, NotTheWriter
    (Stopped for a joint one that was stopped or put aside), sharing.NotShared when there is nobody to share with.
    """
    sender, client_id = current().actor_id, _author(assignment)
    if known := sent_before(sender, made_id):
        return known
    exercise = _open_now(assignment, client_id, whole)
    if kind != DECLINED and (faults := validate(exercise, answers)):
        raise NotYet(faults)
    entry = Entry(
        episode_id=assignment.episode_id, client_id=client_id, assignment_id=assignment.id,
        exercise_id=assignment.exercise_id, occurrence=occurrence, kind=kind,
        decline=decline if kind == DECLINED else None, protocol_version_id=assignment.protocol_version_id,
        labels=_labels(exercise, kind, assignment.title), sent_at=at or clock.now(), said_at=said_at or said(answers),
        made_id=made_id, on_behalf_of=on_behalf_of, sent_by=sender)  # fmt: skip
    if known := _put_down(entry, exercise, answers):
        return known
    record("send_entry", entry)
    _afterwards(assignment, entry, distress if distress is not None else answers.get("distress_after"), tab, at)
    if share or (assignment.client_id is None and kind == "answer"):
        share_entry(entry, at=at)
    return entry


def take_back(entry: Entry, *, at: datetime | None = None) -> None:
    """The author takes an entry back; it leaves the inbox, the shared room and the ladders. Raises AlreadyRead."""
    read = select(EntryReading.id).where(EntryReading.entry_id == entry.id, EntryReading.step == "read")
    if db.session.scalars(read).first() is not None:
        raise AlreadyRead
    if entry.taken_back_at is None:
        entry.taken_back_at = at or clock.now()
        withdraw_copies(entry, entry.taken_back_at)
        for ref in positions(refs_in([entry.answers or {}])):
            take_back_rating(ref, at=entry.taken_back_at)
        record("take_back", entry)
        note_homework(entry.episode_id, [entry.client_id], at)


def said(answers: dict) -> datetime | None:
    """When it happened, from an answered "when"; noon where no time was given. None when it was not said."""
    when = answers.get("when")
    day: date | None = as_date(when.get("date")) if isinstance(when, dict) else None
    if day is None:
        return None
    return datetime.combine(day, as_time(when.get("time")) or time(12), ZoneInfo(zone()))


def _put_down(entry: Entry, exercise: Exercise, answers: dict) -> Entry | None:
    """Writes entry and ratings as one; when the same page was sent at the same moment, returns the one that is there."""
    try:
        with db.session.begin_nested():
            entry.answers = with_ratings(exercise, answers, entry, entry.sent_at)
            db.session.add(entry)
            db.session.flush()
    except IntegrityError:
        if known := sent_before(entry.sent_by, entry.made_id):
            return known
        raise
    return None


def _author(assignment: HomeworkAssignment) -> str:
    """Whose room the entry lies in. Raises NotTheWriter for a partner who is not the one named to write."""
    author = assignment.client_id or assignment.scribe_id
    scope = current()
    if isinstance(scope, ClientScope) and scope.client_id != author:
        raise NotTheWriter
    return author


def _labels(exercise: Exercise, kind: str, title: str) -> dict:
    if kind != DECLINED:
        return {**labels(exercise), "title": title}
    said_with_it = {"id": "why", "kind": "text", "label": _("What you wrote with it")}
    return {"exercise": exercise.id, "title": title, "fields": [said_with_it]}


def _open_now(assignment: HomeworkAssignment, client_id: str, whole: bool) -> Exercise:
    """The questions that may be answered. What both do is looked up anew, behind a stop that comes in at this moment."""
    if assignment.client_id is None:
        one_at_a_time(assignment.id)
        how = select(HomeworkAssignment.ended_how).where(HomeworkAssignment.id == assignment.id)
        if db.session.scalars(how).one() in REVOKED:
            raise Stopped
    exercise = asked_of(assignment, client_id, whole=whole)
    if exercise is None:
        raise NotTheWriter
    return exercise


def sent_before(sender: str, made_id: str) -> Entry | None:
    """What this sender sent with this key; None before it is sent."""
    return db.session.scalars(select(Entry).where(Entry.sent_by == sender, Entry.made_id == made_id)).one_or_none()


def _afterwards(assignment: HomeworkAssignment, entry: Entry, distress, tab: str | None, at: datetime | None) -> None:
    if type(distress) is int and distress_needs_flag(distress):
        raise_flag(entry.episode_id, entry.client_id, kind="distress", urgency=DISTRESS_URGENCY, source_id=entry.id, at=at)
    if isinstance(current(), ClientScope):
        put_aside(assignment, occurrence=entry.occurrence, tab=tab, at=at)
    note_homework(entry.episode_id, people_of(assignment), at)
