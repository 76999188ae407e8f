"""Gathers what the prep sheet shows, in a constant number of queries."""

from datetime import date, datetime

from practice.episodes import queries as episodes
from practice.episodes.models import TherapySession
from practice.episodes.queries.course import place_today
from practice.episodes.schedule import Place
from practice.homework import queries as homework
from practice.notes.queries import last_signed
from practice.planning import sheet
from practice.ratings import queries as ratings
from practice.safety import queries as safety


def prep_sheet(session: TherapySession, today: date) -> sheet.Sheet:
    """The agenda for `session`: where we are, what was written since last time, what was promised, what to ask."""
    people = {part.client_id: part.shown_as for part in episodes.participants(session.episode_id)}
    room = {session.client_id} if session.client_id and len(people) > 1 else set(people)
    last = last_signed(session.episode_id, session.starts_at)
    since = last.starts_at if last else None
    course = episodes.current_course(session.episode_id)
    written, more = sheet.newest(_written(session.episode_id, since, people, room))
    return sheet.Sheet(
        places=_places(course, session.episode_id, people, room, today),
        flags=[(flag.id, flag.kind, flag.raised_at) for flag in safety.open_flags([session.episode_id])],
        take_up=_taken_up(session.episode_id, people, room), written=written, more_written=more,
        ladders=_steps(session.episode_id, people, room, since),
        promised=sheet.promises(last.body if last else None),
        open_homework=[(row.title, people.get(row.client_id, ""), row.state)
                       for row in homework.of_episode(session.episode_id, on=today, running=True)
                       if row.asked and row.client_id in {*room, None}],
        hopes=[(people[intake.client_id], intake.words["best_hope"])
               for intake in episodes.intakes_of(session.episode_id)
               if intake.client_id in room and (intake.words or {}).get("best_hope")],
        **_phase(course, room),
    )  # fmt: skip


def _places(course, episode_id: str, people: dict, room: set, today: date) -> list[sheet.Place]:
    if course is None:
        return []
    found = []
    for client_id in people:
        phase = course.phase(client_id)
        if client_id in room and phase:
            place: Place = place_today(course, episode_id, client_id, today)
            found.append(sheet.Place(people[client_id], phase.title, place.phase, place.day, place.days, place.resting))
    return found


def _written(episode_id: str, since: datetime | None, people: dict, room: set) -> list[sheet.Written]:
    return [_shown(entry, people) for entry in homework.entries_since(episode_id, since) if entry.client_id in room]


def _taken_up(episode_id: str, people: dict, room: set) -> list[sheet.Written]:
    return [_shown(entry, people) for entry in homework.to_take_up(episode_id) if entry.client_id in room]


def _shown(entry: homework.EntryRow, people: dict) -> sheet.Written:
    return sheet.Written(entry.id, entry.title, people.get(entry.client_id, ""), entry.sent_at, entry.kind,
                         [(shown.label, shown.value) for shown in entry.words if shown.value])  # fmt: skip


def _steps(episode_id: str, people: dict, room: set, since: datetime | None) -> list[sheet.Step]:
    steps = []
    for ladder in ratings.ladders_of(episode_id):
        if ladder.client_id in room and ladder.ended_at is None:
            given = [(point.at, point.said) for point in reversed(ratings.ratings_of(ladder.id, 30)) if point.said]
            steps.append(sheet.movement(ladder.id, ladder.title, people.get(ladder.client_id, ""), given, since))
    return steps


def _phase(course, room: set) -> dict:
    """The questions of the phases these participants are in and the sentence to try first; empty without a protocol."""
    found = {phase.id: phase for client_id in room if course and (phase := course.phase(client_id))}
    phases = list(found.values())
    questions = [sheet.Question(phase.id, item.id, item.words) for phase in phases for item in phase.questions]
    return {
        "phase_title": ", ".join(phase.title for phase in phases),
        "sentence": phases[0].sentence if phases else "",
        "questions": questions,
    }
