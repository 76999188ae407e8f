"""Words a counselor uses often, kept beside the note. Everybody has their own; nobody else sees them."""

from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.notes.models import Snippet
from practice.notes.troubles import TooMany

MOST = 100  # a list that is read while writing


def my_snippets(by: str) -> list[Snippet]:
    """Those of one counselor, by name. Security-critical: a Snippet does not stand behind the door; every statement on
    it names its owner."""
    return list(db.session.scalars(select(Snippet).where(Snippet.counselor_id == by).order_by(Snippet.name, Snippet.id)))


def my_snippet(snippet_id: str, by: str) -> Snippet | None:
    """One of their own; None for anybody else's, the same as for none."""
    return db.session.scalars(select(Snippet).where(Snippet.id == snippet_id, Snippet.counselor_id == by)).one_or_none()


def keep_snippet(name: str, words: str, *, by: str, snippet: Snippet | None = None, at: datetime | None = None) -> Snippet:
    """A new one, or other words for one of their own. The same name and words twice are one. Raises TooMany."""
    if snippet is None:
        mine = my_snippets(by)
        if twin := next((one for one in mine if (one.name, one.words) == (name, words)), None):
            return twin
        if len(mine) >= MOST:
            raise TooMany
        snippet = Snippet(counselor_id=by, name=name, words=words, changed_at=at or clock.now())
        db.session.add(snippet)
    else:
        snippet.name, snippet.words, snippet.changed_at = name, words, at or clock.now()
    record("keep_snippet", snippet)
    return snippet


def drop_snippet(snippet: Snippet) -> None:
    """They do not need it any more."""
    record("drop_snippet", snippet)
    db.session.delete(snippet)
