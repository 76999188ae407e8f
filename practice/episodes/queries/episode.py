"""Who takes part, how it began, how it ended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from practice.access.models import Participant
from practice.db import db
from practice.episodes.models import Discharge, Episode, Intake, Pause


@dataclass(frozen=True)
class Part:
    """One participant as a partner may know them; `ends_at` None: still taking part."""

    client_id: str
    shown_as: str
    starts_at: datetime
    ends_at: datetime | None


def participants(episode_id: str) -> list[Part]:
    """Everybody who takes or took part in an episode the scope may see, in the order they came; [] for a stranger."""
    # Joined with Episode, so that the door stands in front: a participant row has none of its own.
    found = (
        select(Participant.client_id, Participant.shown_as, Participant.starts_at, Participant.ends_at)
        .join(Episode, Episode.id == Participant.episode_id)
        .where(Participant.episode_id == episode_id)
        .order_by(Participant.starts_at, Participant.shown_as, Participant.id)
    )
    return [Part(*row) for row in db.session.execute(found)]


def is_open(episode: Episode) -> bool:
    """True until everybody is discharged."""
    return episode.ended_on is None


def shared_room_open(episode_id: str) -> bool:
    """True while both partners take part; once one has left, the shared room is frozen. False for one person."""
    parts = participants(episode_id)
    return len(parts) > 1 and all(part.ends_at is None for part in parts)


def intakes_of(episode_id: str) -> list[Intake]:
    """The first assessments of an episode, one per participant, oldest first."""
    return list(
        db.session.scalars(select(Intake).where(Intake.episode_id == episode_id).order_by(Intake.taken_on, Intake.id))
    )


def latest_intake(episode_id: str, client_id: str) -> Intake | None:
    """The intake of one participant."""
    return db.session.scalars(
        select(Intake)
        .where(Intake.episode_id == episode_id, Intake.client_id == client_id)
        .order_by(Intake.taken_on.desc())
        .limit(1)
    ).one_or_none()


def rests(episode_id: str) -> list[Pause]:
    """The rests of an episode, latest first."""
    return list(
        db.session.scalars(select(Pause).where(Pause.episode_id == episode_id).order_by(Pause.since.desc(), Pause.id))
    )


def discharges_of(episode_id: str) -> list[Discharge]:
    """How it ended for whom, oldest first."""
    return list(
        db.session.scalars(
            select(Discharge).where(Discharge.episode_id == episode_id).order_by(Discharge.discharged_at)
        )
    )
