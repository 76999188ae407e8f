"""How a story is written down: people, and what happened on which day. Day 1 is the first meeting, the last day is "
"today."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from practice import clock


@dataclass(frozen=True)
class Weekend:
    """The Saturday or Sunday of a week of the story, whatever weekday today is. Week 1 holds days 1 to 7."""

    week: int
    weekday: int


Day = int | Weekend


def sat(week: int) -> Weekend:
    return Weekend(week, 5)


def sun(week: int) -> Weekend:
    return Weekend(week, 6)


@dataclass(frozen=True)
class Event:
    """Something that happened: `verb` names a method of telling.Telling, `what` is handed to it."""

    day: Day
    time: str
    verb: str
    what: dict


def on(day: Day, time: str, verb: str, *what_about, **what) -> Event:
    """An event at a wall time such as "18:30". One word after the verb is what it is about (an exercise, a phase)."""
    return Event(day, time, verb, what | ({"about": what_about[0]} if what_about else {}))


@dataclass(frozen=True)
class Story:
    """One episode. `people`: key -> fields of make_client with `login` and `passphrase` added; `days`: today's "
    "number."""

    key: str
    counselor: str
    days: int
    people: dict[str, dict]
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """Days of a story as dates, in the practice's zone. `now` bounds everything: nothing is told ahead of time."""

    today: date
    days: int
    zone: str
    now: datetime = field(default_factory=lambda: clock.now())

    def date(self, day: Day) -> date:
        first = self.today - timedelta(days=self.days - 1)
        if isinstance(day, int):
            return first + timedelta(days=day - 1)
        week = first + timedelta(days=7 * (day.week - 1))
        return week + timedelta(days=(day.weekday - week.weekday()) % 7)

    def planned(self, day: Day, time: str) -> datetime:
        """The moment itself, also when it lies ahead."""
        hour, minute = time.split(":")
        return clock.at(self.date(day), int(hour), int(minute), self.zone)

    def moment(self, day: Day, time: str) -> datetime:
        """The moment, or just now when it has not come yet."""
        return min(self.planned(day, time), self.now - timedelta(minutes=2))
