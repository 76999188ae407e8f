"""The counselor's week, working hours, and calendars in and out."""

from flask import Blueprint

bp = Blueprint("calendar", __name__)

from practice.calendar.views import bringing, feeds, hours, inviting, week  # noqa: E402

__all__ = ["bp", "bringing", "feeds", "hours", "inviting", "week"]
