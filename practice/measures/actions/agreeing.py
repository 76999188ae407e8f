"""Agreeing an instrument with one person: how, how often, about which relationship."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.clients.models import Client
from practice.db import db
from practice.i18n import zone
from practice.measures.actions.storing import version_for
from practice.measures.measure import Measure
from practice.measures.models import MeasureAssignment
from practice.measures.queries import against_home, assignments_of, in_use
from practice.measures.refused import not_agreeable, not_enabled, not_remote, too_soon
from practice.measures.schedule import WAYS, against
from practice.measures.sets import Step
from practice.measures.standing import not_asked, too_young
from practice.measures.typed import about


def assign_measure(
    episode_id: str, client_id: str, key: str, *, way: str, rhythm: str, by: str, every_days: int | None = None,
    phase_id: str | None = None, target: str | None = None, starts_on: date, at: datetime | None = None,
) -> MeasureAssignment:  # fmt: skip
    """An instrument is agreed with one person. Raises NotEnabled, NotRemote, NoResponsePlan, TooSoon or NotAgreeable.

    `every_days`: with rhythm days, the days between two times; with rhythm day, the day of the course.
    """
    measure, target = askable(key), about(target)
    least = measure.cadence.min_days if measure.cadence else 0
    if way not in WAYS:
        raise not_agreeable("way")
    if trouble := against(rhythm, every_days, phase_id, least):
        raise too_soon(least) if trouble == "too-soon" else not_agreeable(trouble)
    fits(measure, episode_id, client_id, way, target)
    if any((row.measure_key, row.target, row.rhythm, row.phase_id, row.every_days) == (key, target, rhythm, phase_id, every_days)
           for row in assignments_of(episode_id, client_id) if rhythm != "once"):  # fmt: skip
        raise not_agreeable("running")
    row = MeasureAssignment(
        episode_id=episode_id, client_id=client_id, version_id=version_for(key, at=at).id, measure_key=key, way=way,
        rhythm=rhythm, every_days=every_days if rhythm in ("days", "day") else None,
        phase_id=phase_id if rhythm == "phase" else None, target=target, starts_on=starts_on, agreed_by=by,
        agreed_at=at or clock.now())  # fmt: skip
    db.session.add(row)
    record("assign_measure", row)
    db.session.flush()
    return row


def agree_steps(episode_id: str, client_id: str, steps: Iterable[Step], *, by: str, at: datetime | None = None) -> None:
    """Agrees these proposals of the usual set. Raises as assign_measure does; whoever catches it rolls all of them back."""
    for one in steps:
        assign_measure(episode_id, client_id, one.key, way=one.way, rhythm=one.rhythm, every_days=one.every_days,
                       starts_on=one.starts_on, by=by, at=at)  # fmt: skip


def askable(key: str) -> Measure:
    """An instrument whose questions the practice may ask now. Raises NotEnabled with what stands against it."""
    found = in_use(key)
    if found is None:
        raise not_enabled("unknown")
    if code := found.why_not or not_asked(found.measure):
        raise not_enabled(code)
    return found.measure


def fits(measure: Measure, episode_id: str, client_id: str, way: str, target: str | None) -> None:
    """Whether it may be given to this person in this way. Raises NotRemote, NoResponsePlan or NotAgreeable."""
    if measure.audience.per_relationship and not target:
        raise not_agreeable("target")
    born = db.session.scalars(select(Client.birth_date).where(Client.id == client_id)).one_or_none()
    if too_young(measure, born, clock.today(zone())):
        raise not_remote("age")
    if way == "portal" and (code := against_home(measure, episode_id, client_id)):
        raise not_remote(code)
