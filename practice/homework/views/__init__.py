"""The counselor's pages of homework: inbox, one entry, giving an exercise, paper."""

from flask import Blueprint

from practice.homework import wording

bp = Blueprint("homework", __name__)
bp.add_app_template_filter(wording.asking_words)

from practice.homework.views import assigned, changing, giving, handover, inbox, paper, patterns, reveal, typed_in  # noqa: E402

__all__ = ["assigned", "bp", "changing", "giving", "handover", "inbox", "paper", "patterns", "reveal", "typed_in"]
