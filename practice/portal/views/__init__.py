"""The client's side: the way in and out, homework, own pages, help."""

from flask import Blueprint

bp = Blueprint("portal", __name__, url_prefix="/portal")

from practice.portal.views import (  # noqa: E402
    both,
    card,
    carried,
    devices,
    drafts,
    entrance,
    handed,
    help,
    home,
    homework,
    lookback,
    mine,
    offline,
    plan,
    ratings,
    reminders,
    returned,
    reveal,
)

__all__ = [
    "bp",
    "both",
    "card",
    "carried",
    "devices",
    "drafts",
    "entrance",
    "handed",
    "help",
    "home",
    "homework",
    "lookback",
    "mine",
    "offline",
    "plan",
    "ratings",
    "reminders",
    "returned",
    "reveal",
]
