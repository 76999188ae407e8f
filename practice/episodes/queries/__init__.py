"""Named reads of an episode."""

from practice.episodes.queries.agenda import Meeting, meetings_between, taken_between, with_notes
from practice.episodes.queries.course import CourseView, current_course, path_of, reasons_of
from practice.episodes.queries.episode import (
    Part,
    discharges_of,
    intakes_of,
    is_open,
    latest_intake,
    participants,
    rests,
    shared_room_open,
)
from practice.episodes.queries.sessions import (
    SessionRow,
    attendance_of,
    coming_sessions,
    next_session,
    of_series,
    planned_already,
    sessions_of,
)

__all__ = [
    "CourseView",
    "Meeting",
    "Part",
    "SessionRow",
    "attendance_of",
    "coming_sessions",
    "current_course",
    "discharges_of",
    "intakes_of",
    "is_open",
    "latest_intake",
    "meetings_between",
    "next_session",
    "of_series",
    "participants",
    "path_of",
    "planned_already",
    "reasons_of",
    "rests",
    "sessions_of",
    "shared_room_open",
    "taken_between",
    "with_notes",
]
