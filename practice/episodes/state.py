"""The caseload's row per (episode, participant): each setter writes its columns in the transaction of the fact.

What this floor knows is recomputed from the facts; ratings and homework lie above and hand their numbers in.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, or_, select

from practice import clock
from practice.access.models import Participant
from practice.access.scope import desk_of
from practice.clients.models import Client
from practice.db import db
from practice.episodes.models import Course, Discharge, EpisodeState, Pause, PhaseVisit, TherapySession
from practice.episodes.plan import Stay, current_stay
from practice.episodes.schedule import Rest, counted
from practice.protocols.queries import protocol_of

NO_COURSE = dict.fromkeys(
    (
        "protocol_key",
        "protocol_title",
        "phase_title",
        "phase_number",
        "phases_total",
        "days_total",
        "day_one",
        "paused_since",
    )
)


def open_row(episode_id: str, client: Client, shown_as: str) -> EpisodeState:
    """The row of a new participant."""
    row = EpisodeState(episode_id=episode_id, client_id=client.id, shown_as=shown_as, display_name=client.display_name,
                       open_homework=0, unread_entries=0)  # fmt: skip
    db.session.add(row)
    return row


def recompute(episode_id: str, client_id: str, *, now: datetime | None = None) -> dict:
    """What the row of a participant must say about course, days, sessions and end, from the facts alone."""
    return {
        "shown_as": _shown_as(episode_id, client_id),
        "display_name": db.session.scalars(select(Client.display_name).where(Client.id == client_id)).one(),
        **_course(episode_id, client_id),
        **_sessions(episode_id, client_id, now or clock.now()),
        **_end(episode_id, client_id),
    }


def set_course(episode_id: str) -> None:
    """After any verb on a course, a phase or a rest."""
    for row in rows_of(episode_id):
        _write(row, _course(episode_id, row.client_id))


def set_sessions(episode_id: str, *, now: datetime | None = None) -> None:
    """After any verb on a session: when the next one is."""
    for row in rows_of(episode_id):
        _write(row, _sessions(episode_id, row.client_id, now or clock.now()))


def set_name(client: Client) -> None:
    """After a change of name, in every episode the person takes part in, on whosever caseload it is."""
    parts = select(Participant.episode_id).where(
        Participant.practice_id == client.practice_id, Participant.client_id == client.id)  # fmt: skip
    for episode_id in db.session.scalars(parts).all():
        with desk_of(episode_id, "the caseload shows everybody by name"):
            _write(row_of(episode_id, client.id), {"display_name": client.display_name})


def set_end(episode_id: str, client_id: str) -> None:
    """After a discharge."""
    _write(row_of(episode_id, client_id), _end(episode_id, client_id))


def set_rating(
    episode_id: str, client_id: str, *, last: str | None, at: datetime | None, spark: list, low: int, high: int
) -> None:
    """The latest rating of a participant as given ("3", "2-3"), and the points of the ladder it stands on."""
    _write(
        row_of(episode_id, client_id),
        {"last_rating": last, "last_rated_at": at, "spark": spark, "spark_low": low, "spark_high": high},
    )


def set_homework(episode_id: str, client_id: str, *, open_homework: int, unread_entries: int) -> None:
    """How much is open for a participant, and how many sent entries nobody has read."""
    _write(row_of(episode_id, client_id), {"open_homework": open_homework, "unread_entries": unread_entries})


def rows_of(episode_id: str) -> list[EpisodeState]:
    return list(db.session.scalars(select(EpisodeState).where(EpisodeState.episode_id == episode_id)))


def row_of(episode_id: str, client_id: str) -> EpisodeState:
    return db.session.scalars(
        select(EpisodeState).where(EpisodeState.episode_id == episode_id, EpisodeState.client_id == client_id)
    ).one()


def _write(row: EpisodeState, columns: dict) -> None:
    for name, value in columns.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _shown_as(episode_id: str, client_id: str) -> str:
    return db.session.scalars(
        select(Participant.shown_as).where(Participant.episode_id == episode_id, Participant.client_id == client_id)
    ).one()


def _course(episode_id: str, client_id: str) -> dict:
    course = open_course(episode_id)
    if course is None:
        return dict(NO_COURSE)
    protocol = protocol_of(course.protocol_version_id, course.flavour)
    order = [phase.id for phase in protocol.phases]
    stay = current_stay(stays_of(course.id), client_id)
    count = counted(course.started_on, rests_of(episode_id, client_id))
    return {
        "protocol_key": protocol.key,
        "protocol_title": protocol.title,
        "phases_total": len(order),
        "phase_title": protocol.phase(stay.phase_id).title if stay else None,
        "phase_number": order.index(stay.phase_id) + 1 if stay else None,
        "days_total": protocol.days if course.pace == "days" else None,
        "day_one": count.day_one,
        "paused_since": count.paused_since,
    }


def _sessions(episode_id: str, client_id: str, now: datetime) -> dict:
    following = select(func.min(TherapySession.starts_at)).where(
        TherapySession.episode_id == episode_id,
        TherapySession.cancelled_at.is_(None),
        TherapySession.starts_at >= now,
        or_(TherapySession.client_id.is_(None), TherapySession.client_id == client_id),
    )
    return {"next_session_at": db.session.scalars(following).one()}


def _end(episode_id: str, client_id: str) -> dict:
    return {
        "ended_on": db.session.scalars(
            select(func.max(Discharge.ended_on)).where(
                Discharge.episode_id == episode_id, Discharge.client_id == client_id
            )
        ).one()
    }


def open_course(episode_id: str) -> Course | None:
    """The course an episode follows now; at most one is open."""
    return db.session.scalars(
        select(Course).where(Course.episode_id == episode_id, Course.ended_on.is_(None))
    ).one_or_none()


def stays_of(course_id: str) -> list[Stay]:
    """Every visit of a course as plain stays, oldest first."""
    return as_stays(
        db.session.scalars(
            select(PhaseVisit)
            .where(PhaseVisit.course_id == course_id)
            .order_by(PhaseVisit.entered_at, PhaseVisit.cycle)
        )
    )


def as_stays(visits: Iterable[PhaseVisit]) -> list[Stay]:
    return [Stay(v.phase_id, v.cycle, v.how, v.entered_on, v.left_on, v.client_id, v.id) for v in visits]


def rests_of(episode_id: str, client_id: str | None) -> list[Rest]:
    """The rests that count for a participant: the whole episode's and their own (None: only the whole episode's)."""
    whole = select(Pause.since, Pause.until).where(
        Pause.episode_id == episode_id, or_(Pause.client_id.is_(None), Pause.client_id == client_id)
    )
    return [Rest(since, until) for since, until in db.session.execute(whole)]
