"""Reading ladders and ratings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, func, select

from practice import charts, clock, vault
from practice.access.scope import ClientScope, current
from practice.db import db
from practice.episodes.models import TherapySession
from practice.episodes.queries import current_course
from practice.ratings import chart, checks
from practice.ratings.models import Ladder, Rating

SPARK = 12
TWICE = timedelta(seconds=30)  # the same once more within it is a form that was sent twice


class Point(NamedTuple):
    """One rating: `low` None means that no number was given, `high` is set for a range. `words` open when asked for.

    A tuple, because a picture is looked up by all of its points: hundreds are compared on a page.
    """

    ladder_id: str
    at: datetime
    seq: int
    low: int | None
    high: int | None
    source: str
    session_id: str | None
    practice_id: str
    blob: bytes | None

    @property
    def ref(self) -> str:
        """What an entry stores to point here."""
        return f"{self.ladder_id}:{self.at.isoformat()}:{self.seq}"

    @property
    def said(self) -> str:
        """The position as given: `3`, `2–3`, or nothing."""
        return chart.said(self.low, self.high)

    @property
    def words(self) -> dict[str, str]:
        """{past, keeps_from_lower, first_sign, comment}, those that were answered."""
        return vault.open_field(Rating, "words", self.practice_id, self.ref, self.blob) or {}


@dataclass(frozen=True)
class LadderRow:
    """A ladder in a list, with its first and latest rating that have a number."""

    id: str
    episode_id: str
    client_id: str
    title: str
    low: int
    high: int
    imported: bool
    made_at: datetime
    ended_at: datetime | None
    practice_id: str
    blob: bytes | None
    count: int = 0
    first: Point | None = None
    latest: Point | None = None

    @property
    def words(self) -> dict[str, str]:
        """{low, high, good_enough} in the client's words."""
        return vault.open_field(Ladder, "words", self.practice_id, self.id, self.blob) or {}


_LADDER = (Ladder.id, Ladder.episode_id, Ladder.client_id, Ladder.title, Ladder.low, Ladder.high, Ladder.imported,
           Ladder.made_at, Ladder.ended_at, Ladder.practice_id, Ladder.words_blob)  # fmt: skip
_POINT = (Rating.ladder_id, Rating.at, Rating.seq, Rating.value, Rating.value_high, Rating.source, Rating.session_id,
          Rating.practice_id, Rating.words_blob)  # fmt: skip
STANDS = Rating.taken_back_at.is_(None)


def ladders_of(episode_id: str, client_id: str | None = None) -> list[LadderRow]:
    """The ladders of an episode, or of one participant, oldest first; three statements however many there are."""
    found = select(*_LADDER).where(Ladder.episode_id == episode_id)
    found = found if client_id is None else found.where(Ladder.client_id == client_id)
    rows = db.session.execute(found.order_by(Ladder.made_at, Ladder.id)).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    numbered = Rating.value.is_not(None)
    span = select(Rating.ladder_id, func.count(), func.min(Rating.at), func.max(Rating.at)).where(
        Rating.ladder_id.in_(ids), numbered, STANDS).group_by(Rating.ladder_id)  # fmt: skip
    spans = {ladder_id: rest for ladder_id, *rest in db.session.execute(span)}
    ends = {(point.ladder_id, point.at): point for point in _ends(spans)}
    return [_ladder_row(row, spans.get(row.id), ends) for row in rows]


def _ends(spans: dict) -> list[Point]:
    """The first and the latest rating of each ladder, by the key of the table."""
    moments = {moment for _count, first, last in spans.values() for moment in (first, last)}
    if not moments:
        return []
    found = select(*_POINT).where(
        and_(Rating.ladder_id.in_(list(spans)), Rating.at.in_(moments), Rating.value.is_not(None), STANDS))  # fmt: skip
    return [Point(*row) for row in db.session.execute(found.order_by(Rating.at, Rating.seq))]


def _ladder_row(row, span, ends: dict) -> LadderRow:
    if span is None:
        return LadderRow(*row)
    count, first, last = span
    return LadderRow(*row, count, ends[row.id, first], ends[row.id, last])


def points(ladder_id: str, since: datetime | None = None, until: datetime | None = None) -> list[Point]:
    """The ratings from `since` (included) to `until` (not included), oldest first, those without a number too."""
    found = select(*_POINT).where(Rating.ladder_id == ladder_id, STANDS)
    if since is not None:
        found = found.where(Rating.at >= since)
    if until is not None:
        found = found.where(Rating.at < until)
    return [Point(*row) for row in db.session.execute(found.order_by(Rating.at, Rating.seq))]


def ratings_of(ladder_id: str, limit: int | None = None, offset: int = 0) -> list[Point]:
    """The ratings, latest first."""
    found = select(*_POINT).where(Rating.ladder_id == ladder_id, STANDS).order_by(Rating.at.desc(), Rating.seq.desc())
    return [Point(*row) for row in db.session.execute(found.limit(limit).offset(offset))]


def latest(ladder_id: str) -> Point | None:
    """The newest rating, with or without a number; None while there is none."""
    return next(iter(ratings_of(ladder_id, 1)), None)


def said_just_now(
    ladder_id: str, value: int | None, value_high: int | None, words: Mapping[str, str], session_id: str | None = None
) -> bool:
    """True when the newest position says exactly this and is seconds old: a second press, a page sent again."""
    last = latest(ladder_id)
    told = (value, value_high, session_id)
    return (last is not None and clock.now() - last.at < TWICE and (last.low, last.high, last.session_id) == told
            and last.words == checks.kept(words, checks.RATING_WORDS))  # fmt: skip


def state_facts(episode_id: str, client_id: str) -> dict:
    """What episodes.state.set_rating is told: {last, at, spark, low, high} of the ladder rated last, by number."""
    newest = select(Rating.ladder_id, Ladder.low, Ladder.high).join(Ladder, Ladder.id == Rating.ladder_id).where(
        Rating.episode_id == episode_id, Rating.client_id == client_id, Rating.value.is_not(None), STANDS,
    ).order_by(Rating.at.desc(), Rating.seq.desc(), Rating.ladder_id).limit(1)  # fmt: skip
    row = db.session.execute(newest).first()
    if row is None:
        return {"last": None, "at": None, "spark": [], "low": None, "high": None}
    some = select(Rating.at, Rating.value, Rating.value_high).where(
        Rating.ladder_id == row.ladder_id, Rating.value.is_not(None), STANDS)
    given = db.session.execute(some.order_by(Rating.at.desc(), Rating.seq.desc()).limit(SPARK)).all()
    spark = [(low + (low if high is None else high)) / 2 for _at, low, high in reversed(given)]
    last = given[0]
    said = str(last.value) if last.value_high is None else f"{last.value}-{last.value_high}"
    return {"last": said, "at": last.at, "spark": spark, "low": row.low, "high": row.high}


def chart_of(
    ladder_id: str, *, zone: str, since: datetime | None = None, until: datetime | None = None, yours: bool = False,
    today: date | None = None, found: list[Point] | None = None,
) -> charts.Chart:  # fmt: skip
    """The whole picture of one ladder, gathered: ratings, phases of the present course, meetings of its room.

    `found`: the ratings, where the caller has read them already.
    """
    row = LadderRow(*db.session.execute(select(*_LADDER).where(Ladder.id == ladder_id)).one())
    shown = points(ladder_id, since, until) if found is None else found
    bands, sessions = _bands(row.episode_id, row.client_id), _sessions(row, zone)
    return chart.compose(row, shown, bands, sessions, zone, yours=yours, today=today)


def _bands(episode_id: str, client_id: str) -> list[charts.Band]:
    course = current_course(episode_id)
    if course is None:
        return []
    own = [visit for visit in course.visits if visit.client_id in (None, client_id)]
    # A client sees the name a phase has for clients, and never its number.
    title = "client_title" if isinstance(current(), ClientScope) else "title"
    return chart.bands(own, lambda phase: getattr(course.protocol.phase(phase), title))


def course_began(episode_id: str) -> date | None:
    """The first day of the open course; None without one."""
    course = current_course(episode_id)
    return course.course.started_on if course else None


def _sessions(ladder: LadderRow, zone: str) -> list[date]:
    """Days of meetings with this client, alone or as a couple, that have taken place."""
    held = select(TherapySession.starts_at).where(
        TherapySession.episode_id == ladder.episode_id, TherapySession.cancelled_at.is_(None),
        TherapySession.client_id.is_(None) | (TherapySession.client_id == ladder.client_id),
        TherapySession.starts_at <= clock.now())  # fmt: skip
    return sorted({clock.today(zone, at) for at in db.session.scalars(held)})
