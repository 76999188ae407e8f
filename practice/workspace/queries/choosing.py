"""How a new note is laid out here, and what it could be instead."""

from sqlalchemy import select

from practice.accounts.models import Counselor
from practice.db import db
from practice.episodes.models import Episode, TherapySession
from practice.notes import formats
from practice.notes.formats import Format
from practice.practices.models import Practice


def joint(session: TherapySession) -> bool:
    """Whether both of a couple are there."""
    return session.client_id is None


def usual_format(session: TherapySession, by: str) -> Format:
    """What was chosen for this episode, by this counselor, or by the practice; the couple's own for a joint meeting."""
    episode = db.session.execute(select(Episode.note_format).where(Episode.id == session.episode_id)).one()
    counselor = db.session.execute(select(Counselor.note_format).where(Counselor.id == by)).one()
    practice = db.session.execute(select(Practice.note_format).where(Practice.id == session.practice_id)).one()
    return formats.format_for(episode, counselor, practice, joint(session))


def formats_here(session: TherapySession) -> list[Format]:
    """Every format that fits this meeting, the usual one first."""
    return [form for form in formats.load_formats().values() if formats.fits(form, joint(session))]
