"""The part of a story the client writes: exercises agreed, drafts begun, answers sent, read and talked over."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import select

from practice.db import db
from practice.demo.story import Calendar, Event
from practice.homework import actions as homework
from practice.homework.models import Entry, HomeworkAssignment
from practice.homework.occurrences import FREQUENCIES, ONCE, occurrence_on
from practice.homework.queries import agreed_of, asked_of
from practice.protocols.answers import asked
from practice.protocols.protocol import Field
from practice.safety.models import Flag


class Written:
    """Verbs of homework, mixed into telling.Telling."""

    def agree(self, event: Event, about: str, *, who: str | None = None, frequency: str | None = None,
              until: int | None = None, opens: int | None = None, message: str | None = None, scribe: str | None = None,
              light: bool = False, every: int = 1) -> None:  # fmt: skip
        """An exercise is agreed with one person; with a `scribe`, with both together."""
        exercise = self.protocol.exercise(about)
        often = frequency or (exercise.frequency if exercise.frequency in FREQUENCIES else ONCE)
        with self.as_counselor():
            row = homework.assign(
                self.episode.id, None if scribe else self.who(who), protocol=self.protocol, course_id=self.course.id,
                version_id=self.course.protocol_version_id, phase_id=self.phase_id, exercise_id=about, every=every,
                flavour=self.flavour, cycle=self.cycle, frequency=often, light=light, message=message, confirmed=True,
                opens_on=self.calendar.date(opens) if opens else self.on(event), by=self.by, at=self.at(event),
                until=self.calendar.date(until) if until else None,
                scribe_id=self.ids[scribe] if scribe else None)  # fmt: skip
        self.assignments[about, "both" if scribe else self.who(who)] = row

    def _agreed(self, exercise_id: str, who: str | None) -> tuple[HomeworkAssignment, str]:
        """The assignment and the key of whoever writes."""
        writer = who or next(iter(self.ids))
        own = self.assignments.get((exercise_id, self.ids[writer]))
        return own or self.assignments[exercise_id, "both"], writer

    def end(self, event: Event, about: str, *, who: str | None = None) -> None:
        assignment, _writer = self._agreed(about, who)
        with self.as_counselor():
            homework.end_assignment(assignment, by=self.by, at=self.at(event))

    def write(self, event: Event, about: str, *, who: str | None = None, name: str | None = None, share: bool = False,
              read: bool = True, comment: str | None = None, discussed: bool = False, paper: bool = False,
              **answers) -> None:  # fmt: skip
        """An answer is sent; `name` lets later answers refer to it. Unless `read` is False it is read next morning."""
        assignment, writer = self._agreed(about, who)
        with self.as_counselor() if paper else self.as_client(writer):
            entry = homework.send_entry(
                assignment, occurrence=self._occurrence(assignment, event), share=share, on_behalf_of=paper,
                answers=self._answers(assignment, writer, event, answers), made_id=self._made_id(),
                at=self.at(event))  # fmt: skip
        if name:
            self.entries[name] = entry.id
        self._read(event, entry, read or bool(comment) or discussed, comment, discussed)

    def no_moment(self, event: Event, about: str, *, how: str, who: str | None = None, read: bool = True) -> None:
        """A whole answer: there was no such moment, and this is how the day went all the same."""
        assignment, writer = self._agreed(about, who)
        with self.as_client(writer):
            entry = homework.send_entry(
                assignment, occurrence=self._occurrence(assignment, event), kind="no-moment", made_id=self._made_id(),
                answers={"no_moment": "yes", "no_moment_how": how}, at=self.at(event))  # fmt: skip
        self._read(event, entry, read, None, False)

    def decline(self, event: Event, about: str, *, why: str, how: str, who: str | None = None,
    comment: str | None = None) -> None:
        assignment, writer = self._agreed(about, who)
        with self.as_client(writer):
            entry = homework.send_entry(
                assignment, occurrence=self._occurrence(assignment, event), kind="declined", decline=how,
                answers={"why": why}, made_id=self._made_id(), at=self.at(event))  # fmt: skip
        self._read(event, entry, True, comment, False)

    def draft(self, event: Event, about: str, *, who: str | None = None, **answers) -> None:
        """Begun and not sent: the counselor sees that it was begun, not what it says."""
        assignment, writer = self._agreed(about, who)
        with self.as_client(writer):
            homework.save_draft(assignment, occurrence=self._occurrence(assignment, event), tab="demo", sequence=1,
                                answers=self._answers(assignment, writer, event, answers),
                                at=self.at(event))  # fmt: skip

    def _read(self, event: Event, entry: Entry, read: bool, comment: str | None, discussed: bool) -> None:
        at = self.calendar.moment(event.day, event.time)
        morning = min(at + timedelta(hours=13), self.calendar.now)
        with self.as_counselor():
            if read:
                homework.read_entry(entry, by=self.by, at=morning)
            if comment:
                homework.comment(entry, comment, by=self.by, at=min(morning + timedelta(minutes=4), self.calendar.now))
            if discussed:
                homework.mark_discussed(entry, by=self.by, at=self._next_meeting(at))

    def _next_meeting(self, at: datetime) -> datetime:
        """When they next met after a moment: what is marked as talked over was talked over then."""
        meetings = [self.calendar.planned(one.day, one.time) for one in self.story.events
                    if one.verb == "meet" and one.what.get("came", "attended") == "attended"]  # fmt: skip
        return min((one for one in meetings if one > at), default=self.calendar.now)

    def _occurrence(self, assignment: HomeworkAssignment, event: Event) -> str:
        found = occurrence_on(agreed_of(assignment), self.on(event))
        if found is None:
            raise LookupError(f"{assignment.exercise_id} is not asked on {self.on(event)}")
        return found

    def _made_id(self) -> str:
        self.sent += 1
        return f"{self.story.key}-{self.sent}"

    def _last_flag(self) -> Flag:
        """The flag raised last in this episode, by hand or by an answer."""
        found = select(Flag).where(Flag.episode_id == self.episode.id).order_by(Flag.raised_at.desc()).limit(1)
        return db.session.scalars(found).one()

    def _answers(self, assignment: HomeworkAssignment, writer: str, event: Event, told: Mapping) -> dict:
        """The answers as the form would send them. Raises LookupError for a question this client is not asked."""
        exercise = asked_of(assignment, self.ids[writer])
        fields = {field.id: field for field in asked(exercise)} if exercise else {}
        if missing := told.keys() - fields.keys():
            raise LookupError(f"{assignment.exercise_id} does not ask {', '.join(sorted(missing))}")
        today = self.on(event)
        return {key: answer(fields[key], value, today, self.calendar, self.entries) for key, value in told.items()}


def answer(field: Field, told, today: date, calendar: Calendar, entries: Mapping[str, str]):
    """One answer in the shape of its kind (protocols.codecs, protocols.groups).

    A "when" is a wall time of the same day or (day, time); a "rank" a list of options or own words; a moment chosen
    from a log names the entry.
    """
    if field.kind == "when":
        day, time = told if isinstance(told, tuple) else (None, told)
        return {"date": (calendar.date(day) if day else today).isoformat(), "time": time or None}
    if field.kind == "rank":
        words = {option.id: option.words for option in field.options}
        return [{"id": one if one in words else None, "text": words.get(one, one)} for one in told]
    if field.kind in ("rows", "entries"):
        return [_row(field.of, row, today, calendar, entries) for row in told]
    if field.kind == "ladder":
        return _position(**told)
    return list(told) if field.kind in ("choices", "list") else told


def _row(fields: Iterable[Field], row: Mapping, today: date, calendar: Calendar, entries: Mapping[str, str]) -> dict:
    """A row whose questions stand in the order of the protocol may be told as a plain tuple."""
    of = {field.id: field for field in fields}
    named = row if isinstance(row, Mapping) else dict(zip(of, row, strict=False))
    kept = {key: answer(of[key], value, today, calendar, entries) for key, value in named.items() if key in of}
    if "entry" in named:
        kept |= {"entry": entries[named["entry"]] if named["entry"] else None, "label": named["label"]}
    return kept


def _position(value: int | None = None, high: int | None = None, **words: str) -> dict:
    return {"value": value, "value_high": high, "no_number": value is None, **words}
