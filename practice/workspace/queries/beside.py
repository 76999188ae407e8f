"""The ladders beside a note: each with its ends in the client's words, the last position, and what this session gave."""

from dataclasses import dataclass

from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.ratings import queries as ratings


@dataclass(frozen=True)
class Rated:
    ladder_id: str
    title: str
    shown_as: str
    low: int
    high: int
    low_words: str
    high_words: str
    last: str | None
    given: str | None  # in this very session


def beside(session: TherapySession) -> list[Rated]:
    """Ladders of whoever is in this session, ended ones left out."""
    people = {part.client_id: part.shown_as for part in participants(session.episode_id)}
    rows = []
    for ladder in ratings.ladders_of(session.episode_id):
        if ladder.ended_at or ladder.imported or session.client_id not in (None, ladder.client_id):
            continue
        words, given = ladder.words, ratings.ratings_of(ladder.id, 20)
        here = next((point.said for point in given if point.session_id == session.id), None)
        rows.append(Rated(
            ladder.id, ladder.title, people.get(ladder.client_id, ""), ladder.low, ladder.high, words.get("low", ""),
            words.get("high", ""), next((point.said for point in given if point.said), None), here))  # fmt: skip
    return rows
