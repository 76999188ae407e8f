"""Reading screening records, openings and what the gate says."""

from collections.abc import Collection
from contextlib import nullcontext
from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.access.scope import ClientScope, current, desk_of
from practice.clients.queries import consented
from practice.db import db
from practice.episodes.queries import participants
from practice.safety.models import Opening, SafetyAnswer, SafetyQuestion, Screening
from practice.safety.rules import SAFE_FOR, Answered, Standing, question_open, safe_now


def screening_of(episode_id: str) -> dict[str, Screening | None]:
    """The latest screening record of everybody who takes part now; None for somebody not asked yet."""
    latest: dict[str, Screening | None] = dict.fromkeys(taking_part(episode_id))
    for row in screenings(episode_id):
        if row.client_id in latest:
            latest[row.client_id] = row
    return latest


def screenings(episode_id: str, client_id: str | None = None) -> list[Screening]:
    """All screening records, oldest first."""
    found = select(Screening).where(Screening.episode_id == episode_id)
    found = found if client_id is None else found.where(Screening.client_id == client_id)
    return list(db.session.scalars(found.order_by(Screening.recorded_at, Screening.id)))


def openings_of(episode_id: str) -> list[Opening]:
    """Items that stand open now."""
    found = select(Opening).where(Opening.episode_id == episode_id, Opening.closed_at.is_(None))
    return list(db.session.scalars(found.order_by(Opening.opened_at)))


def opened_items(episode_id: str) -> set[tuple[str | None, str]]:
    """(client or None for the couple, item) the counselor has opened; `standing` says what follows."""
    return {(row.client_id, row.item) for row in openings_of(episode_id)}


def felt_safe(episode_id: str, exercise_id: str, client_ids: Collection[str], *, now: datetime) -> bool:
    """True when each of these said alone, within 24 hours, that the exercise feels safe."""
    yeses = _yeses(episode_id, now)
    return bool(client_ids) and all((client, exercise_id) in yeses for client in client_ids)


def _yeses(episode_id: str, now: datetime) -> frozenset[tuple[str, str]]:
    columns = (SafetyAnswer.client_id, SafetyAnswer.exercise_id, SafetyAnswer.answer, SafetyAnswer.answered_at)
    found = select(*columns).where(SafetyAnswer.episode_id == episode_id, SafetyAnswer.answered_at > now - SAFE_FOR)
    return safe_now([Answered(*row) for row in db.session.execute(found.order_by(SafetyAnswer.answered_at))], now)


def taking_part(episode_id: str, now: datetime | None = None) -> list[str]:
    """Client ids of everybody in the episode whose part has not ended."""
    now = now or clock.now()
    return [part.client_id for part in participants(episode_id) if part.ends_at is None or part.ends_at > now]


def standing(episode_id: str, *, now: datetime | None = None) -> Standing:
    """Everything the gate asks about one episode. In a client's scope it is read at the desk and must not be shown."""
    now = now or clock.now()
    with _desk(episode_id):
        people = tuple(taking_part(episode_id, now))
        asked = screening_of(episode_id)
        return Standing(
            people, {client: row and row.outcome for client, row in asked.items()},
            frozenset(opened_items(episode_id)), _yeses(episode_id, now),
            frozenset(client for client in people if consented(episode_id, client)))  # fmt: skip


def waiting_questions(client_id: str, *, now: datetime | None = None) -> list[SafetyQuestion]:
    """What this client has been asked alone and has not answered, while it can be answered."""
    found = select(SafetyQuestion).where(SafetyQuestion.client_id == client_id, SafetyQuestion.answered_at.is_(None))
    asked = db.session.scalars(found.order_by(SafetyQuestion.asked_at))
    return [row for row in asked if question_open(row.asked_at, now or clock.now())]


def asked_lately(episode_id: str, *, now: datetime) -> set[str]:
    """Exercises whose question is out and can still be answered."""
    found = select(SafetyQuestion.exercise_id).where(
        SafetyQuestion.episode_id == episode_id, SafetyQuestion.asked_at > now - SAFE_FOR)  # fmt: skip
    return set(db.session.scalars(found))


def _desk(episode_id: str):
    reading_as_client = isinstance(current(), ClientScope)
    return desk_of(episode_id, "the gate decides without telling") if reading_as_client else nullcontext()
