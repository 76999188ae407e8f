"""The part of a story with the plan in it: goals and how they moved, what was agreed for a phase, what was left out."""

from practice.demo.story import Event
from practice.episodes.queries import participants
from practice.goals import actions as goals
from practice.goals.agreement import first_words, typed_in
from practice.goals.queries import goals_of
from practice.planning.actions import say_why
from practice.ratings import actions as ratings

TOGETHER = "both"


class Planned:
    """Verbs of the plan, mixed into telling.Telling. Goals and agreements are known by whose they are."""

    def _room(self, who: str | None) -> str | None:
        return None if who == TOGETHER else self.who(who)

    def goal(self, event: Event, about: str, *, who: str | None = None, sign: str = "", every: int = 28,
             ladder: tuple[str, str, str] | None = None) -> None:  # fmt: skip
        """A goal on the ladder this person has; `ladder`: (title, 1, 10) of a new one."""
        room = self._room(who)
        with self.as_counselor():
            if ladder:
                title, low, high = ladder
                self.ladders[room] = ratings.make_ladder(
                    self.episode.id, room, title=title, words={"low": low, "high": high}, by=self.by, at=self.at(event))  # fmt: skip
            on = self.ladders.get(room)
            self.goals[room] = goals.set_goal(
                self.episode.id, room, goal=about, sign=sign, ladder_id=on.id if on else None, review_every=every, by=self.by,
                agreed_on=self.on(event), at=self.at(event))  # fmt: skip

    def goal_stands(self, event: Event, about: str, *, who: str | None = None, words: str = "", every: int = 28) -> None:
        with self.as_counselor():
            goals.take_step(self.goals[self._room(who)], about, words=words, review_every=every, by=self.by, at=self.at(event))

    def goal_said_anew(self, event: Event, about: str, *, who: str | None = None, sign: str = "") -> None:
        with self.as_counselor():
            goals.reword(self.goals[self._room(who)], words=about, sign=sign, by=self.by, at=self.at(event))

    def agree_on_phase(self, event: Event, *, who: str | None = None, paper: bool = False, **words: str) -> None:
        """What is agreed for the phase they are in; signed by the counselor on screen, by clients on screen or on `paper`."""
        room, phase = self._room(who), self.protocol.phase(self.phase_id)
        with self.as_counselor():
            wanted = [row.goal for row in goals_of(self.episode.id, [room]) if row.status == "going"]
            first = typed_in(first_words(phase, wanted, couple=room is None))
            row = goals.keep_agreement(self.course, room, phase, typed=first | words, by=self.by, at=self.at(event))
            goals.put_name(row, person_id=self.by, name=self.counselor.display_name, by=self.by, at=self.at(event))
            called = {part.client_id: part.shown_as for part in participants(self.episode.id)}
        for key, client_id in self.ids.items():
            if room in (None, client_id):
                name = called[client_id] if room is None else self.story.people[key]["display_name"]
                with self.as_counselor() if paper else self.as_client(key):
                    goals.put_name(row, person_id=client_id, name=name, paper=self.on(event) if paper else None,
                                   by=self.by if paper else client_id, at=self.at(event))  # fmt: skip

    def left_out(self, event: Event, about: str, *, phase: str, why: str, how: str = "skipped") -> None:
        with self.as_counselor():
            say_why(self.course, phase, [about], how, why, by=self.by, at=self.at(event))
