"""The criteria of the door, one set per class, built once. Security-critical: read with house.md section 4.

Values come from the scope at execution time (bind parameters with a callable), so the expressions never change
and SQLAlchemy can keep its compiled statements.
"""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, or_, select

from practice import clock
from practice.access import scope
from practice.db import Id, Moment

WRITES = ("lead", "backup", "cover", "break-glass")
# Where a couple stands in its protocol goes on for the one who stays; it holds nobody's words.
THE_PATH = ("course", "phase_visit")


@dataclass(frozen=True)
class Rules:
    counselor: ColumnElement
    supervisor: ColumnElement
    client: ColumnElement
    desk: ColumnElement


def _of_scope(name: str):
    return bindparam(f"door_{name}", callable_=lambda: getattr(scope.current(), name, None), type_=Id)


PRACTICE, COUNSELOR, CLIENT, EPISODE = (_of_scope(n) for n in ("practice_id", "counselor_id", "client_id", "episode_id"))
NOW = bindparam("door_now", callable_=clock.now, type_=Moment)


def _open(table):
    return and_(table.c.starts_at <= NOW, or_(table.c.ends_at.is_(None), table.c.ends_at > NOW))


def caseload(*, supervising: bool = False):
    """Episodes the counselor of the scope may open now; with `supervising`, those of their supervisees as well whose clients
    agreed that this supervisor reads along (since when stands on the supervisee's own assignment: who came later was not
    named)."""
    from practice.access.models import CaseloadAssignment, Supervision

    held, watched = CaseloadAssignment.__table__, Supervision.__table__
    mine = held.c.counselor_id == COUNSELOR
    if supervising:
        named = exists().where(
            watched.c.practice_id == PRACTICE, watched.c.supervisor_id == COUNSELOR, watched.c.supervisee_id == held.c.counselor_id,
            watched.c.starts_at <= held.c.supervision_agreed_at, _open(watched))  # fmt: skip
        mine = or_(mine, named.correlate(held))
    return select(held.c.episode_id).where(held.c.practice_id == PRACTICE, mine, _open(held))


def watched():
    """The same, for who supervises: their own episodes and those they read along in."""
    return caseload(supervising=True)


def on_caseload(episode, *, supervising: bool = False):
    """The same, asked of one row after the other along the index; the list is never made. For rows that something else
    has found already: making the list of a large caseload costs as much as fifty such questions."""
    mine = caseload(supervising=supervising)
    held = mine.get_final_froms()[0]
    # Never correlated: outside of a statement about `episode` this is an error, not an open door.
    return mine.where(held.c.episode_id == episode).correlate_except(held).exists()


def taken_part(*, now_only: bool = True):
    """Episodes the client of the scope takes part in (`now_only`) or ever did."""
    from practice.access.models import Participant

    part = Participant.__table__
    found = select(part.c.episode_id).where(part.c.practice_id == PRACTICE, part.c.client_id == CLIENT)
    return found.where(_open(part)) if now_only else found


def together():
    """Episodes whose shared room stands open to the client of the scope: they take part now, and nobody has left.

    Once one of a couple has left, the room is frozen for the other as well: each keeps only their own.
    """
    from practice.access.models import Participant

    part = Participant.__table__
    here, left, back = part.alias("here"), part.alias("left"), part.alias("back")
    returned = exists().where(back.c.practice_id == PRACTICE, back.c.episode_id == left.c.episode_id,
                              back.c.client_id == left.c.client_id, _open(back))  # fmt: skip
    gone = exists().where(left.c.practice_id == PRACTICE, left.c.episode_id == here.c.episode_id, left.c.ends_at <= NOW, ~returned)
    return select(here.c.episode_id).where(here.c.practice_id == PRACTICE, here.c.client_id == CLIENT, _open(here), ~gone)


@cache
def of(cls: type) -> Rules:
    """The four criteria of a protected class."""
    from practice.access.models import PersonRecord

    if not hasattr(cls, "__table__"):  # the mixin itself, asked once when the door is built
        return Rules(false(), false(), false(), false())
    own = _person_rules(cls) if issubclass(cls, PersonRecord) else _episode_rules(cls)
    return Rules(*(and_(cls.practice_id == PRACTICE, rule) for rule in own))


def told_by_name(cls, answer: type):
    """Rows that name the counselor of the scope (`to_id`), off their caseload too, while no `answer` is there (both name the
    same flag). For rows that hold ids and a moment and nothing else: it tells that something waits, not what or whose."""
    given = answer.__table__
    answered = exists().where(given.c.practice_id == cls.practice_id, given.c.flag_id == cls.flag_id).correlate_except(given)
    return and_(cls.practice_id == PRACTICE, cls.to_id == COUNSELOR, ~answered)


def _person_rules(cls):
    from practice.access.models import Participant

    part = Participant.__table__
    person = getattr(cls, "client_id", None) or cls.id

    def people(episodes):
        return person.in_(select(part.c.client_id).where(part.c.practice_id == PRACTICE, part.c.episode_id.in_(episodes)))

    at_desk = person.in_(select(part.c.client_id).where(part.c.practice_id == PRACTICE, part.c.episode_id == EPISODE))
    return people(caseload()), people(caseload(supervising=True)), person == CLIENT, at_desk


def _episode_rules(cls):
    episode = getattr(cls, "door_episode", None) or cls.episode_id
    here = episode == EPISODE
    asked = episode.in_(caseload()) if cls.across else on_caseload(episode)
    if cls.readers == "author":
        by_counselor = and_(cls.author_id == COUNSELOR, asked)
        return by_counselor, by_counselor, and_(cls.author_id == CLIENT, cls.client_id == CLIENT), false()
    watched = episode.in_(caseload(supervising=True)) if cls.across else on_caseload(episode, supervising=True)
    return asked, watched, _client_rule(cls, episode), here


def _client_rule(cls, episode):
    if cls.readers == "desk":
        return false()
    if cls.readers == "taken part":  # the episode itself: its rooms stay closed, its existence is known
        return episode.in_(taken_part(now_only=False))
    shared = taken_part() if cls.__tablename__ in THE_PATH else together()
    common = and_(cls.client_id.is_(None), episode.in_(shared))
    return or_(and_(cls.client_id == CLIENT, episode.in_(taken_part(now_only=False))), common)
