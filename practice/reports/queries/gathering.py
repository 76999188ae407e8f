"""Gathers the facts of one report, in a constant number of queries.

Security-critical: this decides what may be on a partner's paper. `client_id` set: that person's room and what the
whole episode shares; None: the shared room alone.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from practice import clock
from practice.clients.queries import people_of
from practice.db import db
from practice.episodes.models import Course, Episode, PhaseVisit
from practice.episodes.queries import latest_intake
from practice.homework.queries import counselor_of
from practice.protocols.queries import protocol_of
from practice.reports.facts import Facts, Stay
from practice.reports.queries import happened
from practice.reports.queries.taken import taken

MOST_SAID = 600


@dataclass(frozen=True)
class Period:
    """The days a report is about, both included, on the calendar of `zone`."""

    since: date
    until: date
    zone: str

    @property
    def begins(self) -> datetime:
        return clock.at(self.since, 0, 0, self.zone)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return clock.at(self.until + timedelta(days=1), 0, 0, self.zone)


def usual_period(episode: Episode, today: date, zone: str) -> Period:
    """From the first day of the episode to today, or to its end."""
    until = min(today, episode.ended_on or today)
    return Period(min(episode.opened_on, until), until, zone)


def in_room(model, client_id: str | None):
    """Rows of the report's room: what is shared, and with a person theirs."""
    return (
        model.client_id.is_(None) if client_id is None else or_(model.client_id == client_id, model.client_id.is_(None))
    )


def gather(episode: Episode, client_id: str | None, period: Period, settings) -> Facts:
    """What a report of this room may draw on. `settings`: practices.queries.Settings. `client_id` takes part in it."""
    people = people_of(episode.id)
    own = [one for one in people if client_id in (None, one.client_id)]
    intake = latest_intake(episode.id, client_id) if client_id else None
    protocol, stays = _way(episode.id, client_id, period)
    ladders = happened.ladders(episode.id, client_id, period)
    entries = happened.entries(episode.id, client_id, period)
    said = happened.said(episode.id, client_id, period, entries)
    said += [piece for ladder in ladders for piece in ladder.said]
    said.sort(key=lambda piece: piece.on, reverse=True)
    return Facts(
        names=tuple(one.called if client_id is None else one.display_name for one in own),
        client_no=(client_id or episode.id)[:8], joint=client_id is None, couple=episode.kind == "couple",
        since=period.since, until=period.until, today=clock.today(period.zone),
        counselor=counselor_of(episode.id)[1], practice=settings.name, letterhead=settings.letterhead or "",
        protocol=protocol, hope=((intake.words if intake else None) or {}).get("best_hope") or "",
        hope_on=intake.taken_on if intake else None, stays=stays,
        meetings=happened.meetings(episode.id, client_id, period, [one.client_id for one in own]),
        ladders=tuple(ladder.steps for ladder in ladders), said=tuple(said[:MOST_SAID]),
        more_said=max(len(said) - MOST_SAID, 0), agreed=happened.agreed(episode.id, client_id, period, entries),
        measures=taken(episode.id, client_id, period),
        next_steps=happened.next_steps(episode.id, client_id, period), aims=happened.aims(episode.id, client_id, period),
    )  # fmt: skip


def _way(episode_id: str, client_id: str | None, period: Period) -> tuple[str, tuple[Stay, ...]]:
    """The client's title of the latest course, and the stays in its phases that touch the period."""
    course = db.session.scalars(
        select(Course).where(Course.episode_id == episode_id, Course.started_on <= period.until)
        .order_by(Course.started_on.desc(), Course.id).limit(1)).one_or_none()  # fmt: skip
    if course is None:
        return "", ()
    protocol = protocol_of(course.protocol_version_id, course.flavour)
    phases = {phase.id: (number, phase) for number, phase in enumerate(protocol.phases, 1)}
    visits = db.session.scalars(
        select(PhaseVisit).where(
            PhaseVisit.course_id == course.id, in_room(PhaseVisit, client_id), PhaseVisit.entered_on <= period.until,
            or_(PhaseVisit.left_on.is_(None), PhaseVisit.left_on >= period.since))
        .order_by(PhaseVisit.entered_on, PhaseVisit.entered_at))  # fmt: skip
    known = [visit for visit in visits if visit.phase_id in phases]
    stays = [Stay(phases[visit.phase_id][0], phases[visit.phase_id][1].client_title, visit.how, visit.entered_on,
                  visit.left_on if visit.left_on and visit.left_on <= period.until else None)
             for visit in known]  # fmt: skip
    return protocol.client_title, tuple(stays)
