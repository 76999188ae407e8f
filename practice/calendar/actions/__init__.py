"""The verbs of a counselor's calendar. None of them commits."""

from practice.calendar.actions.busy import forget_import, keep_busy
from practice.calendar.actions.feeds import make_feed, note_reading, revoke_feed
from practice.calendar.actions.hours import set_hours
from practice.calendar.actions.inviting import put_down, send_invitation

__all__ = [
    "forget_import", "keep_busy", "make_feed", "note_reading", "put_down", "revoke_feed", "send_invitation", "set_hours",
]  # fmt: skip
