"""What Today shows, in four queries whatever the size of the caseload."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Text, and_, bindparam, cast, exists, literal, null, or_, select, union_all

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.accounts.models import Counselor
from practice.db import Id, Moment, db
from practice.episodes.models import EpisodeState, TherapySession
from practice.homework.models import Entry, EntryReading, HomeworkAssignment
from practice.notes.models import ProgressNote
from practice.safety.models import Flag, FlagAlert, FlagStep
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


@dataclass(frozen=True)
class Waiting:
    """Something that waits: kind is flag, told, entry or note; `subject_id` what to open, `name` whose it is.

    `count`: how many answers of one person; `at` and `title` are those of the oldest. Of a flag, the title is `supervisor`
    when nobody has looked for the practice's time. told: a flag beyond the caseload; `name` is the counselor who leads.
    """

    kind: str
    subject_id: str
    episode_id: str
    client_id: str | None
    at: datetime
    title: str | None
    name: str | None
    count: int = 1


def _whose(episode_id, client_id):
    """The state rows that name whoever something is about: one client, or everybody in the episode."""
    return and_(EpisodeState.episode_id == episode_id, or_(client_id.is_(None), EpisodeState.client_id == client_id))


# Statements are built once: building one costs as much as running it.
MEETINGS = (
    select(TherapySession.id, TherapySession.episode_id, TherapySession.client_id, TherapySession.number,
           TherapySession.starts_at, TherapySession.minutes, TherapySession.place, ProgressNote.id,
           ProgressNote.signed_at, EpisodeState.client_id, EpisodeState.display_name)
    .outerjoin(ProgressNote, ProgressNote.session_id == TherapySession.id)
    .outerjoin(EpisodeState, _whose(TherapySession.episode_id, TherapySession.client_id))
    .where(TherapySession.starts_at >= bindparam("start", type_=Moment), TherapySession.cancelled_at.is_(None),
           TherapySession.starts_at < bindparam("end", type_=Moment))
    .order_by(TherapySession.starts_at, TherapySession.id, EpisodeState.display_name)
)  # fmt: skip
LABELS = cast(Entry.labels, Text)  # the words the client saw; read (json.loads) for the few that are shown
WORDS = (
    select(Entry.id, Entry.practice_id, Entry.client_id, Entry.answers_blob, Entry.sent_at, LABELS)
    .where(Entry.episode_id.in_(bindparam("episodes", expanding=True, type_=Id)), Entry.kind != "declined",
           Entry.taken_back_at.is_(None))
    .order_by(Entry.sent_at.desc()).limit(40)
)  # fmt: skip
LONGEST = 12
BY, AT = bindparam("by", type_=Id), bindparam("moment", type_=Moment)
FIRST = ("flag", "told")
_NAMED = EpisodeState.display_name
WAITING = union_all(
    select(literal("flag"), Flag.id, Flag.episode_id, Flag.client_id, Flag.raised_at, null(), _NAMED)
    .outerjoin(EpisodeState, _whose(Flag.episode_id, Flag.client_id))
    .where(~exists().where(FlagStep.flag_id == Flag.id, FlagStep.step == "closed")),
    # From the rows that say something is unread. With the step in it, the unique key answers.
    select(literal("entry"), Entry.id, Entry.episode_id, Entry.client_id, Entry.sent_at, HomeworkAssignment.title, _NAMED)
    .select_from(EpisodeState)
    .join(Entry, and_(Entry.episode_id == EpisodeState.episode_id, Entry.client_id == EpisodeState.client_id))
    .join(HomeworkAssignment, HomeworkAssignment.id == Entry.assignment_id)
    .where(EpisodeState.unread_entries > 0, Entry.taken_back_at.is_(None),
           ~exists().where(EntryReading.entry_id == Entry.id, EntryReading.step == "read")),
    select(literal("note"), ProgressNote.session_id, ProgressNote.episode_id, ProgressNote.client_id,
           ProgressNote.saved_at, null(), _NAMED)
    .outerjoin(EpisodeState, _whose(ProgressNote.episode_id, ProgressNote.client_id))
    .where(ProgressNote.author_of == BY, ProgressNote.signed_at.is_(None)),
    # What this counselor was told of and nobody has looked at. Beyond their caseload the door shows the alert, never the flag.
    select(literal("told"), FlagAlert.flag_id, FlagAlert.episode_id, cast(null(), Id), FlagAlert.at, FlagAlert.kind,
           Counselor.display_name)
    .outerjoin(CaseloadAssignment, and_(CaseloadAssignment.practice_id == FlagAlert.practice_id,
                                        CaseloadAssignment.episode_id == FlagAlert.episode_id, CaseloadAssignment.kind == "lead",
                                        CaseloadAssignment.starts_at <= AT,
                                        or_(CaseloadAssignment.ends_at.is_(None), CaseloadAssignment.ends_at > AT)))
    .outerjoin(Counselor, Counselor.id == CaseloadAssignment.counselor_id)
    .where(FlagAlert.to_id == BY, ~exists().where(FlagStep.flag_id == FlagAlert.flag_id)),
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


def waiting(counselor_id: str) -> list[Waiting]:
    """Open flags first, then what is unread or unsigned, oldest first; what one person sent stands in one line."""
    rows = _once(db.session.execute(WAITING, {"by": counselor_id, "moment": clock.now()}).all())
    # Sorted here: a database that merges three sorted parts takes longer than it took to find them.
    rows.sort(key=lambda row: (row[0] not in FIRST, row[4]))
    found: dict[tuple, list] = {}
    for row in rows:
        found.setdefault((row[0], row[3]) if row[0] == "entry" else row[:2], []).append(row)
    return [_waiting(same) for same in list(found.values())[:LONGEST]]


def _once(rows: list) -> list:
    """A flag that can be opened stands for what was told of it; its title says that the supervisor was."""
    told = {row[1]: row[5] for row in rows if row[0] == "told"}
    if not told:
        return rows
    flags = {row[1] for row in rows if row[0] == "flag"}
    return [(*row[:5], _title_of(row, told), row[6]) for row in rows if row[0] != "told" or row[1] not in flags]


def _title_of(row, told: dict[str, str]) -> str | None:
    if row[0] == "flag":
        return "supervisor" if told.get(row[1]) == "supervisor" else None
    return None if row[0] == "told" else row[5]


def _waiting(rows: list) -> Waiting:
    """The oldest of the rows of one line; of a couple, one row for each name."""
    names = sorted({row[6] for row in rows if row[6]})
    return Waiting(*rows[0][:6], " · ".join(names) or None, len({row[1] for row in rows}))


def _title(labels: str) -> str:
    return json.loads(labels)["title"]
