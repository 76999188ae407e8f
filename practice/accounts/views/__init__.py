"""Signing in and out, one's own profile, and the colleagues an owner looks after."""

from flask import Blueprint

from practice.accounts.forms import FirstPerson
from practice.accounts.queries import answering

bp = Blueprint("accounts", __name__)
# Set-up lies on this floor too and may not import us: the questions about the first person are handed to it.
bp.record_once(lambda state: state.app.extensions.setdefault("first-person", FirstPerson))
bp.record_once(lambda state: state.app.extensions.setdefault("who-answers", answering))

from practice.accounts.views import colleagues, entrance, profile, unlocking  # noqa: E402

__all__ = ["bp", "colleagues", "entrance", "profile", "unlocking"]
