"""Everything the client page shows, gathered in a number of queries that does not grow with the record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from practice import clock
from practice.charts import Chart
from practice.clients.models import Client, Consent
from practice.clients.queries import consents_of
from practice.db import db
from practice.episodes.models import Episode, Intake, TherapySession
from practice.episodes.queries import CourseView, attendance_of, current_course, intakes_of, participants, path_of, rests, sessions_of
from practice.episodes.queries.course import place_today
from practice.episodes.schedule import Place
from practice.homework.queries import OpenHomework, entries_since, of_episode
from practice.homework.wording import excerpt
from practice.notes.queries import NoteLine, notes_of
from practice.ratings.queries import LadderRow, Point, chart_of, ladders_of, ratings_of
from practice.record.path import Stop, stops
from practice.safety.queries import FlagRow, open_flags, screening_of

SESSIONS, HOMEWORK, RATINGS, QUOTES = 8, 8, 12, 3


@dataclass(frozen=True)
class Person:
    """One participant on the page."""

    client: Client
    shown_as: str
    ended: bool
    hope: str | None
    place: Place | None
    stops: list[Stop]
    consents: list[Consent]
    screening: object | None


@dataclass(frozen=True)
class Picture:
    """A ladder with its drawn chart; the chart is None while there is no number."""

    ladder: LadderRow
    whose: str
    chart: Chart | None
    points: list[Point]


@dataclass(frozen=True)
class Page:
    people: list[Person]
    names: dict[str, str]
    course: CourseView | None
    pictures: list[Picture]
    homework: list[OpenHomework]
    more_homework: int
    latest: dict[str, tuple[str, datetime]]  # {assignment id: (their words, when)}
    sessions: list
    sessions_total: int
    notes: dict[str, NoteLine]
    came: dict[str, dict[str, str]]  # {session id: {client id: attended, missed or cancelled}}
    flags: list[FlagRow]
    resting: bool
    intakes: dict[str, Intake]


def page_of(episode: Episode, now: datetime, zone: str) -> Page:
    """The client page of one episode."""
    parts = participants(episode.id)
    names = {part.client_id: part.shown_as for part in parts}
    today = clock.today(zone, now)
    course = current_course(episode.id)
    intakes = {intake.client_id: intake for intake in intakes_of(episode.id)}
    homework = of_episode(episode.id, on=today, running=True)
    sessions = sessions_of(episode.id, limit=SESSIONS)
    return Page(
        people=_people(episode.id, parts, course, intakes, today), names=names, course=course,
        pictures=[_picture(ladder, names, zone) for ladder in ladders_of(episode.id) if ladder.ended_at is None],
        homework=homework[:HOMEWORK], more_homework=max(len(homework) - HOMEWORK, 0), latest=_latest(episode.id),
        sessions=sessions, sessions_total=_count(episode.id),
        notes={note.session_id: note for note in notes_of(episode.id, limit=SESSIONS)}, flags=open_flags([episode.id]), came=attendance_of([item.id for item in sessions]),
        resting=any(rest.until is None for rest in rests(episode.id)), intakes=intakes,
    )  # fmt: skip


def _count(episode_id: str) -> int:
    return db.session.scalar(
        select(func.count()).select_from(TherapySession).where(TherapySession.episode_id == episode_id))  # fmt: skip


def _people(episode_id: str, parts, course, intakes, today) -> list[Person]:
    clients = {row.id: row for row in db.session.scalars(
        select(Client).where(Client.id.in_([part.client_id for part in parts])))}  # fmt: skip
    consents, screened = consents_of(episode_id), screening_of(episode_id)
    titles = {phase.id: phase.title for phase in course.protocol.phases} if course else {}
    return [
        Person(
            clients[part.client_id], part.shown_as, part.ends_at is not None,
            ((intakes[part.client_id].words or {}).get("best_hope") if part.client_id in intakes else None),
            place_today(course, episode_id, part.client_id, today) if course else None,
            stops(path_of(course, part.client_id), titles) if course else [],
            [row for row in consents if row.client_id == part.client_id and row.withdrawn_on is None],
            screened.get(part.client_id),
        )
        for part in parts
    ]  # fmt: skip


def _picture(ladder: LadderRow, names: dict[str, str], zone: str) -> Picture:
    chart = chart_of(ladder.id, zone=zone) if ladder.count else None
    return Picture(ladder, names.get(ladder.client_id, ""), chart, ratings_of(ladder.id, RATINGS) if chart else [])


def _latest(episode_id: str) -> dict[str, tuple[str, datetime]]:
    """The latest words of the assignments written in last, for the homework list."""
    found: dict[str, tuple[str, datetime]] = {}
    for entry in entries_since(episode_id, None, limit=12):
        said = excerpt(entry.words, 200)
        if said and entry.assignment_id not in found and len(found) < QUOTES:
            found[entry.assignment_id] = (said, entry.sent_at)
    return found
