"""What Today shows, in four queries whatever the size of the caseload."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Text, bindparam, cast, exists, literal, null, select, union_all

from practice.db import Id, Moment, db
from practice.episodes.models import TherapySession
from practice.homework.models import Entry, EntryReading
from practice.notes.models import ProgressNote
from practice.safety.models import Flag, FlagStep
from practice.vault import open_field


@dataclass(frozen=True)
class Meeting:
    session_id: str
    episode_id: str
    client_id: str | None
    number: int
    starts_at: datetime
    minutes: int
    place: str | None
    has_note: bool
    signed: bool


@dataclass(frozen=True)
class Words:
    """The latest thing somebody sent: its first written answer, title and when."""

    client_id: str
    said: str
    title: str
    sent_at: datetime


@dataclass(frozen=True)
class Waiting:
    """Something that waits: kind is flag, entry or note; `subject_id` what to open; oldest duty first."""

    kind: str
    subject_id: str
    episode_id: str
    client_id: str | None
    at: datetime
    title: str | None


# Statements are built once: building one costs as much as running it.
MEETINGS = (
    select(TherapySession.id, TherapySession.episode_id, TherapySession.client_id, TherapySession.number,
           TherapySession.starts_at, TherapySession.minutes, TherapySession.place, ProgressNote.id,
           ProgressNote.signed_at)
    .outerjoin(ProgressNote, ProgressNote.session_id == TherapySession.id)
    .where(TherapySession.starts_at >= bindparam("start", type_=Moment), TherapySession.cancelled_at.is_(None),
           TherapySession.starts_at < bindparam("end", type_=Moment))
    .order_by(TherapySession.starts_at)
)  # fmt: skip
LABELS = cast(Entry.labels, Text)  # the words the client saw; read (json.loads) for the few that are shown
WORDS = (
    select(Entry.id, Entry.practice_id, Entry.client_id, Entry.answers_blob, Entry.sent_at, LABELS)
    .where(Entry.episode_id.in_(bindparam("episodes", expanding=True, type_=Id)), Entry.kind != "declined",
           Entry.taken_back_at.is_(None))
    .order_by(Entry.sent_at.desc()).limit(40)
)  # fmt: skip
LONGEST = 12
WAITING = union_all(
    select(literal("flag").label("kind"), Flag.id, Flag.episode_id, Flag.client_id, Flag.raised_at.label("at"),
           Flag.urgency.label("title"))
    .where(~exists().where(FlagStep.flag_id == Flag.id, FlagStep.step == "closed")),
    select(literal("entry"), Entry.id, Entry.episode_id, Entry.client_id, Entry.sent_at, LABELS)
    .where(Entry.episode_id.in_(bindparam("unread", expanding=True, type_=Id)), Entry.taken_back_at.is_(None),
           # with the step in it, the unique key answers
           ~exists().where(EntryReading.entry_id == Entry.id, EntryReading.step == "read")),
    select(literal("note"), ProgressNote.session_id, ProgressNote.episode_id, ProgressNote.client_id,
           ProgressNote.saved_at, null())
    .where(ProgressNote.author_of == bindparam("by", type_=Id), ProgressNote.signed_at.is_(None)),
)  # fmt: skip


def meetings(start: datetime, end: datetime) -> list[Meeting]:
    """Sessions of a day on the caseload, in order."""
    found = db.session.execute(MEETINGS, {"start": start, "end": end})
    return [Meeting(*row[:7], row[7] is not None, row[8] is not None) for row in found]


def latest_words(episode_ids: list[str]) -> dict[str, Words]:
    """{client id: what they sent last} for the episodes of the day."""
    words: dict[str, Words] = {}
    for entry_id, practice_id, client_id, blob, sent_at, labels in db.session.execute(WORDS, {"episodes": episode_ids}):
        if client_id not in words:
            said = first_words(open_field(Entry, "answers", practice_id, entry_id, blob))
            if said:
                words[client_id] = Words(client_id, said, _title(labels), sent_at)
    return words


def first_words(answers, longest: int = 220) -> str:
    """The first sentence-like answer in what was sent, shortened at a word."""
    for text in _texts(answers):
        if len(text) > 12 or " " in text:
            return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"
    return ""


def _texts(answers):
    if isinstance(answers, str):
        yield answers.strip()
    elif isinstance(answers, dict):
        for key, value in answers.items():
            if key not in ("date", "time", "ref", "id", "entry"):
                yield from _texts(value)
    elif isinstance(answers, list):
        for value in answers:
            yield from _texts(value)


def waiting(counselor_id: str, unread: list[str]) -> list[Waiting]:
    """Open flags first, then what is unread or unsigned, oldest first. `unread`: episodes with entries to read."""
    # Sorted here: a database that merges three sorted parts takes longer than it took to find them.
    found = [Waiting(*row) for row in db.session.execute(WAITING, {"by": counselor_id, "unread": unread})]
    found.sort(key=lambda item: (item.kind != "flag", item.at))
    return [replace(item, title=_title(item.title)) if item.kind == "entry" else item for item in found[:LONGEST]]


def _title(labels: str) -> str:
    return json.loads(labels)["title"]
