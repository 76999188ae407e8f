"""How ladders and measures moved, in as many statements whether there is one of them or twenty."""

from datetime import UTC, date, datetime
from functools import lru_cache, partial

from sqlalchemy import Text, bindparam, cast, func, select
from sqlalchemy.orm import aliased

from practice import charts
from practice.db import Id, Moment, db, most
from practice.i18n import html_lang
from practice.measures import words
from practice.measures.overview import Drawn, Line, line
from practice.measures.queries import administrations_of, measure_of, series_of
from practice.planning.sheet import SHARED, Moved, Step
from practice.ratings.models import Ladder, Rating
from practice.ratings.movement import moved

MOST_LADDERS, MOST_MEASURES = 12, 8
EPISODE, CLIENT = bindparam("episode", type_=Id), bindparam("client", type_=Id)
SINCE, EVER = bindparam("since", type_=Moment), datetime(1970, 1, 1, tzinfo=UTC)


def _one(newest: bool, *which, column=None, after: int = 0):
    """One rating with a number on this ladder as "4" or "2 3", found along the key of the table; or another column of it."""
    one = aliased(Rating)
    told = cast(one.value, Text) + func.coalesce(" " + cast(one.value_high, Text), "") if column is None else getattr(one, column)
    found = select(told).where(one.ladder_id == Ladder.id, one.value.is_not(None), one.taken_back_at.is_(None))
    order = (one.at.desc(), one.seq.desc()) if newest else (one.at, one.seq)
    found = found.where(*(rule(one) for rule in which)).order_by(*order).limit(most(1)).offset(most(after) if after else None)
    return found.correlate(Ladder).scalar_subquery()


def _ladders(shared: bool):
    """A ladder with its first rating, its latest two and the one that stood at the last meeting."""
    whose = Ladder.client_id.is_(None) if shared else Ladder.client_id == CLIENT
    found = select(
        Ladder.id, Ladder.title, Ladder.low, Ladder.high, _one(True, column="at").label("at"), _one(False).label("first"),
        _one(True).label("last"), _one(True, after=1).label("before"), _one(True, lambda one: one.at <= SINCE).label("stood"),
    ).where(Ladder.episode_id == EPISODE, whose, Ladder.ended_at.is_(None))  # fmt: skip
    return found.order_by(Ladder.made_at, Ladder.id).limit(most(MOST_LADDERS))


LADDERS = {shared: _ladders(shared) for shared in (True, False)}


def ladder_steps(episode_id: str, room: str, shown_as: str, since: datetime | None) -> list[Step]:
    """The ladders of one client, or (shared room) those that belong to both, each on its own axis; oldest first."""
    moment = since or EVER
    told = {"episode": episode_id, "since": moment} | ({} if room == SHARED else {"client": room})
    return [_step(row, shown_as, moment) for row in db.session.execute(LADDERS[room == SHARED], told)]


def _step(row, shown_as: str, since: datetime) -> Step:
    first, before, stood, last = (_point(row.at, said) for said in (row.first, row.before, row.stood, row.last))
    if last is None:
        return Step(row.id, row.title, shown_as, None, None, None, row.low, row.high)
    earlier = before if row.at <= since or stood is None else stood
    step = _sentence(*((one.low, one.high) for one in (first, before, last)), row.low, row.high, html_lang()) if before else ""
    return Step(row.id, row.title, shown_as, earlier.words if earlier else None, last.words, row.at, row.low, row.high, step)


# Numbers alone: the same ones are told with the same words.
@lru_cache(maxsize=4096)
def _sentence(first: tuple, before: tuple, last: tuple, low: int, high: int, _lang: str) -> str:
    return moved([charts.Point(date.min, *numbers) for numbers in (first, before, last)], low, high)


@lru_cache(maxsize=64)
def _category(name: str, _lang: str) -> str:
    return words.category(name)


def _point(at: datetime | None, said: str | None) -> charts.Point | None:
    return charts.Point(at, *map(int, said.split())) if said else None


def measures_moved(episode_id: str, client_id: str, scope: str, today: date) -> list[Moved]:
    """The measures this scope (therapist or guidance) may read, given last first. What is asked alone is not named."""
    read = partial(_counting, episode_id, client_id)
    lines = [line(f"{episode_id}/{client_id}", one, read, measure_of, today) for one in series_of(episode_id, client_id) if one.finished]
    known = sorted((one for one in lines if scope in one.scopes and one.drawn), key=lambda one: one.last_on, reverse=True)
    return [_moved(one, drawn) for one in known[:MOST_MEASURES] for drawn in one.drawn if drawn.value is not None]


def _counting(episode_id: str, client_id: str, key: str) -> list:
    return [row for row in administrations_of(episode_id, client_id, key) if row.counts]


def _moved(one: Line, drawn: Drawn) -> Moved:
    title = one.title if len(one.drawn) == 1 else f"{one.title}, {drawn.title}"
    title = f"{title} ({one.target})" if one.target else title
    return Moved(title, words.number(drawn.value), words.number(drawn.low), words.number(drawn.high), one.last_on,
                 _category(drawn.category, html_lang()) if drawn.category else "")  # fmt: skip
