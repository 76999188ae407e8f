"""The client's side: the way in and out, homework, own pages, help."""

from flask import Blueprint

bp = Blueprint("portal", __name__, url_prefix="/portal")

from practice.portal.views import (  # noqa: E402
    both,
    card,
    carried,
    crisis,
    devices,
    drafts,
    entrance,
    handed,
    help,
    home,
    homework,
    lookback,
    measures,
    mine,
    offline,
    plan,
    ratings,
    released,
    reminders,
    returned,
    reveal,
)

__all__ = [
    "bp",
    "both",
    "card",
    "carried",
    "crisis",
    "devices",
    "drafts",
    "entrance",
    "handed",
    "help",
    "home",
    "homework",
    "lookback",
    "measures",
    "mine",
    "offline",
    "plan",
    "ratings",
    "released",
    "reminders",
    "returned",
    "reveal",
]
