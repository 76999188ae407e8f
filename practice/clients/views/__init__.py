"""Pages about people: what is known, what they agreed to, where else they were pointed."""

from flask import Blueprint

bp = Blueprint("clients", __name__)

from practice.clients.views import consents, people, referral  # noqa: E402, F401
