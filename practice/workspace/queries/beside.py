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
    alone: bool = False  # one partner's own, in a meeting of both: nothing of it is told unasked


def beside(session: TherapySession) -> list[Rated]:
    """Ladders of whoever is in this session, ended ones left out; in a meeting of both, those of both come first, and of
    a partner's own the last position stays in their own room."""
    people = {part.client_id: part.shown_as for part in participants(session.episode_id)}
    rows = []
    for ladder in ratings.ladders_of(session.episode_id):
        if ladder.ended_at or ladder.imported or session.client_id not in (None, ladder.client_id):
            continue
        words, given = ladder.words, ratings.ratings_of(ladder.id, 20)
        here = next((point.said for point in given if point.session_id == session.id), None)
        alone = session.client_id is None and ladder.client_id is not None
        last = None if alone else next((point.said for point in given if point.said), None)
        rows.append(Rated(
            ladder.id, ladder.title, people.get(ladder.client_id, ""), ladder.low, ladder.high, words.get("low", ""),
            words.get("high", ""), last, here, alone))  # fmt: skip
    return sorted(rows, key=lambda row: row.alone)
