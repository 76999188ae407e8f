"""What the calendar's tests start from: sessions of the cast at wall times of a day."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from practice import clock
from practice.access.scope import everything
from practice.db import db
from practice.episodes.actions import plan_session
from practice.episodes.models import TherapySession
from tests.people import ZONE


def today() -> date:
    return clock.today(ZONE)


def at(on: date, hour: int, minute: int = 0) -> datetime:
    return clock.at(on, hour, minute, ZONE)


def planned(cast, episode, client=None, *, on: date | None = None, hour: int = 10, by=None, **more) -> str:
    """The id of a session of that day; committed."""
    who = by or cast.alma
    with cast.acting(who):
        row = plan_session(episode.id, client.id if client else None, starts_at=at(on or today(), hour), by=who.id, **more)
        db.session.commit()
        return row.id


def day_fields(on: date) -> dict[str, int]:
    return {"on-day": on.day, "on-month": on.month, "on-year": on.year}


def stored(cast, model, *where):
    db.session.rollback()
    with everything("looking at what was written", cast.practice.id):
        return db.session.scalars(select(model).where(*where)).all()


def sessions(cast) -> list[TherapySession]:
    return sorted(stored(cast, TherapySession), key=lambda row: row.starts_at)


def next_weekday(weekday: int) -> date:
    """The first such day after today."""
    return today() + timedelta(days=(weekday - today().weekday() - 1) % 7 + 1)


def next_day(month: int, day: int) -> date:
    """A day of the year that lies ahead."""
    found = date(today().year, month, day)
    return found if found > today() else date(today().year + 1, month, day)
