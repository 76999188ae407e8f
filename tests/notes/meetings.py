"""A meeting of Ash with Alma, its note, and what is typed to sign."""

from datetime import timedelta

from practice import clock
from practice.db import db
from practice.episodes.actions import plan_session
from practice.notes import actions
from tests.people import PASSPHRASE

BODY = {"better": "", "talked_about": "The kitchen on Sunday", "step": "One walk", "agreed": ""}
SIGN = {"passphrase": PASSPHRASE}


def met(cast, *, ago: timedelta = timedelta(hours=1), episode=None, client_id: str | None = ""):
    """A meeting that began so long ago; with Ash unless said otherwise. Committed."""
    episode, client_id = episode or cast.ash_episode, cast.ash.id if client_id == "" else client_id
    with cast.acting(cast.alma):
        session = plan_session(episode.id, client_id, starts_at=clock.now() - ago, by=cast.alma.id)
        db.session.commit()
        return session


def signed(cast, **where):
    """The signed note of such a meeting."""
    session = met(cast, **where)
    with cast.acting(cast.alma):
        note = actions.save_note(session, body=BODY, safety={}, questions=[], version=0, by=cast.alma.id)
        actions.sign_note(note, by=cast.alma.id)
        db.session.commit()
        return note
