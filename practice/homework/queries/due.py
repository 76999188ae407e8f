"""Who wished to be reminded, and whether anything waits for one client at this moment."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from practice.access.scope import desk_of
from practice.accounts.models import ClientLogin
from practice.clients.models import ReminderSent, ReminderWish
from practice.clients.queries import records_policy
from practice.db import db
from practice.episodes.models import Episode
from practice.episodes.state import rests_of
from practice.homework.models import HomeworkAssignment
from practice.homework.queries.agreed import OpenHomework, open_for
from practice.homework.queries.gate import asked_of
from practice.homework.queries.people import together_with
from practice.homework.reminding import day_in_hours, rests_on, waits
from practice.measures.queries import open_for_client


@dataclass(frozen=True)
class Due:
    """One client whose hours it is: nothing is known yet about what is open."""

    client_id: str
    practice_id: str
    day: date


def wish_of(client_id: str) -> ReminderWish | None:
    """What a client wished about reminders; None: never asked for any."""
    return db.session.scalars(select(ReminderWish).where(ReminderWish.client_id == client_id)).one_or_none()


def in_their_hours(now: datetime, zone: str) -> list[Due]:
    """Everybody who wishes to be reminded at this hour and has not been today. Columns only."""
    columns = (ReminderWish.client_id, ReminderWish.practice_id, ReminderWish.from_hour, ReminderWish.to_hour)
    rows = db.session.execute(select(*columns).where(ReminderWish.wanted.is_(True))).all()
    due = [Due(row.client_id, row.practice_id, day) for row in rows
           if (day := day_in_hours(now, zone, row.from_hour, row.to_hour))]  # fmt: skip
    sent = db.session.execute(select(ReminderSent.client_id, ReminderSent.on_date)
                              .where(ReminderSent.on_date.in_({one.day for one in due}))).all()  # fmt: skip
    known = {tuple(row) for row in sent}
    return [one for one in due if (one.client_id, one.day) not in known]


def something_waits(client_id: str, day: date) -> bool:
    """True when this client, asked in their own scope, has an exercise or a measure open on `day` that is not done.

    False after discharge, while the episode rests, without a working way in, and for what the portal does not show.
    """
    if not _can_sign_in(client_id):
        return False
    opened = [one for one in open_for(client_id, day)
              if waits(one.asked, one.state, one.scribe_id if one.together else None, client_id)]  # fmt: skip
    return any(_is_shown(one, client_id, day) for one in opened) or any(
        _goes_on(offer.episode_id, client_id, day) for offer in open_for_client(client_id, day))  # fmt: skip


def _can_sign_in(client_id: str) -> bool:
    way_in = select(ClientLogin.id).where(ClientLogin.client_id == client_id, ClientLogin.disabled_at.is_(None))
    return db.session.scalars(way_in).first() is not None


def _is_shown(one: OpenHomework, client_id: str, day: date) -> bool:
    """As the portal's first page shows it: in a room where work goes on, and not hidden by the gate."""
    if not _goes_on(one.episode_id, client_id, day):
        return False
    row = db.session.scalars(select(HomeworkAssignment).where(HomeworkAssignment.id == one.id)).one_or_none()
    return row is not None and asked_of(row, client_id) is not None


def _goes_on(episode_id: str, client_id: str, day: date) -> bool:
    """True while this client is in the episode, their room is open and nothing rests."""
    episode = db.session.execute(select(Episode.kind, Episode.ended_on).where(Episode.id == episode_id)).one_or_none()
    if episode is None or episode.ended_on is not None:
        return False
    people = [part.client_id for part in together_with(episode_id)]
    if client_id not in people or (episode.kind == "couple" and records_policy(episode_id, people) is None):
        return False
    with desk_of(episode_id, "whether work rests, so that nobody is reminded meanwhile"):
        return not rests_on(rests_of(episode_id, client_id), day)
