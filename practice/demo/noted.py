"""The part of a story with the notes in it: how each is laid out, what it takes in from the meeting and its plan."""

from datetime import timedelta

from practice.demo.story import Event
from practice.notes import actions as notes
from practice.notes.formats import SAFETY, USUAL, load_formats
from practice.planning.actions import save_plan
from practice.planning.queries import room_of
from practice.workspace.queries import happened_in

MY_WORDS = (
    ("What was different then", "What was different then? Who noticed first?"),
    ("Asked about safety", "Asked whether they feel safe at home and with themselves."),
)


class Noted:
    """Notes of meetings, mixed into telling.Telling."""

    def plan(self, items: tuple[tuple[str, int], ...], ask: tuple[str, ...], at) -> None:
        """What was planned for the meeting just told: (words, minutes), and the questions to ask."""
        save_plan(self.session, room_of(self.session), items=[{"words": words, "minutes": minutes} for words, minutes in items],
                  questions=[f"{self.phase_id}:{one}" for one in ask], exercises=(), quotes=(), version=0, by=self.by, at=at)  # fmt: skip

    def note(self, event: Event, words: dict, safe: dict, ask: tuple[str, ...], *, sign: bool, layout: str | None) -> None:
        """The note of the meeting just told; `words` by the fields of its layout. Raises TypeError for any other field."""
        form = load_formats()[layout or USUAL]
        asked = {item.id: item.words for item in self.protocol.phase(self.phase_id).questions}
        written = min(self.at(event) + timedelta(minutes=70), self.calendar.now)
        if unknown := set(words) - {field.id for field in form.fields} or set(safe) - set(SAFETY):
            raise TypeError(f"a note has no {unknown}")
        self.noted = notes.save_note(
            self.session, body=words, safety={key: safe.get(key, "") for key in SAFETY}, version=0, by=self.by, format=form.key,
            questions=[{"phase": self.phase_id, "id": one, "text": asked[one]} for one in ask],
            happened=happened_in(self.session).kept(), at=written)  # fmt: skip
        if sign:
            notes.sign_note(self.noted, by=self.by, at=written)


def own_words(by: str, at) -> None:
    """Two things this counselor writes often."""
    for name, words in MY_WORDS:
        notes.keep_snippet(name, words, by=by, at=at)
