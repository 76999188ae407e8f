"""The caseload: one state row per participant, read as columns."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Text, bindparam, case, cast, func, null, or_, select, true, union_all

from practice.db import Moment, db, most
from practice.episodes.caseload import FILTERS, Line, line
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
NEXT = case((EpisodeState.next_session_at < NOW, FOLLOWING), else_=EpisodeState.next_session_at)
COLUMNS = (
    EpisodeState.episode_id,
    EpisodeState.client_id,
    EpisodeState.display_name,
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
    NEXT.label("next_at"),
)
GOING_ON = EpisodeState.ended_on.is_(None)
KEPT = dict(zip(FILTERS, (true(), EpisodeState.unread_entries > 0, NEXT.is_(None)), strict=True))


# The numbers of the whole caseload stand in these columns of a first row of their own, which names nobody.
NUMBERS = {EpisodeState.phase_number: "total", EpisodeState.phases_total: "kept", EpisodeState.days_total: "unread"}


def _page(kept):
    """The first rows that a filter keeps, behind one row with the numbers."""
    count = {"total": func.count(), "kept": func.sum(case((kept, 1), else_=0)), "unread": func.sum(EpisodeState.unread_entries)}
    numbers = select(*(count[NUMBERS[column]] if column in NUMBERS else cast(null(), column.type) for column in COLUMNS))
    first = select(*COLUMNS).where(GOING_ON, kept).order_by(EpisodeState.display_name, EpisodeState.episode_id)
    return union_all(numbers.select_from(EpisodeState).where(GOING_ON), select(first.limit(most()).subquery()))


# Built once: building a statement costs as much as running it.
PLACES = {COLUMNS.index(column): name for column, name in NUMBERS.items()}
PAGES = {wish: _page(kept) for wish, kept in KEPT.items()}


@dataclass(frozen=True)
class Caseload:
    """The first `lines` by name that a filter keeps; how many it keeps, how many there are, how many entries are unread."""

    lines: list[Line]
    kept: int
    total: int
    unread: int


def caseload(today: date, now: datetime, *, wish: str = FILTERS[0], most: int) -> Caseload:
    """Everybody on the caseload whose episode goes on, by name. One query; an unknown filter keeps everyone."""
    rows = db.session.execute(PAGES.get(wish, PAGES[FILTERS[0]]), {"now": now, "most": most}).all()
    numbers = {name: next(row[n] for row in rows if row[0] is None) or 0 for n, name in PLACES.items()}
    lines = [line(row, today) for row in rows if row[0] is not None]
    return Caseload(sorted(lines, key=lambda item: (item.name, item.episode_id)), **numbers)
