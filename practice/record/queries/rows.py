"""The reads of the client page. Each statement is built once, because building one costs as much as running it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, bindparam, cast, exists, func, literal, null, select, union_all

from practice.access.models import Participant
from practice.clients.models import Client, Consent
from practice.db import Id, Moment, db
from practice.episodes.models import Intake, Pause, TherapySession
from practice.episodes.queries.sessions import COLUMNS, SessionRow
from practice.episodes.schedule import Rest
from practice.homework.models import Entry
from practice.homework.queries.positions import words_of_positions
from practice.homework.wording import excerpt
from practice.notes.models import ProgressNote
from practice.notes.queries import NoteLine
from practice.protocols.answers import show
from practice.ratings.models import Ladder, Rating
from practice.ratings.queries import LadderRow, Point
from practice.safety.models import Flag, FlagStep, Screening
from practice.vault import open_field

EPISODE = bindparam("episode", type_=Id)
PEOPLE = (
    select(Client, Participant.shown_as, Participant.ends_at)
    .join(Participant, Participant.client_id == Client.id).where(Participant.episode_id == EPISODE)
    .order_by(Participant.starts_at, Participant.shown_as, Participant.id)
)  # fmt: skip
INTAKES = select(Intake).where(Intake.episode_id == EPISODE).order_by(Intake.taken_on, Intake.id)
# What is said with a date alone: agreed on, asked on, resting from and until.
DATES = union_all(
    select(literal("agreed").label("kind"), Consent.client_id, Consent.given_on, cast(null(), Date))
    .where(Consent.episode_id == EPISODE, Consent.withdrawn_on.is_(None)),
    select(literal("asked"), Screening.client_id, Screening.done_on, cast(null(), Date))
    .where(Screening.episode_id == EPISODE),
    select(literal("rest"), Pause.client_id, Pause.since, Pause.until).where(Pause.episode_id == EPISODE),
)  # fmt: skip
HOW_MANY = (
    select(func.count()).select_from(TherapySession).where(TherapySession.episode_id == EPISODE).correlate(None)
    .scalar_subquery()
)  # fmt: skip
SESSIONS = (
    select(*COLUMNS, ProgressNote.id, ProgressNote.signed_at, ProgressNote.body_blob, ProgressNote.practice_id, HOW_MANY)
    .outerjoin(ProgressNote, ProgressNote.session_id == TherapySession.id)
    .where(TherapySession.episode_id == EPISODE)
    .order_by(TherapySession.starts_at.desc(), TherapySession.id).limit(bindparam("most"))
)  # fmt: skip
HELD = select(TherapySession.starts_at, TherapySession.client_id).where(
    TherapySession.episode_id == EPISODE, TherapySession.cancelled_at.is_(None),
    TherapySession.starts_at >= bindparam("since", type_=Moment), TherapySession.starts_at <= bindparam("now", type_=Moment),
)  # fmt: skip
LADDERS = (
    select(Ladder.id, Ladder.episode_id, Ladder.client_id, Ladder.title, Ladder.low, Ladder.high, Ladder.imported,
           Ladder.made_at, Ladder.ended_at, Ladder.practice_id, Ladder.words_blob)
    .where(Ladder.episode_id == EPISODE, Ladder.ended_at.is_(None)).order_by(Ladder.made_at, Ladder.id)
)  # fmt: skip
POINTS = (
    select(Rating.ladder_id, Rating.at, Rating.seq, Rating.value, Rating.value_high, Rating.source, Rating.session_id,
           Rating.practice_id, Rating.words_blob)
    .where(Rating.ladder_id.in_(bindparam("ladders", expanding=True, type_=Id)))
    .order_by(Rating.ladder_id, Rating.at, Rating.seq)
)  # fmt: skip
FLAGS = (
    select(Flag.id, Flag.raised_at).where(
        Flag.episode_id == EPISODE, ~exists().where(FlagStep.flag_id == Flag.id, FlagStep.step == "closed"))
    .order_by(Flag.raised_at.desc(), Flag.id)
)  # fmt: skip
LATEST = (
    select(Entry.assignment_id, Entry.id, Entry.practice_id, Entry.labels, Entry.answers_blob, Entry.sent_at)
    .where(Entry.episode_id == EPISODE, Entry.taken_back_at.is_(None)).order_by(Entry.sent_at.desc(), Entry.id).limit(12)
)  # fmt: skip


@dataclass(frozen=True)
class Dates:
    """{client: latest day} of consent and screening; the rests, with whose they are (None: the whole episode's)."""

    agreed: dict[str, date]
    asked: dict[str, date]
    rests: list[tuple[str | None, Rest]]

    def rests_of(self, client_id: str) -> list[Rest]:
        return [rest for whose, rest in self.rests if whose in (None, client_id)]


@dataclass(frozen=True)
class Met:
    """The latest meetings with their notes by session, and how many meetings there are in all."""

    sessions: list[SessionRow]
    notes: dict[str, NoteLine]
    total: int


def people(episode_id: str) -> list[tuple[Client, str, bool]]:
    """(client, how they are shown, whether their part has ended), in the order they came."""
    return [(row[0], row[1], row[2] is not None) for row in db.session.execute(PEOPLE, {"episode": episode_id})]


def intakes(episode_id: str) -> dict[str, Intake]:
    return {row.client_id: row for row in db.session.scalars(INTAKES, {"episode": episode_id})}


def dates(episode_id: str) -> Dates:
    found = Dates({}, {}, [])
    for kind, client_id, day, until in db.session.execute(DATES, {"episode": episode_id}):
        if kind == "rest":
            found.rests.append((client_id, Rest(day, until)))
        else:
            said = found.agreed if kind == "agreed" else found.asked
            said[client_id] = max(day, said.get(client_id, day))
    return found


def met(episode_id: str, most: int) -> Met:
    rows = db.session.execute(SESSIONS, {"episode": episode_id, "most": most}).all()
    sessions = [SessionRow(*row[:7]) for row in rows]
    notes = {
        row[0]: NoteLine(row[7], row[0], row[1], row[3], row[8], open_field(ProgressNote, "body", row[10], row[7], row[9]) or {})
        for row in rows if row[7]
    }  # fmt: skip
    return Met(sessions, notes, rows[0][11] if rows else 0)


def held(episode_id: str, since: datetime, now: datetime) -> list[tuple[datetime, str | None]]:
    """(when, with whom alone) of the meetings since a moment that have begun."""
    return [tuple(row) for row in db.session.execute(HELD, {"episode": episode_id, "since": since, "now": now})]


def ladders(episode_id: str) -> list[tuple[LadderRow, list[Point]]]:
    """The ladders in use with all their ratings, oldest first; two statements however many there are."""
    rows = db.session.execute(LADDERS, {"episode": episode_id}).all()
    points: dict[str, list[Point]] = {row.id: [] for row in rows}
    for row in db.session.execute(POINTS, {"ladders": list(points)}) if rows else ():
        points[row[0]].append(Point(*row))
    return [(LadderRow(*row, count=sum(p.low is not None for p in points[row.id])), points[row.id]) for row in rows]


def flags(episode_id: str):
    """(id, raised at) of what a human must still look at, latest first."""
    return db.session.execute(FLAGS, {"episode": episode_id}).all()


def latest(episode_id: str, most: int) -> dict[str, tuple[str, datetime]]:
    """{assignment: (first words, when)} of the `most` assignments written in last."""
    rows = db.session.execute(LATEST, {"episode": episode_id}).all()
    opened = [open_field(Entry, "answers", row.practice_id, row.id, row.answers_blob) or {} for row in rows]
    positions, found = words_of_positions(opened), {}
    for row, answers in zip(rows, opened, strict=True):
        if len(found) == most or row.assignment_id in found:
            continue
        if said := excerpt(show(row.labels, answers, positions), 200):
            found[row.assignment_id] = (said, row.sent_at)
    return found
