"""The counselor's pages of homework: inbox, one entry, giving an exercise, paper."""

from flask import Blueprint

bp = Blueprint("homework", __name__)

from practice.homework.views import assigned, giving, inbox  # noqa: E402

__all__ = ["assigned", "bp", "giving", "inbox"]
