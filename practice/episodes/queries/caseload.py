"""The caseload: one state row per participant, read as columns."""

from datetime import date, datetime

from sqlalchemy import Text, bindparam, case, cast, func, or_, select

from practice.clients.models import Client
from practice.db import Moment, db
from practice.episodes.caseload import Line, line
from practice.episodes.models import EpisodeState, TherapySession

NOW = bindparam("now", type_=Moment)
# The row keeps the session that came next when it was written. Once that lies in the past, and only then, the next
# one is looked up, along (practice, episode, starts_at).
FOLLOWING = (
    select(func.min(TherapySession.starts_at))
    .where(
        TherapySession.episode_id == EpisodeState.episode_id,
        TherapySession.starts_at >= NOW,
        TherapySession.cancelled_at.is_(None),
        or_(TherapySession.client_id.is_(None), TherapySession.client_id == EpisodeState.client_id),
    )
    .correlate(EpisodeState)
    .scalar_subquery()
)
# Looked up per row by its key. A join lets the planner try every client of the caseload in every episode.
NAME = select(Client.display_name).where(Client.id == EpisodeState.client_id).correlate(EpisodeState).scalar_subquery()
COLUMNS = (
    EpisodeState.episode_id,
    EpisodeState.client_id,
    NAME,
    EpisodeState.protocol_title,
    EpisodeState.phase_title,
    EpisodeState.phase_number,
    EpisodeState.phases_total,
    EpisodeState.day_one,
    EpisodeState.days_total,
    EpisodeState.paused_since,
    EpisodeState.last_rating,
    cast(EpisodeState.spark, Text),
    EpisodeState.spark_low,
    EpisodeState.spark_high,
    EpisodeState.open_homework,
    EpisodeState.unread_entries,
    case((EpisodeState.next_session_at < NOW, FOLLOWING), else_=EpisodeState.next_session_at),
)
# Built once: building a statement costs as much as running it. Sorted here, alike whatever the database's alphabet.
GOING_ON = select(*COLUMNS).where(EpisodeState.ended_on.is_(None))


def caseload(today: date, now: datetime) -> list[Line]:
    """Everybody on the caseload whose episode goes on, by name. One query, columns only."""
    lines = [line(row, today) for row in db.session.execute(GOING_ON, {"now": now})]
    return sorted(lines, key=lambda item: (item.name, item.episode_id))
