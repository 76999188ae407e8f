"""Agreed exercises and how each stands. Columns only, a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter, itemgetter

from sqlalchemy import Text, and_, bindparam, cast, func, literal, null, or_, select, union_all

from practice import clock, vault
from practice.access.models import Participant
from practice.db import Id, Moment, db
from practice.homework.models import Beginning, Entry, HomeworkAssignment
from practice.homework.occurrences import ONCE, Agreed, Open, occurrence_on, occurrences, state_of, still_asked
from practice.i18n import zone

COLUMNS = (
    HomeworkAssignment.id, HomeworkAssignment.practice_id, HomeworkAssignment.episode_id, HomeworkAssignment.client_id,
    HomeworkAssignment.title, HomeworkAssignment.exercise_id, HomeworkAssignment.phase_id, HomeworkAssignment.cycle,
    HomeworkAssignment.frequency, HomeworkAssignment.every, HomeworkAssignment.opens_on, HomeworkAssignment.until,
    HomeworkAssignment.scribe_id, HomeworkAssignment.message_blob, HomeworkAssignment.agreed_by,
    HomeworkAssignment.agreed_at, HomeworkAssignment.ended_at,
)  # fmt: skip
IDS = bindparam("ids", expanding=True, type_=Id)
EPISODE = bindparam("episode", type_=Id)
HAPPENED = union_all(
    select(Entry.assignment_id, Entry.client_id, Entry.occurrence, Entry.kind, Entry.sent_at, Entry.id)
    .where(Entry.assignment_id.in_(IDS), Entry.taken_back_at.is_(None)),
    select(Beginning.assignment_id, Beginning.client_id, Beginning.occurrence, literal("begun"), cast(null(), Moment),
           cast(null(), Id))
    .where(Beginning.assignment_id.in_(IDS), Beginning.begun_at.is_not(None)),
)  # fmt: skip


def _in_place(assignment_id, client_id, occurrence, kind, sent_at, entry_id) -> list:
    """What happened, in the places of an agreed exercise: one statement reads both."""
    told = {"id": assignment_id, "client_id": client_id, "title": occurrence, "frequency": kind, "agreed_at": sent_at,
            "scribe_id": entry_id}  # fmt: skip
    return [told.get(column.key, cast(null(), column.type)) for column in COLUMNS]


def _with_happened(*which):
    """The agreed exercises of an episode, and what happened in them. Built once, see episodes/queries/caseload.py."""
    ours = (HomeworkAssignment.episode_id == EPISODE, *which)
    ids = select(HomeworkAssignment.id).where(*ours)
    sent = _in_place(Entry.assignment_id, Entry.client_id, Entry.occurrence, Entry.kind, Entry.sent_at, Entry.id)
    begun = _in_place(Beginning.assignment_id, Beginning.client_id, Beginning.occurrence, literal("begun"),
                      cast(null(), Moment), cast(null(), Id))  # fmt: skip
    return union_all(
        select(*COLUMNS, literal(True).label("agreed")).where(*ours),
        select(*sent, literal(False))
        .where(Entry.episode_id == EPISODE, Entry.assignment_id.in_(ids), Entry.taken_back_at.is_(None)),
        select(*begun, literal(False))
        .where(Beginning.episode_id == EPISODE, Beginning.assignment_id.in_(ids), Beginning.begun_at.is_not(None)),
    )  # fmt: skip


# How the askings of one exercise stand, from a first one on: counted where it lies, along (practice, episode, sent_at).
EVER = date(1970, 1, 1)
ASKING = (bindparam("assignment", type_=Id), bindparam("client", type_=Id), bindparam("first"))
STANDING = union_all(
    select(Entry.occurrence, Entry.kind, func.max(Entry.sent_at))
    .where(Entry.episode_id == EPISODE, Entry.sent_at >= bindparam("since", type_=Moment), Entry.assignment_id == ASKING[0],
           Entry.client_id == ASKING[1], Entry.occurrence >= ASKING[2], Entry.taken_back_at.is_(None))
    .group_by(Entry.occurrence, Entry.kind),
    select(Beginning.occurrence, cast(null(), Text), cast(null(), Moment))
    .where(Beginning.episode_id == EPISODE, Beginning.assignment_id == ASKING[0], Beginning.client_id == ASKING[1],
           Beginning.occurrence >= ASKING[2], Beginning.begun_at.is_not(None)),
)  # fmt: skip
AGREED = _with_happened()
RUNNING = _with_happened(HomeworkAssignment.ended_at.is_(None))


@dataclass(frozen=True)
class OpenHomework:
    """One agreed exercise as one person has it. `occurrence` is the asking that runs, else the latest one; `state`
    is one of the four. `client_id` None: done together, written by `scribe_id`."""

    id: str
    episode_id: str
    client_id: str | None
    title: str
    exercise_id: str
    phase_id: str
    cycle: int
    agreed: Agreed
    occurrence: str | None
    state: str
    asked: bool
    message: str | None
    agreed_by: str
    agreed_at: datetime
    scribe_id: str | None = None
    sent_at: datetime | None = None
    entry_id: str | None = None

    @property
    def together(self) -> bool:
        return self.client_id is None

    @property
    def frequency(self) -> str:
        return self.agreed.frequency

    @property
    def every(self) -> int:
        return self.agreed.every


@dataclass
class Facts:
    """What happened in one asking: kinds sent, whether a draft was begun, the latest entry."""

    kinds: list[str] = field(default_factory=list)
    begun: bool = False
    sent_at: datetime | None = None
    entry_id: str | None = None


def agreed_of(assignment: HomeworkAssignment) -> Agreed:
    """The time part of an assignment, for the pure functions."""
    ended = clock.today(zone(), assignment.ended_at) if assignment.ended_at else None
    return Agreed(assignment.frequency, assignment.opens_on, assignment.every, assignment.until, ended)


def open_for(client_id: str, on: date) -> list[OpenHomework]:
    """What one client has agreed to and not ended, of the episodes they take part in, latest agreed first."""
    mine = HomeworkAssignment.client_id == client_id
    ours = and_(HomeworkAssignment.client_id.is_(None), HomeworkAssignment.episode_id.in_(_taking_part(client_id)))
    rows = db.session.execute(
        select(*COLUMNS).where(HomeworkAssignment.ended_at.is_(None), HomeworkAssignment.opens_on <= on, or_(mine, ours),
                               HomeworkAssignment.episode_id.in_(_taking_part(client_id)))
        .order_by(HomeworkAssignment.agreed_at.desc())).all()  # fmt: skip
    facts = _facts([row.id for row in rows])
    return [_shown(row, client_id, on, facts) for row in rows]


def of_episode(episode_id: str, *, on: date | None = None, running: bool = False) -> list[OpenHomework]:
    """All that was agreed in an episode, latest first; `running`: only what has not been ended."""
    rows, happened = [], []
    for row in db.session.execute(RUNNING if running else AGREED, {"episode": episode_id}):
        if row.agreed:
            rows.append(row)
        else:
            happened.append((row.id, row.client_id, row.title, row.frequency, row.agreed_at, row.scribe_id))
    rows.sort(key=attrgetter("agreed_at"), reverse=True)
    day, facts = on or clock.today(zone()), _gathered(happened)
    return [_shown(row, row.client_id or row.scribe_id, day, facts) for row in rows]


def standing_of(assignment: HomeworkAssignment, client_id: str, today: date, *,
                most: int | None = None) -> list[tuple[str, str, datetime | None]]:  # fmt: skip
    """(occurrence, state, when something was last sent) of every asking so far, or of the `most` latest, latest first."""
    asked = occurrences(agreed_of(assignment), today)[:most]
    found: dict[str, Facts] = {}
    first = min(asked, default="")
    told = {"episode": assignment.episode_id, "assignment": assignment.id, "client": client_id, "first": first, "since": _since(first)}
    for occurrence, kind, sent_at in db.session.execute(STANDING, told):
        fact = found.setdefault(occurrence, Facts())
        if kind is None:
            fact.begun = True
        else:
            fact.kinds.append(kind)
            fact.sent_at = max(fact.sent_at or sent_at, sent_at)
    facts = [(occurrence, found.get(occurrence, Facts())) for occurrence in asked]
    return [(occurrence, state_of(fact.begun, fact.kinds), fact.sent_at) for occurrence, fact in facts]


def _since(first: str) -> datetime:
    """A moment before anything can have been sent for this asking or a later one, wherever the practice is."""
    return datetime.combine(EVER if first in ("", ONCE) else date.fromisoformat(first) - timedelta(days=2), time(), UTC)


def opened_by(episode_id: str, client_ids: Iterable[str], on: date) -> list[Open]:
    """What each of these people has open on a day: the ground for "is this too much"."""
    found = []
    for row in of_episode(episode_id, on=on, running=True):
        people = [row.client_id] if row.client_id else list(client_ids)
        found += [Open(person, row.title, row.frequency) for person in people if row.asked and person in client_ids]
    return found


def count_open(episode_id: str, client_id: str, on: date) -> int:
    """How many agreed exercises one participant has open on a day, or agreed to begin later: what was agreed stays
    agreed overnight, so the caseload's row need not be written on the day it begins."""
    return sum(row.asked or row.agreed.opens_on > on for row in of_episode(episode_id, on=on, running=True)
               if row.client_id in (client_id, None))  # fmt: skip


def _taking_part(client_id: str):
    now = clock.now()
    return select(Participant.episode_id).where(
        Participant.client_id == client_id, or_(Participant.ends_at.is_(None), Participant.ends_at > now))


def _facts(ids: list[str]) -> dict[tuple[str, str, str], Facts]:
    """{(assignment, author, occurrence): what happened}, from one query."""
    return _gathered(db.session.execute(HAPPENED, {"ids": ids})) if ids else {}


def _gathered(happened: Iterable[tuple]) -> dict[tuple[str, str, str], Facts]:
    found: dict[tuple[str, str, str], Facts] = {}
    sent = []
    for assignment_id, client_id, occurrence, kind, sent_at, entry_id in happened:
        fact = found.setdefault((assignment_id, client_id, occurrence), Facts())
        if entry_id is None:
            fact.begun = True
        else:
            sent.append((sent_at, entry_id, kind, fact))
    for sent_at, entry_id, kind, fact in sorted(sent, key=itemgetter(0)):
        fact.kinds.append(kind)
        fact.sent_at, fact.entry_id = sent_at, entry_id
    return found


def _shown(row, author_id: str | None, day: date, facts: dict) -> OpenHomework:
    ended = clock.today(zone(), row.ended_at) if row.ended_at else None
    agreed = Agreed(row.frequency, row.opens_on, row.every, row.until, ended)
    occurrence = occurrence_on(agreed, day) or next(iter(occurrences(agreed, day)), None)
    fact = facts.get((row.id, author_id, occurrence), Facts())
    state = state_of(fact.begun, fact.kinds)
    message = vault.open_field(HomeworkAssignment, "message", row.practice_id, row.id, row.message_blob)
    return OpenHomework(
        row.id, row.episode_id, row.client_id, row.title, row.exercise_id, row.phase_id, row.cycle, agreed, occurrence,
        state, still_asked(agreed, day, state), message, row.agreed_by, row.agreed_at, row.scribe_id, fact.sent_at,
        fact.entry_id)  # fmt: skip
