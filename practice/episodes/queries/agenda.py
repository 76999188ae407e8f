"""Meetings over the whole caseload: whose, who leads, and what a time would fall upon."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import and_, bindparam, or_, select

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.access.rules import WRITES
from practice.accounts.models import Counselor
from practice.db import Id, Moment, db
from practice.episodes.models import EpisodeState, TherapySession
from practice.episodes.rhythm import LONGEST, Taken

ME, NOW = bindparam("me", type_=Id), bindparam("now", type_=Moment)


@dataclass(frozen=True)
class Meeting:
    """A meeting of the caseload; `people` are {client: name} of whoever comes. `led_by`: the colleague who leads it, empty
    when it is one's own."""

    session_id: str
    episode_id: str
    client_id: str | None
    number: int
    starts_at: datetime
    minutes: int
    place: str | None
    cancelled: bool
    calendar_uid: str
    calendar_sequence: int
    planned_at: datetime
    led_by: str = ""
    people: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def _open(table):
    return and_(table.starts_at <= NOW, or_(table.ends_at.is_(None), table.ends_at > NOW))


# A supervisor reads what others lead; it stands in nobody's week but theirs who work in it.
MINE = select(CaseloadAssignment.episode_id).where(
    CaseloadAssignment.counselor_id == ME, CaseloadAssignment.kind.in_(WRITES), _open(CaseloadAssignment))  # fmt: skip
MEETINGS = (
    select(TherapySession.id, TherapySession.episode_id, TherapySession.client_id, TherapySession.number, TherapySession.starts_at,
           TherapySession.minutes, TherapySession.place, TherapySession.cancelled_at, TherapySession.calendar_uid,
           TherapySession.calendar_sequence, TherapySession.planned_at, TherapySession.planned_by, EpisodeState.client_id,
           EpisodeState.display_name)
    .outerjoin(EpisodeState, and_(EpisodeState.episode_id == TherapySession.episode_id,
                                  or_(TherapySession.client_id.is_(None), EpisodeState.client_id == TherapySession.client_id)))
    .where(TherapySession.starts_at > bindparam("since", type_=Moment), TherapySession.starts_at < bindparam("until", type_=Moment),
           TherapySession.episode_id.in_(MINE))
    .order_by(TherapySession.starts_at, TherapySession.id, EpisodeState.display_name)
)  # fmt: skip
LEADS = (
    select(CaseloadAssignment.episode_id, Counselor.id, Counselor.display_name)
    .join(Counselor, Counselor.id == CaseloadAssignment.counselor_id)
    .where(CaseloadAssignment.kind == "lead", _open(CaseloadAssignment), CaseloadAssignment.episode_id.in_(MINE))
)  # fmt: skip


def meetings_between(counselor_id: str, start: datetime, end: datetime) -> list[Meeting]:
    """What of the counselor's caseload lies in these days, cancelled ones too, in the order of time. Two queries."""
    told = {"me": counselor_id, "now": clock.now()}
    found: dict[str, Meeting] = {}
    leads = {row[0]: (row[1], row[2]) for row in db.session.execute(LEADS, told)}
    for row in db.session.execute(MEETINGS, told | {"since": start - LONGEST, "until": end}):
        if row[0] not in found:
            found[row[0]] = Meeting(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7] is not None, row[8] or row[0],
                                    row[9], row[10], _colleague(leads.get(row[1]), row[11], counselor_id))  # fmt: skip
        if row[12] is not None:
            found[row[0]].people[row[12]] = row[13]
    return [one for one in found.values() if one.ends_at > start]


def _colleague(lead: tuple[str, str] | None, planned_by: str, me: str) -> str:
    return lead[1] if lead is not None and lead[0] != me and planned_by != me else ""


def taken_between(counselor_id: str, start: datetime, end: datetime) -> list[Taken]:
    """Where the counselor is already: their own meetings, and what a feature above knows to be taken (the app hands it in)."""
    own = [Taken(one.starts_at, one.ends_at, " & ".join(one.people.values()), session_id=one.session_id)
           for one in meetings_between(counselor_id, start, end) if not one.cancelled and not one.led_by]  # fmt: skip
    return sorted(own + _elsewhere(counselor_id, start, end), key=lambda one: one.starts_at)


def _elsewhere(counselor_id: str, start: datetime, end: datetime) -> list[Taken]:
    return [taken for busy in current_app.extensions.get("busy", ()) for taken in busy(counselor_id, start, end)]


def with_notes(session_ids: Iterable[str]) -> set[str]:
    """Which of these meetings have a note, begun or signed; asked of the floor that writes them (the app hands it in)."""
    ids = list(session_ids)
    return set().union(*(noted(ids) for noted in current_app.extensions.get("noted", ()))) if ids else set()
