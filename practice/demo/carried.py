"""The part of a story that carries words forward: what is kept, what recurs, what a couple opens together."""

from sqlalchemy import select

from practice.db import db
from practice.demo.story import Event
from practice.homework.actions import take_up
from practice.homework.actions.ending import look_back
from practice.homework.actions.keeping import keep
from practice.homework.actions.revealing import answer_author, ask_author, look_at, open_together
from practice.homework.actions.tagging import show_pattern
from practice.homework.models import Entry, Reveal, RevealSay
from practice.homework.queries.recurring import recurs
from practice.homework.written import pieces


class Carried:
    """Verbs of the chain, mixed into telling.Telling. Entries are known by the name they were written under."""

    def keep(self, event: Event, about: str, *, fields: tuple[str, ...], who: str | None = None) -> None:
        """The client ticks "I want to keep this" at everything they wrote in these fields."""
        with self.as_client(who or next(iter(self.ids))):
            entry = self._entry(about)
            places = [one.place for one in pieces(entry.labels, entry.answers or {}) if one.place.split(".")[0] in fields]
            keep(entry, places, at=self.at(event))

    def show_recurs(self, event: Event, about: str, *, who: str | None = None, most: int = 4) -> None:
        """The counselor shows the client what recurs most in a log, in the words it was counted in."""
        with self.as_counselor():
            found = recurs(self.episode.id, self.who(who), about, "")
            lines = [(line.words, line) for line in found.counted[:most]]
            show_pattern(self.episode.id, self.who(who), about, lines, by=self.by, at=self.at(event))

    def take_up(self, event: Event, about: str) -> None:
        with self.as_counselor():
            take_up(self._entry(about), by=self.by, at=self.at(event))

    def look_back(self, event: Event, about: str, *, helpful: str, words: str, who: str | None = None) -> None:
        assignment, writer = self._agreed(about, who)
        with self.as_client(writer):
            look_back(assignment, helpful=helpful, words=words, at=self.at(event))

    def ask_to_open(self, event: Event, about: str) -> None:
        """The author of a read answer is asked, alone, whether it may be opened together in the session."""
        with self.as_counselor():
            ask_author(self._entry(about), place="session", by=self.by, at=self.at(event))

    def say_yes(self, event: Event, about: str, *, who: str, holds_back: tuple[str, ...] = ()) -> None:
        """The author looks at what would open, keeps some of it back, and says yes."""
        with self.as_client(who):
            say = db.session.scalars(select(RevealSay).where(RevealSay.entry_id == self.entries[about])).one()
            look_at(say, holds_back, at=self.at(event))
            answer_author(say, "yes", at=self.at(event))

    def open_pages(self, event: Event, about: str) -> None:
        """Both said yes: the pages of this exercise open."""
        with self.as_counselor():
            found = select(Reveal).where(Reveal.episode_id == self.episode.id, Reveal.exercise_id == about)
            open_together(db.session.scalars(found).one(), at=self.at(event))

    def _entry(self, name: str) -> Entry:
        return db.session.scalars(select(Entry).where(Entry.id == self.entries[name])).one()
