"""The client's side: the way in and out, homework, own pages, help."""

from flask import Blueprint

bp = Blueprint("portal", __name__, url_prefix="/portal")

from practice.portal.views import entrance, help, home, homework, mine, offline, ratings  # noqa: E402

__all__ = ["bp", "entrance", "help", "home", "homework", "mine", "offline", "ratings"]
