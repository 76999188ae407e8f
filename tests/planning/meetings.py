"""What planning tests start from: a meeting, words sent, the page of a sheet."""

from datetime import timedelta

from practice import clock
from practice.db import db
from practice.episodes.actions import plan_session
from practice.homework.actions import send_entry
from tests.homework.given import today


def meeting(cast, episode, client=None, *, days=1, place=None):
    """The id of a meeting so many days ahead; committed."""
    with cast.acting(cast.alma):
        row = plan_session(episode.id, client.id if client else None, starts_at=clock.now() + timedelta(days=days), minutes=50,
                           place=place, by=cast.alma.id)  # fmt: skip
        db.session.commit()
        return row.id


def send(cast, client, assignment, words, *, kind="answer", at=None, field="small_difference", **more):
    """The id of an entry a client sent; committed."""
    with cast.acting(client):
        sent = send_entry(assignment, occurrence=more.pop("occurrence", "once"), answers={field: words} if kind == "answer" else {},
                          made_id=f"{words}-{kind}"[:32], kind=kind, at=at, **more)  # fmt: skip
        db.session.commit()
        return sent.id


def rows(*pairs, **ticks):
    """A posted plan."""
    words, minutes = zip(*pairs, strict=True) if pairs else ((), ())
    return {"item_words": list(words), "item_minutes": list(minutes), **ticks}


__all__ = ["meeting", "rows", "send", "today"]
