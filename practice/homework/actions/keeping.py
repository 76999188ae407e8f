""" "I want to keep this": the client's own tick on their own words, put and taken off again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.access.scope import ClientScope, current
from practice.audit.actions import record
from practice.db import db
from practice.homework.actions.sending import NotTheWriter
from practice.homework.models import Entry, Kept
from practice.homework.written import pieces


def keep(entry: Entry, places: Collection[str], *, at: datetime | None = None) -> None:
    """From now on exactly these places of an entry are kept. What is not kept any more carries its day.

    A place without words is passed over. Raises NotTheWriter for anybody but the entry's author.
    """
    scope, now = current(), at or clock.now()
    if not isinstance(scope, ClientScope) or scope.client_id != entry.client_id:
        raise NotTheWriter
    wanted = {piece.place for piece in pieces(entry.labels, entry.answers or {})} & set(places)
    known = {row.place: row for row in db.session.scalars(select(Kept).where(Kept.entry_id == entry.id))}
    let_go = [row for place, row in known.items() if row.let_go_at is None and place not in wanted]
    fresh = [place for place in sorted(wanted) if place not in known or known[place].let_go_at is not None]
    for row in let_go:
        row.let_go_at = now
    for place in fresh:
        if place in known:
            known[place].kept_at, known[place].let_go_at = now, None
        else:
            db.session.add(Kept(episode_id=entry.episode_id, client_id=entry.client_id, entry_id=entry.id, place=place, kept_at=now))
    if fresh or let_go:
        record("keep", entry)
