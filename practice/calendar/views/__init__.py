"""The counselor's week, working hours, and calendars in and out."""

from flask import Blueprint

bp = Blueprint("calendar", __name__)
