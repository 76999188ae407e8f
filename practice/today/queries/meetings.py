"""The sessions of a day with the latest words of whoever comes: two queries."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Text, and_, bindparam, cast, or_, select

from practice.db import Id, Moment, db, most
from practice.episodes.models import EpisodeState, TherapySession
from practice.homework.models import Entry
from practice.notes.models import ProgressNote
from practice.vault import open_field


@dataclass(frozen=True)
class Meeting:
    """A session of the day; `people` are {client: name} of whoever comes."""

    session_id: str
    episode_id: str
    client_id: str | None
    number: int
    starts_at: datetime
    minutes: int
    place: str | None
    has_note: bool
    signed: bool
    people: dict[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Words:
    """The latest thing somebody sent: its first written answer, title and when."""

    client_id: str
    said: str
    title: str
    sent_at: datetime


def whose(episode_id, client_id):
    """The state rows that name whoever something is about: one client, or everybody in the episode."""
    return and_(EpisodeState.episode_id == episode_id, or_(client_id.is_(None), EpisodeState.client_id == client_id))


# Statements are built once: building one costs as much as running it.
MEETINGS = (
    select(TherapySession.id, TherapySession.episode_id, TherapySession.client_id, TherapySession.number,
           TherapySession.starts_at, TherapySession.minutes, TherapySession.place, ProgressNote.id,
           ProgressNote.signed_at, EpisodeState.client_id, EpisodeState.display_name)
    .outerjoin(ProgressNote, ProgressNote.session_id == TherapySession.id)
    .outerjoin(EpisodeState, whose(TherapySession.episode_id, TherapySession.client_id))
    .where(TherapySession.starts_at >= bindparam("start", type_=Moment), TherapySession.cancelled_at.is_(None),
           TherapySession.starts_at < bindparam("end", type_=Moment))
    .order_by(TherapySession.starts_at, TherapySession.id, EpisodeState.display_name)
)  # fmt: skip
LABELS = cast(Entry.labels, Text)  # the words the client saw; read (json.loads) for the few that are shown
WORDS = (
    select(Entry.id, Entry.practice_id, Entry.client_id, Entry.answers_blob, Entry.sent_at, LABELS)
    .where(Entry.episode_id.in_(bindparam("episodes", expanding=True, type_=Id)), Entry.kind != "declined",
           Entry.taken_back_at.is_(None))
    .order_by(Entry.sent_at.desc()).limit(most(40))
)  # fmt: skip


def meetings(start: datetime, end: datetime) -> list[Meeting]:
    """Sessions of a day on the caseload, in order."""
    found: dict[str, Meeting] = {}
    for row in db.session.execute(MEETINGS, {"start": start, "end": end}):
        meeting = found.setdefault(row[0], Meeting(*row[:7], row[7] is not None, row[8] is not None))
        if row[9] is not None:
            meeting.people[row[9]] = row[10]
    return list(found.values())


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


def _title(labels: str) -> str:
    return json.loads(labels)["title"]
