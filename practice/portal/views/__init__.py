"""The client's side: the way in and out, homework, own pages, help."""

from flask import Blueprint

bp = Blueprint("portal", __name__, url_prefix="/portal")

from practice.portal.views import entrance  # noqa: E402

__all__ = ["bp", "entrance"]
