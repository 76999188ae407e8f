"""The counselor's pages of homework: inbox, one entry, giving an exercise, paper."""

from flask import Blueprint

bp = Blueprint("homework", __name__)

from practice.homework.views import assigned, changing, giving, handover, inbox, paper, patterns, reveal, typed_in  # noqa: E402

__all__ = ["assigned", "bp", "changing", "giving", "handover", "inbox", "paper", "patterns", "reveal", "typed_in"]
