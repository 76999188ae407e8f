"""The part of a story with measures in it: agreed, given at home or in session, shown to the client; targets of EMDR; and
the plan for a hard hour."""

from collections.abc import Sequence
from datetime import timedelta

from practice.demo.story import Event
from practice.emdr import actions as emdr
from practice.measures import actions as measures
from practice.safety import actions as safety

LEFT_OUT = "."
REVIEWED_AFTER = timedelta(days=30)


class Measured:
    """Verbs of measures, mixed into telling.Telling."""

    def agree_measure(self, event: Event, about: str, *, who: str | None = None, every: int | None = None) -> None:
        """A measure to be answered at home: once, or every so many days."""
        with self.as_counselor():
            self.measures[about, self.who(who)] = measures.assign_measure(
                self.episode.id, self.who(who), about, way="portal", rhythm="days" if every else "once", every_days=every,
                starts_on=self.on(event), by=self.by, at=self.at(event))  # fmt: skip

    def at_home(self, event: Event, about: str, *, answers: str, who: str | None = None) -> None:
        """The client answers what was agreed, question by question."""
        writer = who or next(iter(self.ids))
        with self.as_client(writer):
            row = measures.begin(
                self.measures[about, self.ids[writer]], way="portal", made_id=self._made_id(), given_by=self.ids[writer],
                given_on=self.on(event), at=self.at(event))  # fmt: skip
            self._answered(event, row, answers)

    def in_session(self, event: Event, about: str, *, answers: str | Sequence[int], who: str | None = None) -> None:
        """Given in the session that has just been told, on the counselor's device."""
        with self.as_counselor():
            row = measures.begin(
                episode_id=self.episode.id, client_id=self.who(who), key=about, way="session", made_id=self._made_id(),
                given_by=self.by, given_on=self.on(event), session_id=self.session.id, at=self.at(event))  # fmt: skip
            self._answered(event, row, answers)

    def _answered(self, event: Event, row, answers: str | Sequence[int]) -> None:
        """One digit for each question, or numbers; a dot is a question left out."""
        for n, value in enumerate(answers, 1):
            if value != LEFT_OUT:
                measures.answer(row, n, int(value), at=self.at(event))
        self.given[row.measure_key, row.client_id] = measures.finish(row, at=self.at(event))

    def show(self, event: Event, about: str, *, who: str | None = None) -> None:
        """The counselor has looked at the latest result and shows it to the client."""
        with self.as_counselor():
            measures.release(self.given[about, self.who(who)], by=self.by, at=self.at(event))

    def target(self, event: Event, **words: str) -> None:
        """A memory to work on with EMDR."""
        with self.as_counselor():
            self.memory = emdr.name_target(self.episode.id, self.who(None), words, by=self.by, at=self.at(event))

    def sets(self, event: Event, *, told: tuple[tuple[int | None, int | None, str], ...]) -> None:
        """What was said after each set of a session: (SUD, VOC, words)."""
        with self.as_counselor():
            for number, (sud, voc, notices) in enumerate(told):
                emdr.add_set(self.memory, sud=sud, voc=voc, words={"notices": notices}, by=self.by,
                             session_id=self.session.id, at=self.at(event) + timedelta(minutes=4 * number))  # fmt: skip

    def crisis_plan(self, event: Event, *, who: str | None = None, **words: str) -> None:
        with self.as_counselor():
            safety.write_crisis_plan(self.episode.id, self.who(who), words=words, by=self.by, at=self.at(event),
                                     review_on=self.on(event) + REVIEWED_AFTER)  # fmt: skip
