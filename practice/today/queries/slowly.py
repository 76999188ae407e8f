"""What the look-at list reads: the whole caseload in five queries, whatever its size."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from practice import clock
from practice.db import db
from practice.episodes.models import Episode, EpisodeState
from practice.homework.models import Entry, HomeworkAssignment
from practice.ratings.models import Ladder, Rating
from practice.today.look_at import Climbed, Half, Room

LATELY = timedelta(days=120)  # how far back a person's usual pauses are looked for


@dataclass(frozen=True)
class Whole:
    """Everybody whose episode goes on: names, days something came, the day something open was agreed last, ladders."""

    names: dict[Room, str]
    heard: dict[Room, list]
    agreed: dict[Room, object]
    climbed: list[Climbed]
    pairs: list[Half]


def whole_caseload(zone: str, now: datetime) -> Whole:
    states = db.session.execute(select(
        EpisodeState.episode_id, EpisodeState.client_id, EpisodeState.display_name, EpisodeState.open_homework,
        EpisodeState.paused_since).where(EpisodeState.ended_on.is_(None))).all()  # fmt: skip
    names = {(row.episode_id, row.client_id): row.display_name for row in states}
    open_rooms = {(row.episode_id, row.client_id) for row in states if row.open_homework and row.paused_since is None}
    resting = {(row.episode_id, row.client_id) for row in states if row.paused_since is not None}
    agreed = {room: day for room, day in _agreed().items() if room in open_rooms}
    climbed = [one for one in _climbed(zone) if one.room in names and one.room not in resting]
    halves = [half for half in _halves(zone) if half.room in names and half.room not in resting]
    return Whole(names, _heard(zone, now), agreed, climbed, halves)


def _halves(zone: str) -> list[Half]:
    """What both of a couple have open, each alone and once: with the day each of them first sent it."""
    row = HomeworkAssignment
    found = (select(row.episode_id, row.client_id, row.phase_id, row.exercise_id, row.title, func.min(Entry.sent_at))
             .join(Episode, Episode.id == row.episode_id)
             .outerjoin(Entry, and_(Entry.assignment_id == row.id, Entry.taken_back_at.is_(None)))
             .where(Episode.kind == "couple", row.client_id.is_not(None), row.ended_at.is_(None), row.frequency == "once")
             .group_by(row.episode_id, row.client_id, row.phase_id, row.exercise_id, row.title))  # fmt: skip
    return [Half((episode, client), (episode, phase, exercise), title, sent and clock.today(zone, sent))
            for episode, client, phase, exercise, title, sent in db.session.execute(found)]  # fmt: skip


def _agreed() -> dict[Room, object]:
    """The day the latest piece of open homework began, of everybody who has one alone."""
    row = HomeworkAssignment
    found = select(row.episode_id, row.client_id, func.max(row.opens_on)).where(
        row.client_id.is_not(None), row.ended_at.is_(None)).group_by(row.episode_id, row.client_id)  # fmt: skip
    return {(episode, client): day for episode, client, day in db.session.execute(found)}


def _heard(zone: str, now: datetime) -> dict[Room, list]:
    """The days something came from those who have something open, oldest first."""
    found = select(Entry.episode_id, Entry.client_id, Entry.sent_at).join(EpisodeState, and_(
        EpisodeState.episode_id == Entry.episode_id, EpisodeState.client_id == Entry.client_id)).where(
        EpisodeState.open_homework > 0, Entry.taken_back_at.is_(None), Entry.sent_at > now - LATELY)  # fmt: skip
    heard: dict[Room, list] = {}
    for episode, client, at in db.session.execute(found.order_by(Entry.sent_at)):
        heard.setdefault((episode, client), []).append(clock.today(zone, at))
    return heard


def _climbed(zone: str) -> list[Climbed]:
    """Each ladder in use with its first and its two latest numbers."""
    each = {"partition_by": Rating.ladder_id}
    placed = select(
        Rating.ladder_id, Rating.at, Rating.value, Rating.value_high,
        func.row_number().over(**each, order_by=(Rating.at, Rating.seq)).label("from_first"),
        func.row_number().over(**each, order_by=(Rating.at.desc(), Rating.seq.desc())).label("from_last"),
    ).where(Rating.value.is_not(None), Rating.taken_back_at.is_(None)).subquery()  # fmt: skip
    found = select(Ladder.id, Ladder.episode_id, Ladder.client_id, Ladder.title, Ladder.low, Ladder.high, placed.c.at,
                   placed.c.value, placed.c.value_high).join(placed, placed.c.ladder_id == Ladder.id).where(
        Ladder.ended_at.is_(None), or_(placed.c.from_first == 1, placed.c.from_last <= 2))  # fmt: skip
    ladders: dict[str, list] = {}
    for row in db.session.execute(found.order_by(Ladder.id, placed.c.at)):
        ladders.setdefault(row[0], []).append(row)
    return [Climbed((rows[0][1], rows[0][2]), *rows[0][3:6], [(clock.today(zone, row[6]), _middle(row[7], row[8])) for row in rows])
            for rows in ladders.values()]  # fmt: skip


def _middle(low: int, high: int | None) -> float:
    return low if high is None else (low + high) / 2
