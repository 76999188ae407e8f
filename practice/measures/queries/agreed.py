"""What was agreed, what is due of it, and what a client may begin at home now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from practice import clock
from practice.access.scope import current
from practice.accounts.queries import answering
from practice.charts import Band
from practice.clients.models import Client
from practice.db import db
from practice.episodes.models import Course, Episode, EpisodeState, PhaseVisit, TherapySession
from practice.episodes.queries import current_course, participants
from practice.i18n import zone
from practice.measures.measure import Measure
from practice.measures.models import MeasureAssignment
from practice.measures.queries.given import Last, begun_by, last_given
from practice.measures.queries.instruments import measure_of, measures_in_use
from practice.measures.schedule import Due, Facts, due, goes_on_since
from practice.measures.standing import not_asked, not_at_home
from practice.practices.models import Practice
from practice.safety.plan import response_plan

BACK, FORTH = timedelta(days=120), timedelta(days=60)  # meetings further away make nothing due


@dataclass(frozen=True)
class Offer:
    """What a client may begin or go on with at home: `administration_id` is set where it was begun.

    `warns`: it holds a question about danger, so the page says before it starts that nobody watches in real time.
    """

    assignment_id: str | None
    administration_id: str | None
    episode_id: str
    measure: Measure
    target: str | None
    since: date

    @property
    def warns(self) -> bool:
        return bool(self.measure.risk)


def assignments_of(episode_id: str, client_id: str, *, ended: bool = False) -> list[MeasureAssignment]:
    """What was agreed with one client, oldest first; without what has `ended` unless wished."""
    found = select(MeasureAssignment).where(
        MeasureAssignment.episode_id == episode_id, MeasureAssignment.client_id == client_id)  # fmt: skip
    found = found if ended else found.where(MeasureAssignment.ended_at.is_(None))
    return list(db.session.scalars(found.order_by(MeasureAssignment.agreed_at, MeasureAssignment.id)))


def facts_of(episode_id: str, client_id: str, min_days: dict[str, int], *, meetings: bool = True) -> Facts:
    """What rhythms look at, of one client. In a client's scope too."""
    counted = db.session.execute(select(EpisodeState.day_one, EpisodeState.paused_since).where(
        EpisodeState.episode_id == episode_id, EpisodeState.client_id == client_id)).first()  # fmt: skip
    entered = select(PhaseVisit.phase_id, PhaseVisit.client_id, PhaseVisit.entered_on).join(
        Course, Course.id == PhaseVisit.course_id).where(
        PhaseVisit.episode_id == episode_id, PhaseVisit.how == "entered", Course.ended_on.is_(None))  # fmt: skip
    visits = tuple(tuple(row) for row in db.session.execute(entered))
    return Facts(*(counted or (None, None)), visits, _meetings(episode_id) if meetings else (), min_days)


def _meetings(episode_id: str) -> tuple[tuple[str | None, date], ...]:
    now, place = clock.now(), zone()
    held = select(TherapySession.client_id, TherapySession.starts_at).where(
        TherapySession.episode_id == episode_id, TherapySession.cancelled_at.is_(None),
        TherapySession.starts_at > now - BACK, TherapySession.starts_at < now + FORTH)  # fmt: skip
    return tuple((whose, clock.today(place, at)) for whose, at in db.session.execute(held))


def marks_of(episode_id: str, client_id: str) -> tuple[list[Band], list[date]]:
    """(phases really entered, days of meetings held) with this client, for the axis of a picture."""
    course = current_course(episode_id)
    visits = [visit for visit in course.visits if visit.how == "entered" and visit.client_id in (None, client_id)] if course else []
    bands = [Band(course.protocol.phase(visit.phase_id).title, visit.entered_on, visit.left_on) for visit in visits]
    held = select(TherapySession.starts_at).where(
        TherapySession.episode_id == episode_id, TherapySession.cancelled_at.is_(None), TherapySession.starts_at <= clock.now(),
        TherapySession.client_id.is_(None) | (TherapySession.client_id == client_id))  # fmt: skip
    place = zone()
    return bands, sorted({clock.today(place, at) for at in db.session.scalars(held)})


def min_days_of(measures: Collection[Measure]) -> dict[str, int]:
    """{key: least days between two times}, where an instrument states any."""
    return {one.key: one.cadence.min_days for one in measures if one.cadence}


def due_of(
    episode_id: str, client_id: str, today: date, assignments: list[MeasureAssignment] | None = None, given: list[Last] | None = None
) -> list[Due]:
    """What of the agreed can be given to one client today. `assignments` and `given` where the caller has read them."""
    rows = assignments_of(episode_id, client_id) if assignments is None else assignments
    if not rows:
        return []
    given = last_given(client_id) if given is None else given
    measures = [measure_of(row.version_id) for row in rows]
    facts = facts_of(episode_id, client_id, min_days_of(measures), meetings=any(row.rhythm == "sessions" for row in rows))
    return due(rows, given, facts, today)


def met(episode_id: str, client_id: str) -> int:
    """How many meetings with this client have begun and were not cancelled."""
    return db.session.scalar(select(func.count()).select_from(TherapySession).where(
        TherapySession.episode_id == episode_id, TherapySession.cancelled_at.is_(None),
        TherapySession.client_id.is_(None) | (TherapySession.client_id == client_id),
        TherapySession.starts_at <= clock.now())) or 0  # fmt: skip


def planned() -> bool:
    """True when the practice has set who answers a risk answer, and when, and one of those named can sign in."""
    practice = db.session.scalars(select(Practice).where(Practice.id == current().practice_id)).one_or_none()
    plan = response_plan(practice)
    return plan is not None and not {plan.named_id, plan.backup_id}.isdisjoint(dict(answering(practice.id)))


def shared_device(client_id: str) -> bool:
    """What was agreed about the client's device; the safest where nothing was."""
    found = db.session.scalars(select(Client.shared_device).where(Client.id == client_id)).one_or_none()
    return found is None or found


def against_home(measure: Measure, episode_id: str, client_id: str) -> str | None:
    """Why this is not asked of this client at home, as a code of standing.not_at_home; None when it may be."""
    return not_at_home(
        measure, met=met(episode_id, client_id) if measure.audience.min_meetings else 0,
        shared_device=measure.audience.solo_only and shared_device(client_id), planned=not measure.risk or planned())  # fmt: skip


def open_for_client(client_id: str, today: date | None = None) -> list[Offer]:
    """What the portal may offer this client now: what they have begun, then what is due, longest first.

    Never what the practice does not use any more, what is not for home, or anything of an episode that has ended.
    """
    today = today or clock.today(zone())
    agreed = db.session.scalars(select(MeasureAssignment).where(
        MeasureAssignment.client_id == client_id, MeasureAssignment.way == "portal", MeasureAssignment.ended_at.is_(None)
    ).order_by(MeasureAssignment.agreed_at, MeasureAssignment.id)).all()  # fmt: skip
    begun = begun_by(client_id, goes_on_since("portal", today))
    if not agreed and not begun:
        return []
    running = {episode for episode in {row.episode_id for row in (*agreed, *begun)} if _goes_on(episode, client_id)}
    known, given = measures_in_use(), last_given(client_id)
    offers = [Offer(row.assignment_id, row.id, row.episode_id, measure_of(row.version_id), row.target, row.given_on)
              for row in begun if row.episode_id in running]  # fmt: skip
    open_already = {offer.assignment_id for offer in offers}
    for episode_id in running:
        rows = [row for row in agreed if row.episode_id == episode_id]
        offers += [Offer(one.assignment_id, None, episode_id, _newest(known, rows, one), one.target, one.since)
                   for one in due_of(episode_id, client_id, today, rows, given) if one.assignment_id not in open_already]  # fmt: skip
    return [offer for offer in offers if _offered(offer, known, client_id)]


def _goes_on(episode_id: str, client_id: str) -> bool:
    ended = db.session.scalars(select(Episode.ended_on).where(Episode.id == episode_id)).one_or_none()
    return ended is None and any(part.client_id == client_id and part.ends_at is None for part in participants(episode_id))


def _newest(known: dict, rows: list[MeasureAssignment], one: Due) -> Measure:
    version_id = next(row.version_id for row in rows if row.id == one.assignment_id)
    return known[one.measure_key].measure if one.measure_key in known else measure_of(version_id)


def _offered(offer: Offer, known: dict, client_id: str) -> bool:
    """What was begun goes on even where the instrument was switched off meanwhile; nothing else does."""
    if against_home(offer.measure, offer.episode_id, client_id):
        return False
    if offer.administration_id:
        return True
    found = known.get(offer.measure.key)
    return found is not None and found.why_not is None and not_asked(found.measure) is None
