"""Search over what is sealed: opened row by row behind the door, newest first; there is no index of words (security.md Q7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge

from sqlalchemy import select

from practice.access.scope import current
from practice.db import db
from practice.episodes.models import EpisodeState
from practice.homework.models import Entry
from practice.notes.models import Addendum, Contact, ProgressNote
from practice.record.searching import Hit, finder, first_piece
from practice.vault import SealBroken, opener

AT_ONCE = 500  # rows fetched at a time: a search never holds a whole caseload in memory


@dataclass(frozen=True)
class Kind:
    """A kind of writing: where it lies, its sealed fields, and which moment orders it."""

    name: str
    model: type
    fields: tuple[str, ...]
    at: str
    shown: str = "id"  # the column that names what to open

    def statement(self):
        """No more than what finding needs: whose it is costs a look-up for what is found alone."""
        row, at = self.model, getattr(self.model, self.at)
        return select(row.id, at, *(getattr(row, vars(row)[name].column) for name in self.fields)).order_by(at.desc())

    def whereabouts(self, row_id: str):
        """(what to open, episode, client) of one row."""
        row = self.model
        return db.session.execute(select(getattr(row, self.shown), row.episode_id, row.client_id).where(row.id == row_id)).one()


NOTE, ADDITION, CONTACT, ANSWER = KINDS = (
    Kind("note", ProgressNote, ("body", "safety"), "saved_at"),
    Kind("addition", Addendum, ("body",), "written_at", "note_id"),
    Kind("contact", Contact, ("line",), "written_at", "episode_id"),
    Kind("answer", Entry, ("answers",), "sent_at"),
)
STATEMENTS = {
    NOTE.name: NOTE.statement(), ADDITION.name: ADDITION.statement(), CONTACT.name: CONTACT.statement(),
    ANSWER.name: ANSWER.statement().where(Entry.taken_back_at.is_(None)),
}  # fmt: skip


class Reading:
    """A search under way: `hits(wish)` gives what it finds while it reads; `broken` counts texts that did not open."""

    def __init__(self, before: datetime | None = None) -> None:
        self.before, self.broken = before, 0
        self.older: datetime | None = None

    def page(self, wish: str, most: int) -> Iterator[Hit]:
        """The first hits, `most` or as many more as share the last one's moment. `older`: from when on the rest lies."""
        last = None
        for number, hit in enumerate(self.hits(wish)):
            if number >= most and hit.at != last:
                self.older = last
                return
            last = hit.at
            yield hit

    def hits(self, wish: str) -> Iterator[Hit]:
        """What holds `wish` (see searching.asked_for), newest first over all kinds of writing."""
        return merge(*(self._of(kind, wish) for kind in KINDS), key=lambda hit: hit.at, reverse=True)

    def _of(self, kind: Kind, wish: str) -> Iterator[Hit]:
        statement = STATEMENTS[kind.name]
        if self.before:
            statement = statement.where(getattr(kind.model, kind.at) < self.before)
        holds, practice_id = finder(wish), current().practice_id
        openers = [opener(kind.model, name, practice_id) for name in kind.fields]
        coded = [vars(kind.model)[name].as_json for name in kind.fields]
        for row_id, at, *blobs in db.session.execute(statement, execution_options={"yield_per": AT_ONCE}):
            try:
                texts = [read(row_id, blob) for read, blob in zip(openers, blobs, strict=True)]
            except SealBroken:
                self.broken += 1
                continue
            if any(map(holds, texts)) and (found := first_piece(texts, coded, wish)):
                shown, episode_id, client_id = kind.whereabouts(row_id)
                yield Hit(kind.name, shown, episode_id, client_id, at, *found)


def struck() -> set[str]:
    """Notes that were retracted: they are found and stay readable, and it is said."""
    return set(db.session.scalars(select(Addendum.note_id).where(Addendum.kind == "retraction")))


def names() -> dict[tuple[str, str | None], str]:
    """{(episode, client): name} of the caseload; under None the names of everybody in the episode."""
    found: dict[tuple[str, str | None], str] = {}
    rows = db.session.execute(select(EpisodeState.episode_id, EpisodeState.client_id, EpisodeState.display_name)
                              .order_by(EpisodeState.display_name)).all()  # fmt: skip
    for episode, client, name in rows:
        found[episode, client] = name
        found[episode, None] = f"{found[episode, None]} · {name}" if (episode, None) in found else name
    return found
