"""What a supervisor reads and signs, and lending an episode during leave."""

from flask import Blueprint

bp = Blueprint("supervision", __name__)

from practice.supervision.views import cosigns, index, lending, printed, sheets  # noqa: E402

__all__ = ["bp", "cosigns", "index", "lending", "printed", "sheets"]
