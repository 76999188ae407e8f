"""A rating given in the session, typed on the note page."""

from collections.abc import Mapping

from flask import abort
from sqlalchemy import select

from practice.db import db
from practice.episodes.models import TherapySession
from practice.i18n import _
from practice.ratings.actions import rate
from practice.ratings.checks import BadRating
from practice.ratings.models import Ladder
from practice.workspace.writing import number_of


def _of(session: TherapySession, ladder_id: str) -> Ladder:
    here = db.session.scalars(select(Ladder).where(Ladder.episode_id == session.episode_id))
    return next((one for one in here if one.id == ladder_id and session.client_id in (None, one.client_id)), None) or abort(404)


def rate_in_session(session: TherapySession, ladder_id: str, form: Mapping, *, by: str) -> str | None:
    """Keep the position typed beside the note. Returns words for the page when it does not fit, else None.

    Aborts with 404 for a ladder of somebody who is not in this session.
    """
    ladder = _of(session, ladder_id)
    chosen = form.get(f"rating_{ladder_id}")
    value = number_of(chosen)
    if chosen is None or (chosen and value is None):
        return _("Choose a number, or “I’d rather not give a number”.")
    words = {"keeps_from_lower": form.get(f"keeps_{ladder_id}"), "past": form.get(f"past_{ladder_id}"),
             "first_sign": form.get(f"sign_{ladder_id}")}  # fmt: skip
    try:
        rate(ladder, value=value, value_high=value + 1 if value and form.get(f"range_{ladder_id}") else None,
             source="session", by=by, session_id=session.id, words={k: v.strip() for k, v in words.items() if v and v.strip()})  # fmt: skip
    except BadRating as problem:
        return " ".join(problem.words.values())
    return None
