"""Leading an episode through a protocol: begin, enter a phase, return, skip. Nothing advances by itself."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.clients.queries import checks_of, consented, records_policy
from practice.db import db
from practice.episodes import plan, state
from practice.episodes.models import Course, Episode, PhaseReason, PhaseVisit
from practice.episodes.queries import participants
from practice.episodes.troubles import CannotMove, EpisodeEnded, NotAllowed
from practice.protocols.actions import store_version
from practice.protocols.protocol import Protocol
from practice.protocols.queries import protocol_of


def begin_course(
    episode: Episode,
    *,
    protocol: Protocol,
    source: tuple[str, dict[str, str]],
    flavour: str | None,
    started_on: date,
    by: str,
    counselor_scope: str,
    credentials: Iterable[str],
    pace: str = "days",
    first_phase: str | None = None,
    entered_on: date | None = None,
    at: datetime | None = None,
) -> Course:
    """Begin on the present text of a protocol; a course that is open ends.

    `started_on` is day 1; earlier phases than `first_phase` are noted as done before Attune; `entered_on` is the day
    the first phase was entered (default: day 1). Raises NotAllowed(reason) or EpisodeEnded.
    """
    moment = at or clock.now()
    check_allowed(episode, protocol, flavour, counselor_scope, frozenset(credentials))
    end_open_course(episode.id, entered_on or started_on)
    version = store_version(protocol, source, at=moment)
    course = Course(
        episode_id=episode.id,
        client_id=None,
        protocol_version_id=version.id,
        flavour=flavour,
        pace=pace,
        started_on=started_on,
        started_by=by,
    )
    db.session.add(course)
    _first_visits(course, [phase.id for phase in protocol.phases], first_phase, entered_on or started_on, by, moment)
    db.session.flush()
    state.set_course(episode.id)
    record("begin_course", course)
    return course


def _first_visits(course: Course, order: list[str], first: str | None, entered_on: date, by: str, at: datetime) -> None:
    """What lies before `first` was done before Attune; then the visit that begins the work here."""
    now_in = order.index(first) if first else 0
    for phase_id in order[:now_in]:
        _visit(course, phase_id, 1, plan.BEFORE, course.started_on, by, at, left_on=course.started_on)
    _visit(course, order[now_in], 1, plan.ENTERED, entered_on, by, at)


def check_allowed(
    episode: Episode, protocol: Protocol, flavour: str | None, counselor_scope: str, credentials: frozenset[str]
) -> None:
    """Raises NotAllowed or EpisodeEnded when this counselor may not lead this episode on that flavour now."""
    if episode.ended_on is not None:
        raise EpisodeEnded
    chosen = next((item for item in protocol.flavours if item.id == flavour), None)
    if (chosen is None) != (not protocol.flavours):
        raise NotAllowed("flavour")
    if counselor_scope not in (chosen.scope if chosen else protocol.scope):
        raise NotAllowed("scope")
    if chosen and chosen.credential and chosen.credential not in credentials:
        raise NotAllowed("credential")
    if protocol.audience and episode.kind not in protocol.audience:
        raise NotAllowed("audience")
    people = [part.client_id for part in participants(episode.id) if part.ends_at is None]
    if episode.kind == "couple" and records_policy(episode.id, people) is None:
        raise NotAllowed("records-policy")
    if counselor_scope == "guidance":
        _check_guidance(episode.id, people)


def _check_guidance(episode_id: str, people: list[str]) -> None:
    """Guidance begins with the agreement that it is not therapy, and with the referral checklist at intake
    (clinical.md C.5), for everybody who takes part."""
    if not all(consented(episode_id, who, "guidance-agreement") for who in people):
        raise NotAllowed("agreement")
    if set(people) - {check.client_id for check in checks_of(episode_id)}:
        raise NotAllowed("referral-check")


def end_open_course(episode_id: str, on: date) -> None:
    before = state.open_course(episode_id)
    if before is not None:
        before.ended_on = max(on, before.started_on)
        _leave(state.stays_of(before.id), before.ended_on)


def enter_phase(
    course: Course,
    phase_id: str,
    *,
    on: date,
    by: str,
    client_id: str | None = None,
    readiness: dict | None = None,
    words: str | None = None,
    at: datetime | None = None,
) -> PhaseVisit:
    """Everybody (or one participant) goes on to a phase; their open visit ends. Returning to an earlier phase begins a
    new cycle.

    `readiness`: {question: "yes"|"no"|"not asked"}, or the same per client id; `words` is the counselor's judgement.
    Raises CannotMove.
    """
    order, stays = _order(course), state.stays_of(course.id)
    _check_phase(order, stays, phase_id, client_id, by_whom(course.episode_id, client_id))
    cycle = plan.cycle_of(order, stays, phase_id, client_id)
    _leave(plan.closes(stays, client_id), on)
    visit = _visit(course, phase_id, cycle, plan.ENTERED, on, by, at or clock.now(), client_id=client_id)
    _reasons(visit, readiness, words)
    db.session.flush()
    state.set_course(course.episode_id)
    record("enter_phase", visit)
    return visit


def skip_phase(
    course: Course,
    phase_id: str,
    *,
    on: date,
    by: str,
    reason: str,
    client_id: str | None = None,
    at: datetime | None = None,
) -> PhaseVisit:
    """Leave a phase out, with the reason; nobody moves by that. Raises CannotMove."""
    order, stays = _order(course), state.stays_of(course.id)
    _check_phase(order, stays, phase_id, client_id, by_whom(course.episode_id, client_id))
    cycle = max((stay.cycle for stay in stays), default=1)
    visit = _visit(course, phase_id, cycle, plan.SKIPPED, on, by, at or clock.now(), client_id=client_id, left_on=on)
    _reasons(visit, None, reason)
    db.session.flush()
    state.set_course(course.episode_id)
    record("skip_phase", visit)
    return visit


def by_whom(episode_id: str, client_id: str | None) -> list[str]:
    """Whose path a step changes."""
    return [client_id] if client_id else [part.client_id for part in participants(episode_id) if part.ends_at is None]


def _order(course: Course) -> list[str]:
    return [phase.id for phase in protocol_of(course.protocol_version_id, course.flavour).phases]


def _check_phase(
    order: list[str], stays: list[plan.Stay], phase_id: str, client_id: str | None, people: list[str]
) -> None:
    if phase_id not in order:
        raise CannotMove("unknown")
    here = [plan.current_stay(stays, person) for person in people]
    if people and all(stay is not None and stay.phase_id == phase_id for stay in here):
        raise CannotMove("here")


def _leave(stays: list[plan.Stay], on: date) -> None:
    going_on = {stay.id: stay for stay in stays if stay.left_on is None}
    for visit in db.session.scalars(select(PhaseVisit).where(PhaseVisit.id.in_(going_on))):
        visit.left_on = max(on, visit.entered_on)


def _visit(
    course: Course,
    phase_id: str,
    cycle: int,
    how: str,
    on: date,
    by: str,
    at: datetime,
    *,
    client_id: str | None = None,
    left_on: date | None = None,
) -> PhaseVisit:
    visit = PhaseVisit(
        episode_id=course.episode_id,
        client_id=client_id,
        course_id=course.id,
        phase_id=phase_id,
        cycle=cycle,
        how=how,
        entered_on=on,
        left_on=left_on,
        entered_by=by,
        entered_at=at,
    )
    db.session.add(visit)
    return visit


def _reasons(visit: PhaseVisit, readiness: dict | None, words: str | None) -> None:
    """What was asked and said, for the desk: one row per person who was asked."""
    asked = readiness or {}
    per_person = (
        asked if asked and all(isinstance(value, dict) for value in asked.values()) else {visit.client_id: asked}
    )
    if not asked and not words:
        return
    for client_id, answers in per_person.items():
        db.session.add(
            PhaseReason(
                episode_id=visit.episode_id, client_id=client_id, visit_id=visit.id, readiness=answers, words=words
            )
        )
