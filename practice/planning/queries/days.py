"""The meetings of a day on the caseload."""

from datetime import date, timedelta

from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.db import db
from practice.episodes.models import TherapySession

MOST = 24


def meetings_on(day: date, zone: str, counselor_id: str) -> list[TherapySession]:
    """What takes place on this day with whoever is on this counselor's own caseload, in order; at most 24."""
    start, end = clock.at(day, 0, 0, zone), clock.at(day + timedelta(days=1), 0, 0, zone)
    now = clock.now()
    mine = select(CaseloadAssignment.episode_id).where(
        CaseloadAssignment.counselor_id == counselor_id, CaseloadAssignment.starts_at <= now,
        CaseloadAssignment.ends_at.is_(None) | (CaseloadAssignment.ends_at > now))  # fmt: skip
    found = select(TherapySession).where(
        TherapySession.starts_at >= start, TherapySession.starts_at < end, TherapySession.cancelled_at.is_(None),
        TherapySession.episode_id.in_(mine))  # fmt: skip
    return list(db.session.scalars(found.order_by(TherapySession.starts_at, TherapySession.id).limit(MOST)))
