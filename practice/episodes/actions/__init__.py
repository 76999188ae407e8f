"""The verbs of an episode, intake to discharge. None of them commits."""

from practice.episodes.actions.course import begin_course, enter_phase, skip_phase
from practice.episodes.actions.leaving import discharge
from practice.episodes.actions.meetings import cancel_session, change_session, plan_session, record_attendance
from practice.episodes.actions.resting import pause, resume
from practice.episodes.actions.series import change_following, end_series, following, plan_series, series_of
from practice.episodes.actions.taking_on import record_intake, take_on_client, take_on_couple
from practice.episodes.troubles import (
    AlreadyDischarged,
    BadRest,
    CannotMove,
    ChangedMeanwhile,
    EpisodeEnded,
    NotAllowed,
    SharedRoomFrozen,
)

__all__ = [
    "AlreadyDischarged",
    "BadRest",
    "CannotMove",
    "ChangedMeanwhile",
    "EpisodeEnded",
    "NotAllowed",
    "SharedRoomFrozen",
    "begin_course",
    "cancel_session",
    "change_following",
    "change_session",
    "discharge",
    "end_series",
    "enter_phase",
    "following",
    "pause",
    "plan_series",
    "plan_session",
    "record_attendance",
    "record_intake",
    "resume",
    "series_of",
    "skip_phase",
    "take_on_client",
    "take_on_couple",
]
