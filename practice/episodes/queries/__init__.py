"""Named reads of an episode."""

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
from practice.episodes.queries.sessions import SessionRow, attendance_of, next_session, sessions_of

__all__ = [
    "CourseView",
    "Part",
    "SessionRow",
    "attendance_of",
    "current_course",
    "discharges_of",
    "intakes_of",
    "is_open",
    "latest_intake",
    "next_session",
    "participants",
    "path_of",
    "reasons_of",
    "rests",
    "sessions_of",
    "shared_room_open",
]
