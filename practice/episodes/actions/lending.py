"""Lending an episode to a colleague during leave. Security-critical: it opens a record to somebody, and ends by itself."""

from datetime import datetime, timedelta

from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.access.scope import OutOfScope
from practice.audit.actions import record
from practice.db import db
from practice.episodes.models import Episode
from practice.episodes.queries.lending import leads, led_now, lent

LONGEST = timedelta(days=366)  # a year typed wrongly is caught


class BadTimes(ValueError):
    """`field` names what does not fit: to (ends before it begins, or has ended), or long (over a year)."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class LentAlready(ValueError):
    """This colleague stands in for some of that time already."""


def lend(episode_id: str, *, to: str, starts_at: datetime, ends_at: datetime, by: str, reason: str | None = None,
         at: datetime | None = None) -> CaseloadAssignment:  # fmt: skip
    """The colleague opens and works on this episode from `starts_at` to `ends_at`, not a moment longer.

    A beginning that has passed is now. Raises OutOfScope for who does not lead it, BadTimes, LentAlready.
    """
    now = at or clock.now()
    starts_at = max(starts_at, now)
    if not leads(episode_id, by, now) or to == by:
        raise OutOfScope("only whoever leads an episode lends it, and to somebody else")
    if ends_at <= starts_at:
        raise BadTimes("to")
    if ends_at - starts_at > LONGEST:
        raise BadTimes("long")
    db.session.execute(select(Episode.id).where(Episode.id == episode_id).with_for_update(key_share=True))
    if _in_between(episode_id, to, starts_at, ends_at, now):
        raise LentAlready(to)
    row = CaseloadAssignment(episode_id=episode_id, counselor_id=to, kind="cover", starts_at=starts_at, ends_at=ends_at,
                             reason=reason)  # fmt: skip
    db.session.add(row)
    record("lend_episode", row)
    return row


def _in_between(episode_id: str, to: str, starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    return any(one.counselor_id == to and one.starts_at < ends_at and (one.ends_at is None or one.ends_at > starts_at)
               for one in lent([episode_id], now))  # fmt: skip


def lend_all(*, to: str, starts_at: datetime, ends_at: datetime, by: str, reason: str | None = None,
             at: datetime | None = None) -> list[CaseloadAssignment]:  # fmt: skip
    """The same for everything `by` leads that has not ended; what this colleague covers then already is passed over.

    Raises BadTimes.
    """
    now, rows = at or clock.now(), []
    for episode_id in led_now(by, now):
        try:
            rows.append(lend(episode_id, to=to, starts_at=starts_at, ends_at=ends_at, by=by, reason=reason, at=now))
        except LentAlready:
            continue
    return rows


def take_back(row: CaseloadAssignment, *, by: str, at: datetime | None = None) -> None:
    """The cover ends now, or never begins. Raises OutOfScope for who does not lead the episode; twice changes nothing."""
    now = at or clock.now()
    if row.kind != "cover" or not leads(row.episode_id, by, now):
        raise OutOfScope("only whoever lent an episode takes it back")
    if row.ends_at is None or row.ends_at > now:
        row.ends_at = max(now, row.starts_at)
        record("take_back_episode", row)
