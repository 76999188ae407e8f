"""Everything the client page shows, gathered in a number of queries that does not grow with the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from practice import clock
from practice.access.scope import current
from practice.charts import Chart
from practice.episodes.queries import CourseView, current_course, path_of
from practice.episodes.queries.lending import Lent
from practice.episodes.schedule import Place
from practice.homework.queries import OpenHomework, of_episode
from practice.i18n import html_lang
from practice.notes.queries import NoteLine
from practice.ratings import chart
from practice.ratings.queries import LadderRow, Point
from practice.record.path import Stop, stops
from practice.record.queries import rows

SESSIONS, HOMEWORK, RATINGS, QUOTES = 8, 8, 12, 3


@dataclass(frozen=True)
class Person:
    """One participant on the page."""

    client: rows.Known
    shown_as: str
    ended: bool
    hope: str | None
    place: Place | None
    stops: tuple[Stop, ...]
    agreed_on: date | None  # consent that stands
    asked_on: date | None  # about safety, alone


@dataclass(frozen=True)
class Picture:
    """A ladder with its drawn chart, which has no words in it; the chart is None while there is no number."""

    ladder: LadderRow
    whose: str
    chart: Chart | None
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Page:
    episode: rows.Care
    people: list[Person]
    names: dict[str, str]
    course: CourseView | None
    pictures: list[Picture]
    homework: list[OpenHomework]
    more_homework: int
    latest: dict[str, tuple[str, datetime]]  # {assignment id: (their words, when)}
    sessions: list
    sessions_total: int
    notes: dict[str, NoteLine]
    came: dict[str, dict[str, str]]  # {session id: {client id: attended, missed or cancelled}}
    flags: list[rows.Flagged]
    resting: bool
    led: bool = False  # by whoever looks
    lent: Sequence[Lent] = ()

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """(client, how they are shown) of everybody who takes part."""
        return tuple(self.names.items())


def page_of(episode_id: str, now: datetime, zone: str) -> Page:
    """The client page of one episode. Aborts with 404 when the scope may not see it."""
    today = clock.today(zone, now)
    episode, parts = rows.people(episode_id)
    course, ladders = current_course(episode_id), rows.ladders(episode_id)
    first = min((points[0].at for _ladder, points in ladders if points), default=None)
    since = first - chart.MARGIN - timedelta(days=1) if first else now
    marks = rows.marks(episode_id, since, now)
    people = [_person(row, course, marks, today) for row in parts]
    names = {person.client.id: person.shown_as for person in people}
    homework, met = of_episode(episode_id, on=today, running=True), rows.met(episode_id, SESSIONS, len(people))
    return Page(
        episode=episode, people=people, names=names, course=course,
        pictures=[_picture(ladder, points, names.get(ladder.client_id, ""), course, marks.held, zone)
                  for ladder, points in ladders],
        homework=homework[:HOMEWORK], more_homework=max(len(homework) - HOMEWORK, 0),
        latest=rows.latest(episode_id, QUOTES), sessions=met.sessions, sessions_total=met.total, notes=met.notes,
        came=met.came, flags=marks.flags, resting=any(rest.until is None for _whose, rest in marks.rests),
        led=current().actor_id in marks.leads, lent=marks.lent,
    )  # fmt: skip


def _person(row, course: CourseView | None, marks: rows.Marks, today: date) -> Person:
    client, shown_as, ended, intake = row
    titles = {phase.id: phase.title for phase in course.protocol.phases} if course else {}
    return Person(
        client, shown_as, ended, intake.get("best_hope"),
        course.place(client.id, marks.rests_of(client.id), today) if course else None,
        tuple(stops(path_of(course, client.id), titles)) if course else (),
        marks.agreed.get(client.id), marks.asked.get(client.id),
    )  # fmt: skip


def _picture(ladder: LadderRow, points: list[Point], whose: str, course: CourseView | None, held, zone: str) -> Picture:
    if not ladder.count:
        return Picture(ladder, whose, None, ())
    visits = [visit for visit in course.visits if visit.client_id in (None, ladder.client_id)] if course else []
    bands = chart.bands(visits, lambda phase: course.protocol.phase(phase).title)
    days = sorted({clock.today(zone, at) for at, alone in held if alone in (None, ladder.client_id)})
    drawn = _drawn(Axis(ladder.low, ladder.high), tuple(points), tuple(bands), tuple(days), zone, html_lang())
    return Picture(ladder, whose, drawn, tuple(points[: -RATINGS - 1 : -1]))


class Axis(NamedTuple):
    """A ladder without what its ends mean: words do not stay in memory."""

    low: int
    high: int
    words: None = None


# The same ratings make the same picture; it is worked out again when one is added.
@lru_cache(maxsize=512)
def _drawn(axis: Axis, points: tuple, bands: tuple, days: tuple, zone: str, _lang: str) -> Chart:
    return chart.compose(axis, points, bands, days, zone, yours=False)
