"""The caseload: one state row per participant, read as columns."""

from datetime import date

from sqlalchemy import select

from practice.db import db
from practice.episodes.caseload import Line, line
from practice.episodes.models import EpisodeState

COLUMNS = (
    EpisodeState.episode_id,
    EpisodeState.client_id,
    EpisodeState.shown_as,
    EpisodeState.protocol_title,
    EpisodeState.phase_title,
    EpisodeState.phase_number,
    EpisodeState.phases_total,
    EpisodeState.days_total,
    EpisodeState.day_one,
    EpisodeState.paused_since,
    EpisodeState.last_rating,
    EpisodeState.spark,
    EpisodeState.spark_low,
    EpisodeState.spark_high,
    EpisodeState.open_homework,
    EpisodeState.unread_entries,
    EpisodeState.next_session_at,
)


def caseload(today: date) -> list[Line]:
    """Everybody on the caseload whose episode goes on, by name. One query, columns only."""
    found = select(*COLUMNS).where(EpisodeState.ended_on.is_(None)).order_by(EpisodeState.shown_as, EpisodeState.id)
    return [line(row, today) for row in db.session.execute(found)]
