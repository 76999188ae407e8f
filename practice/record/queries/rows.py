"""The reads of the client page. Each statement is built once, because building one costs as much as running it."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from flask import abort
from sqlalchemy import Date, Text, and_, bindparam, cast, exists, func, literal, null, select, union_all

from practice.access.models import CaseloadAssignment, Participant
from practice.accounts.models import Counselor
from practice.clients.models import Client, Consent
from practice.db import Id, Moment, db, most
from practice.episodes.models import Attendance, Episode, Intake, Pause, TherapySession
from practice.episodes.queries.lending import STANDING_IN, Lent, ends_after
from practice.episodes.queries.sessions import COLUMNS, SessionRow
from practice.episodes.schedule import Rest
from practice.homework.models import Entry
from practice.homework.queries.positions import words_of_positions
from practice.homework.wording import excerpt
from practice.notes.models import ProgressNote
from practice.notes.queries import STRUCK, NoteLine
from practice.protocols.answers import show
from practice.ratings.models import Ladder, Rating
from practice.ratings.queries import STANDS, LadderRow, Point
from practice.safety.models import Flag, FlagStep, Screening
from practice.vault import open_field

EPISODE = bindparam("episode", type_=Id)
MOST = most()
# From the episode on: an episode the scope may not open gives no row at all.
PEOPLE = (
    select(Episode.id, Episode.kind, Episode.ended_on, Client.id, Client.practice_id, Client.display_name,
           Client.preferred_name, Client.pronouns, Client.language, Client.shared_device, Client.contact_blob,
           Participant.shown_as, Participant.ends_at, Intake.id, Intake.practice_id, Intake.words_blob)
    .outerjoin(Participant, Participant.episode_id == Episode.id)
    .outerjoin(Client, Client.id == Participant.client_id)
    .outerjoin(Intake, and_(Intake.client_id == Client.id, Intake.episode_id == EPISODE))
    .where(Episode.id == EPISODE)
    .order_by(Participant.starts_at, Participant.shown_as, Participant.id, Intake.taken_on, Intake.id)
)  # fmt: skip
NO_DAY, NO_ID, NO_MOMENT, NO_TEXT = (cast(null(), kind) for kind in (Date, Id, Moment, Text))
HELD, NOW = CaseloadAssignment, bindparam("now", type_=Moment)
# What is said with a day or a moment: agreed on, asked on, resting from and until, what a human must see, when we met, in
# whose hands it lies and lay before it ends.
MARKS = union_all(
    select(literal("agreed"), Consent.client_id, Consent.given_on, NO_DAY, NO_ID, NO_MOMENT, NO_MOMENT, NO_TEXT)
    .where(Consent.episode_id == EPISODE, Consent.withdrawn_on.is_(None)),
    select(literal("asked"), Screening.client_id, Screening.done_on, NO_DAY, NO_ID, NO_MOMENT, NO_MOMENT, NO_TEXT)
    .where(Screening.episode_id == EPISODE),
    select(literal("rest"), Pause.client_id, Pause.since, Pause.until, NO_ID, NO_MOMENT, NO_MOMENT, NO_TEXT)
    .where(Pause.episode_id == EPISODE),
    select(literal("flag"), Flag.client_id, NO_DAY, NO_DAY, Flag.id, Flag.raised_at, NO_MOMENT, NO_TEXT)
    .where(Flag.episode_id == EPISODE, ~exists().where(FlagStep.flag_id == Flag.id, FlagStep.step == "closed")),
    select(literal("held"), TherapySession.client_id, NO_DAY, NO_DAY, NO_ID, TherapySession.starts_at, NO_MOMENT, NO_TEXT)
    .where(TherapySession.episode_id == EPISODE, TherapySession.cancelled_at.is_(None),
           TherapySession.starts_at >= bindparam("since", type_=Moment),
           TherapySession.starts_at <= NOW),
    select(HELD.kind, HELD.counselor_id, NO_DAY, NO_DAY, HELD.id, HELD.starts_at, HELD.ends_at, Counselor.display_name)
    .join(Counselor, Counselor.id == HELD.counselor_id).where(HELD.episode_id == EPISODE, STANDING_IN, ends_after(NOW)),
)  # fmt: skip
HOW_MANY = (
    select(func.count()).select_from(TherapySession).where(TherapySession.episode_id == EPISODE).correlate(None)
    .scalar_subquery()
)  # fmt: skip
# One row for each who came or did not.
SESSIONS = (
    select(*COLUMNS, ProgressNote.id, ProgressNote.signed_at, ProgressNote.body_blob, ProgressNote.practice_id, HOW_MANY,
           Attendance.client_id, Attendance.status, ProgressNote.format, ProgressNote.labels, STRUCK)
    .outerjoin(ProgressNote, ProgressNote.session_id == TherapySession.id)
    .outerjoin(Attendance, Attendance.session_id == TherapySession.id)
    .where(TherapySession.episode_id == EPISODE)
    .order_by(TherapySession.starts_at.desc(), TherapySession.id).limit(MOST)
)  # fmt: skip
IN_USE = (Ladder.episode_id == EPISODE, Ladder.ended_at.is_(None))
# A rating has the columns of a Point; a ladder has its own in their places, and in the last whether it was imported.
LADDERS = union_all(
    select(Ladder.id, Ladder.made_at.label("at"), cast(null(), Rating.seq.type).label("seq"), Ladder.low, Ladder.high,
           Ladder.title, Ladder.client_id, Ladder.practice_id, Ladder.words_blob, Ladder.imported).where(*IN_USE),
    select(Rating.ladder_id, Rating.at, Rating.seq, Rating.value, Rating.value_high, Rating.source, Rating.session_id,
           Rating.practice_id, Rating.words_blob, cast(null(), Ladder.imported.type))
    .where(Rating.episode_id == EPISODE, Rating.ladder_id.in_(select(Ladder.id).where(*IN_USE)), STANDS),
).order_by("at", "seq", "id")  # fmt: skip
LATEST = (
    select(Entry.assignment_id, Entry.id, Entry.practice_id, cast(Entry.labels, Text).label("labels"), Entry.answers_blob, Entry.sent_at)
    .where(Entry.episode_id == EPISODE, Entry.taken_back_at.is_(None)).order_by(Entry.sent_at.desc(), Entry.id).limit(12)
)  # fmt: skip


class Care(NamedTuple):
    """An episode, as far as the page names it."""

    id: str
    kind: str
    ended_on: date | None


class Known(NamedTuple):
    """A client, as far as the page names them; how to reach them opens when asked for."""

    id: str
    practice_id: str
    display_name: str
    preferred_name: str | None
    pronouns: str | None
    language: str
    shared_device: bool
    blob: bytes | None

    @property
    def called(self) -> str:
        return self.preferred_name or self.display_name

    @property
    def contact(self) -> dict | None:
        return open_field(Client, "contact", self.practice_id, self.id, self.blob)


class Flagged(NamedTuple):
    """What a human must still look at."""

    id: str
    raised_at: datetime


@dataclass(frozen=True)
class Marks:
    """{client: latest day} of consent and screening; the rests, with whose they are (None: the whole episode's); the
    open flags, latest first; (when, with whom alone) of the meetings that have begun; ids of who leads now; who stands in
    now or soon."""

    agreed: dict[str, date] = field(default_factory=dict)
    asked: dict[str, date] = field(default_factory=dict)
    rests: list[tuple[str | None, Rest]] = field(default_factory=list)
    flags: list[Flagged] = field(default_factory=list)
    held: list[tuple[datetime, str | None]] = field(default_factory=list)
    leads: set[str] = field(default_factory=set)
    lent: list[Lent] = field(default_factory=list)

    def rests_of(self, client_id: str) -> list[Rest]:
        return [rest for whose, rest in self.rests if whose in (None, client_id)]


@dataclass(frozen=True)
class Met:
    """The latest meetings, by session their notes and who came ({client: attended, missed or cancelled}), and how many
    meetings there are in all."""

    sessions: list[SessionRow]
    notes: dict[str, NoteLine]
    came: dict[str, dict[str, str]]
    total: int


def people(episode_id: str) -> tuple[Care, list[tuple[Known, str, bool, dict]]]:
    """The episode and who takes part, as they came: (client, how they are shown, whether their part has ended, the words
    of their latest intake). Aborts with 404 as `access.door.find` does."""
    rows = db.session.execute(PEOPLE, {"episode": episode_id}).all()
    if not rows:
        abort(404)
    latest = {row[3]: row for row in rows if row[3] is not None}
    return Care(*rows[0][:3]), [
        (Known(*row[3:11]), row[11], row[12] is not None, open_field(Intake, "words", row[14], row[13], row[15]) or {})
        for row in latest.values()
    ]


def marks(episode_id: str, since: datetime, now: datetime) -> Marks:
    """Everything that is said with a day or a moment; of the meetings, those from `since` to `now`."""
    found, told = Marks(), {"episode": episode_id, "since": since, "now": now}
    for kind, who, day, until, about, at, ends_at, name in db.session.execute(MARKS, told):
        if kind == "held":
            found.held.append((at, who))
        elif kind == "rest":
            found.rests.append((who, Rest(day, until)))
        elif kind == "flag":
            found.flags.append(Flagged(about, at))
        elif kind == "cover":
            found.lent.append(Lent(about, episode_id, who, name, at, ends_at))
        elif kind == "lead":
            found.leads.update({who} if at <= now else ())
        else:
            said = found.agreed if kind == "agreed" else found.asked
            said[who] = max(day, said.get(who, day))
    found.flags.sort(key=lambda flag: flag.raised_at, reverse=True)
    found.lent.sort(key=lambda one: (one.starts_at, one.name, one.id))
    return found


def met(episode_id: str, most: int, people: int) -> Met:
    """The `most` latest meetings of an episode of so many people."""
    rows = db.session.execute(SESSIONS, {"episode": episode_id, "most": most * max(people, 1)}).all()
    found = Met([], {}, {}, rows[0][11] if rows else 0)
    for row in rows:
        session_id, note_id = row[0], row[7]
        if session_id not in found.came:
            if len(found.sessions) == most:
                break
            found.sessions.append(SessionRow(*row[:7]))
            found.came[session_id] = {}
            if note_id:
                body = open_field(ProgressNote, "body", row[10], note_id, row[9]) or {}
                found.notes[session_id] = NoteLine(note_id, session_id, row[1], row[3], row[8], body, *row[14:])
        if row[12]:
            found.came[session_id][row[12]] = row[13]
    return found


def ladders(episode_id: str) -> list[tuple[LadderRow, list[Point]]]:
    """The ladders in use with all their ratings, oldest first; one statement however many there are."""
    rows, points = [], defaultdict(list)
    for *row, imported in db.session.execute(LADDERS, {"episode": episode_id}):
        if imported is None:
            points[row[0]].append(Point._make(row))
        else:
            rows.append((row, imported))
    return [(_ladder(episode_id, row, imported, points[row[0]]), points[row[0]]) for row, imported in rows]


def _ladder(episode_id: str, row: list, imported: bool, points: list[Point]) -> LadderRow:
    ladder_id, made_at, _seq, low, high, title, client_id, practice_id, blob = row
    count = sum(point.low is not None for point in points)
    return LadderRow(ladder_id, episode_id, client_id, title, low, high, imported, made_at, None, practice_id, blob, count)


def latest(episode_id: str, most: int) -> dict[str, tuple[str, datetime]]:
    """{assignment: (first words, when)} of the `most` assignments written in last."""
    rows = db.session.execute(LATEST, {"episode": episode_id}).all()
    found: dict[str, tuple[str, datetime]] = {}
    for row in rows:
        if len(found) == most or row.assignment_id in found:
            continue  # what is not shown is not opened
        answers = open_field(Entry, "answers", row.practice_id, row.id, row.answers_blob) or {}
        if said := excerpt(show(json.loads(row.labels), answers, words_of_positions([answers])), 200):
            found[row.assignment_id] = (said, row.sent_at)
    return found
