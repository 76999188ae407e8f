"""Gathers what the prep sheet shows, in a constant number of queries, each with a limit of its own."""

from datetime import date

from practice.episodes.models import TherapySession
from practice.episodes.queries import current_course
from practice.notes.formats import load_formats, promises
from practice.planning.queries.before import Last, last_time
from practice.planning.queries.moved import ladder_steps, measures_moved
from practice.planning.queries.people import here
from practice.planning.queries.place import questions, where
from practice.planning.queries.running import running
from practice.planning.queries.written import opened_to_both, written_by
from practice.planning.sheet import SHARED, Question, Sheet


def room_of(session: TherapySession) -> str:
    """The room of a meeting's own sheet: the client's id, or "shared" where both of a couple come."""
    return session.client_id or SHARED


def prep_sheet(session: TherapySession, today: date, room: str | None = None, *, scope: str | None = None) -> Sheet:
    """The agenda for `session` in one room: where we are, what was written since last time, what was promised, what to ask.

    `room`: "shared", or a client's id for what only they and the counselor may read; by default the meeting's own. The
    shared sheet is gathered from what lies in the shared room and from nothing else. `scope`: of the counselor who reads;
    without one no measure is read.
    """
    room, episode_id = room or room_of(session), session.episode_id
    people, last = here(episode_id), last_time(episode_id, room, session.starts_at)
    shared, name = room == SHARED, people.called(room)
    return Sheet(
        room=room, alone=name if len(people.parts) > 1 and not shared else "", people=people.parts,
        ladders=ladder_steps(episode_id, room, name, last.held), promised=_promised(last),
        open_homework=tuple(running(episode_id, room, today)), flags=people.flags_of(room),
        measures=measures_moved(episode_id, room, scope, today) if scope and not shared else [],
        **where(current_course(episode_id), room, people, today),
        **(opened_to_both(episode_id, last.held) if shared else written_by(episode_id, room, name, last.held)),
    )  # fmt: skip


def phase_questions(session: TherapySession, room: str | None = None) -> tuple[Question, ...]:
    """The questions of the phase alone, without the rest of the sheet."""
    room, course = room or room_of(session), current_course(session.episode_id)
    phase = course.phase(None if room == SHARED else room) if course else None
    return questions(phase) if phase else ()


def _promised(last: Last) -> list[str]:
    return promises(last.body, load_formats().get(last.format)) if last.body else []
