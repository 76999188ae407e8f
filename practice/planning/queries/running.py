"""Exercises that run, and how the asking of today stands: never the whole log of a daily exercise."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Date, Integer, Text, and_, bindparam, cast, literal, null, or_, select, union_all

from practice.db import Id, Moment, db, most
from practice.homework.models import Beginning, Entry, HomeworkAssignment
from practice.homework.occurrences import Agreed, occurrence_on, state_of, still_asked
from practice.planning import sheet

MOST = 12
EPISODE, CLIENT, SINCE = bindparam("episode", type_=Id), bindparam("client", type_=Id), bindparam("since", type_=Moment)
NO_DAY, NO_NUMBER = cast(null(), Date), cast(null(), Integer)
FROM = bindparam("day")  # an asking is named by its day, or "once", which comes behind every day
BACK, LONG_BACK = timedelta(days=9), timedelta(days=90)  # askings further apart than a week are looked up like those asked once


def _agreed(whose):
    return select(select(
        literal(True).label("agreed"), HomeworkAssignment.id.label("id"), HomeworkAssignment.title.label("words"),
        HomeworkAssignment.client_id.label("client_id"), HomeworkAssignment.frequency.label("kind"), HomeworkAssignment.every,
        HomeworkAssignment.opens_on, HomeworkAssignment.until,
    ).where(HomeworkAssignment.episode_id == EPISODE, HomeworkAssignment.ended_at.is_(None), whose)
     .order_by(HomeworkAssignment.agreed_at.desc()).limit(most(MOST)).subquery())  # fmt: skip


def _happened(id, occurrence, kind):
    return select(literal(False), id, occurrence, cast(null(), Id), kind, NO_NUMBER, NO_DAY, NO_DAY)


SELDOM = or_(HomeworkAssignment.frequency == "once", and_(HomeworkAssignment.frequency == "days", HomeworkAssignment.every > 7))
MINE = and_(Entry.client_id == CLIENT, Entry.taken_back_at.is_(None))
TOGETHER = _agreed(HomeworkAssignment.client_id.is_(None))
# What repeats is looked for from a week ago on: along (practice, episode, sent_at), not through a whole log.
OWN = union_all(
    _agreed(or_(HomeworkAssignment.client_id.is_(None), HomeworkAssignment.client_id == CLIENT)),
    _happened(HomeworkAssignment.id, Entry.occurrence, Entry.kind)
    .outerjoin(Entry, and_(Entry.assignment_id == HomeworkAssignment.id, MINE))
    .where(HomeworkAssignment.episode_id == EPISODE, HomeworkAssignment.client_id == CLIENT, HomeworkAssignment.ended_at.is_(None), SELDOM),
    _happened(Entry.assignment_id, Entry.occurrence, Entry.kind).where(MINE, Entry.episode_id == EPISODE, Entry.sent_at >= SINCE)
    .group_by(Entry.assignment_id, Entry.occurrence, Entry.kind),
    _happened(HomeworkAssignment.id, Beginning.occurrence, cast(null(), Text))
    .join(Beginning, and_(Beginning.assignment_id == HomeworkAssignment.id, Beginning.client_id == CLIENT,
                          Beginning.begun_at.is_not(None), Beginning.occurrence >= FROM))
    .where(HomeworkAssignment.episode_id == EPISODE, HomeworkAssignment.client_id == CLIENT, HomeworkAssignment.ended_at.is_(None)),
)  # fmt: skip


def running(episode_id: str, room: str, today: date) -> list[sheet.Agreed]:
    """What is asked now of one client, with its state; in the shared room what both do together, without one."""
    shared, found, kinds = room == sheet.SHARED, [], {}
    since = datetime.combine(today - BACK, time(), UTC)
    told = {"episode": episode_id} | ({} if shared else {"client": room, "since": since, "day": (today - LONG_BACK).isoformat()})
    for row in db.session.execute(TOGETHER if shared else OWN, told):
        if row.agreed:
            found.append(row)
        else:
            kinds.setdefault((row.id, row.words), []).append(row.kind)
    return [one for row in found if (one := _asked(row, kinds, today))]


def _asked(row, kinds: dict, today: date) -> sheet.Agreed | None:
    """None while it is not asked. What both do together is told without its state: the other one may be the scribe."""
    agreed = Agreed(row.kind, row.opens_on, row.every, row.until)
    asking = occurrence_on(agreed, today)
    if asking is None or row.client_id is None:
        return sheet.Agreed(row.id, row.words, None) if asking else None
    happened = kinds.get((row.id, asking), [])
    state = state_of(None in happened, [kind for kind in happened if kind])
    return sheet.Agreed(row.id, row.words, state, row.client_id) if still_asked(agreed, today, state) else None
