"""What may be seen in the room, with the screen turned to whoever is there: nothing of the counselor's own."""

from dataclasses import dataclass
from datetime import date

from practice.episodes import queries as episodes
from practice.episodes.models import TherapySession
from practice.homework.queries.revealed import Opened, opened_together
from practice.planning.queries.before import last_time
from practice.planning.queries.moved import ladder_steps
from practice.planning.queries.running import running
from practice.planning.queries.sheets import room_of
from practice.planning.queries.written import opened_to_both, written_by
from practice.planning.sheet import SHARED, Agreed, Step, Written

MOST_OPENED = 3


@dataclass(frozen=True)
class Room:
    """The client's name of the phase (never a day or a number), their words, ladders, what they agreed; of a couple what
    lies in the shared room."""

    phase: str
    written: list[Written]
    opened: list[Opened]
    ladders: list[Step]
    homework: list[Agreed]
    recurs: list[str]


def seen_together(session: TherapySession, today: date) -> Room:
    """The meeting's own room as its clients may see it."""
    room, episode_id = room_of(session), session.episode_id
    shared = room == SHARED
    since = last_time(episode_id, room, session.starts_at).held
    course = episodes.current_course(episode_id)
    phase = course.phase(None if shared else room) if course else None
    words = opened_to_both(episode_id, since) if shared else written_by(episode_id, room, "", since)
    return Room(
        phase.client_title if phase else "", [one for one in words["written"] if one.words and one.kind in ("answer", "no-moment")],
        [one for one in opened_together(episode_id) if not one.ended_at][:MOST_OPENED] if shared else [],
        ladder_steps(episode_id, room, "", since),
        [one for one in running(episode_id, room, today) if shared or one.client_id], words.get("recurs", []))  # fmt: skip
