"""Tells a story by calling the verbs of the features, each in the scope of whoever did it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial

from practice.access.scope import ClientScope, CounselorScope, acting_as
from practice.accounts.actions import set_client_login
from practice.accounts.models import Counselor
from practice.accounts.queries import credentials_of
from practice.clients import actions as clients
from practice.demo.carried import Carried
from practice.demo.measured import Measured
from practice.demo.noted import Noted
from practice.demo.planned import TOGETHER, Planned
from practice.demo.story import Calendar, Event, Story
from practice.demo.written import Written
from practice.episodes import actions as episodes
from practice.episodes import state
from practice.homework.actions import note_homework, slide
from practice.notes import actions as notes
from practice.protocols.library import load_library
from practice.protocols.protocol import Protocol
from practice.ratings import actions as ratings
from practice.safety import actions as safety

FORM = "2026-1"


class Telling(Written, Carried, Measured, Planned, Noted):
    """One story while it is told. Methods named like an Event's verb do it; the rest keeps track of what there is."""

    def __init__(self, story: Story, counselor: Counselor, today: date, zone: str) -> None:
        self.story, self.counselor, self.by = story, counselor, counselor.id
        self.calendar = Calendar(today, story.days, zone)
        self.practice_id = counselor.practice_id
        self.protocol: Protocol | None = None
        self.course = self.session = self.rest = self.raised = None
        self.ladders, self.assignments, self.entries, self.sent = {}, {}, {}, 0
        self.measures, self.given, self.memory, self.goals = {}, {}, None, {}

    def tell(self) -> "Telling":
        """Everything, in the order of time."""
        self._take_on()
        for event in sorted(self.story.events, key=lambda one: self.calendar.planned(one.day, one.time)):
            getattr(self, event.verb)(event, **event.what)
        with self.as_counselor():
            note_homework(self.episode.id, self.ids.values())
            state.set_sessions(self.episode.id)
        return self

    def at(self, event: Event) -> datetime:
        return self.calendar.moment(event.day, event.time)

    def on(self, event: Event) -> date:
        return self.calendar.date(event.day)

    @contextmanager
    def as_counselor(self) -> Iterator[None]:
        with acting_as(CounselorScope(self.practice_id, self.by)):
            yield

    @contextmanager
    def as_client(self, who: str) -> Iterator[None]:
        with acting_as(ClientScope(self.practice_id, self.ids[who])):
            yield

    def who(self, who: str | None) -> str | None:
        """A client id; None and "both" are the couple, except where only one person takes part."""
        who = None if who == TOGETHER else who
        if who is None and len(self.ids) == 1:
            return next(iter(self.ids.values()))
        return self.ids[who] if who else None

    def _take_on(self) -> None:
        at = self.calendar.moment(1, "08:30")
        persons = [{key: value for key, value in person.items() if key not in ("login", "passphrase")}
                   for person in self.story.people.values()]  # fmt: skip
        with self.as_counselor():
            if len(persons) == 1:
                self.episode, *people = episodes.take_on_client(by=self.by, on=at.date(), person=persons[0], at=at)
            else:
                self.episode, *people = episodes.take_on_couple(by=self.by, on=at.date(), persons=tuple(persons), at=at)
            self.ids = dict(zip(self.story.people, (person.id for person in people), strict=True))
            for key, person in self.story.people.items():
                if "login" in person:
                    set_client_login(self.ids[key], person["login"], person["passphrase"], at=at + timedelta(hours=2))

    # What the counselor records

    def consent(self, event: Event, about: str, *, policy: str | None = None) -> None:
        with self.as_counselor():
            for client_id in self.ids.values():
                clients.record_consent(self.episode.id, client_id, about, given_on=self.on(event), by=self.by,
                                       form_version=FORM, policy=policy, at=self.at(event))  # fmt: skip

    def intake(self, event: Event, *, who: str | None = None, **words: str) -> None:
        with self.as_counselor():
            episodes.record_intake(self.episode.id, self.who(who), words=words, on=self.on(event), by=self.by,
                                   at=self.at(event))  # fmt: skip

    def begin(self, event: Event, about: str, *, flavour: str | None = None) -> None:
        library = load_library()
        with self.as_counselor():
            self.course = episodes.begin_course(
                self.episode, protocol=library[about], source=library.texts[about], flavour=flavour,
                started_on=self.on(event), by=self.by, counselor_scope=self.counselor.scope,
                credentials=[row.kind for row in credentials_of(self.by)], at=self.at(event))  # fmt: skip
        self.protocol = library[about].for_flavour(flavour)
        self.phase_id, self.cycle, self.flavour = self.protocol.phases[0].id, 1, flavour

    def phase(self, event: Event, about: str, *, words: str | None = None, **readiness: str) -> None:
        with self.as_counselor():
            visit = episodes.enter_phase(self.course, about, on=self.on(event), by=self.by, readiness=readiness,
                                         words=words, at=self.at(event))  # fmt: skip
        self.phase_id, self.cycle = about, visit.cycle

    def pause(self, event: Event, *, reason: str) -> None:
        with self.as_counselor():
            self.rest = episodes.pause(self.episode, since=self.on(event), by=self.by, reason=reason)

    def resume(self, event: Event) -> None:
        with self.as_counselor():
            episodes.resume(self.rest, until=self.on(event), by=self.by,
                            slide=partial(slide, at=self.at(event)))  # fmt: skip

    def meet(self, event: Event, *, who: str | None = None, came: str | None = "attended", place: str | None = None,
             ask: tuple[str, ...] = (), safe: dict | None = None, private: str = "", sign: bool = True,
             minutes: int = 50, layout: str | None = None, agenda: tuple = (), **note: str) -> None:  # fmt: skip
        """A session; `came` None: it lies ahead. What is left over are the fields of its progress note in its `layout`."""
        planned = max(self.calendar.moment(event.day, event.time) - timedelta(days=6), self.episode.opened_at)
        with self.as_counselor():
            self.session = episodes.plan_session(
                self.episode.id, self.who(who), starts_at=self.calendar.planned(event.day, event.time), minutes=minutes,
                place=place, by=self.by, at=min(planned, self.calendar.now))  # fmt: skip
            if came == "cancelled":
                episodes.cancel_session(self.session, by=self.by, at=self.at(event) - timedelta(days=1))
            elif came:
                people = [self.session.client_id] if self.session.client_id else list(self.ids.values())
                episodes.record_attendance(self.session, dict.fromkeys(people, came), by=self.by,
                                           at=self.at(event) + timedelta(minutes=5))  # fmt: skip
            if agenda:
                self.plan(agenda, ask, min(planned + timedelta(days=5), self.calendar.now))
            if note:
                self.note(event, note, safe or {}, ask, sign=sign, layout=layout)
            if private:
                notes.save_process_note(self.session, private, version=0, by=self.by, at=self.at(event))

    def addendum(self, event: Event, about: str, *, kind: str = "addendum") -> None:
        with self.as_counselor():
            notes.add_addendum(self.noted, kind, about, by=self.by, at=self.at(event))

    def contact(self, event: Event, about: str, *, with_whom: str, line: str, who: str | None = None,
                sign: bool = True) -> None:  # fmt: skip
        with self.as_counselor():
            notes.write_contact(self.episode.id, self.who(who), kind=about, happened_on=self.on(event), line=line,
                                with_whom=with_whom, by=self.by, sign=sign, at=self.at(event))  # fmt: skip

    def ladder(self, event: Event, about: str, *, who: str | None = None, **ends: str) -> None:
        with self.as_counselor():
            client_id = self.who(who)
            self.ladders[client_id] = ratings.make_ladder(self.episode.id, client_id, title=about, words=ends,
            by=self.by,
                                                          at=self.at(event))  # fmt: skip

    def rate(self, event: Event, *, value: int | None, high: int | None = None, who: str | None = None,
    **words: str) -> None:
        """A position given in the session that has just been told."""
        with self.as_counselor():
            ratings.rate(self.ladders[self.who(who)], value=value, value_high=high, source="session", by=self.by,
                         words=words, session_id=self.session.id, at=self.at(event))  # fmt: skip

    # Safety, and guidance

    def screening(self, event: Event, about: str, *, who: str | None = None, words: str | None = None) -> None:
        with self.as_counselor():
            safety.record_screening(self.episode.id, self.who(who), done_on=self.on(event), outcome=about, by=self.by,
                                    words=words, at=self.at(event))  # fmt: skip

    def open(self, event: Event, about: str, *, who: str | None = None) -> None:
        with self.as_counselor():
            exercise = self.protocol.exercise(about.partition(".")[0])
            safety.open_item(self.episode.id, self.who(who), about, by=self.by, at=self.at(event),
                             safety=None if "." in about else exercise.safety)  # fmt: skip

    def feels_safe(self, event: Event, about: str) -> None:
        """Each partner is asked alone, and each says yes within the hour."""
        with self.as_counselor():
            title = self.protocol.exercise(about).client_title
            asked = safety.ask_if_safe(self.episode.id, about, title, by=self.by, at=self.at(event))
        whose = {client_id: key for key, client_id in self.ids.items()}
        for number, question in enumerate(asked, 1):
            with self.as_client(whose[question.client_id]):
                safety.answer_if_safe(question, "yes", at=self.at(event) + timedelta(minutes=20 * number))

    def flag(self, event: Event, about: str, *, words: str, urgency: str = "review", who: str | None = None) -> None:
        with self.as_counselor():
            self.raised = safety.raise_flag(self.episode.id, self.who(who), kind=about, urgency=urgency, words=words,
                                            at=self.at(event))  # fmt: skip

    def acknowledge(self, event: Event, about: str) -> None:
        with self.as_counselor():
            safety.acknowledge(self._last_flag(), words=about, by=self.by, at=self.at(event))

    def close_flag(self, event: Event, about: str) -> None:
        with self.as_counselor():
            safety.close_flag(self._last_flag(), words=about, by=self.by, at=self.at(event))

    def check_referral(self, event: Event, *, reasons: tuple[str, ...] = (), note: str | None = None) -> None:
        with self.as_counselor():
            clients.check_referral(self.episode.id, self.who(None), reasons=list(reasons), on=self.on(event),
            by=self.by,
                                   note=note)  # fmt: skip

    def refer(self, event: Event, *, reason: str, options: tuple[str, ...], outcome: str, follow_up: int) -> None:
        with self.as_counselor():
            clients.record_referral(
                self.episode.id, self.who(None), reason=reason, options=list(options), consent_to_share=False,
                by=self.by,
                sent_on=self.on(event), outcome=outcome, follow_up_on=self.calendar.date(follow_up),
                at=self.at(event))  # fmt: skip
