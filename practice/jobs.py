"""Work outside a request. A row here is the truth; whatever carries it knows only its id.

A carrier's message may be lost or come twice: a row that waits is found again each minute, and only who claims it works
on it. A worker that dies leaves a claim behind; after LOST somebody else takes it up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import JSON, Index, Text, and_, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from practice.db import Id, Record, db

MOST_TRIES = 3
LOST = timedelta(minutes=5)  # a claim older than this was left behind by a worker that died
REST = timedelta(minutes=10)  # before it is tried again; longer each time


class Job(Record, db.Model):
    """One piece of work: ids only, never words. `key` is unique, so that the same work is never done twice."""

    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text, unique=True)
    told: Mapped[dict] = mapped_column(JSON)  # ids it needs
    actor: Mapped[str] = mapped_column(Text)  # counselor, client or system
    actor_id: Mapped[str | None] = mapped_column(Id)
    run_after: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None] = mapped_column(Text)  # what went wrong last, as a code without names
    __table_args__ = (Index(None, "done_at", "run_after"),)


class Trouble(Exception):
    """Work that could not be done now. `code` is one word without names; it is tried again unless `final`."""

    def __init__(self, code: str, *, final: bool = False) -> None:
        super().__init__(code)
        self.code, self.final = code, final


@dataclass(frozen=True)
class Declared:
    """What a kind of work does. `reason`: why it may see everything; None: it runs in its actor's scope."""

    run: Callable
    reason: str | None = None
    each_minute: bool = False


KINDS: dict[str, Declared] = {}


def system_job(reason: str, *, each_minute: bool = False):
    """Declares a function as work that sees everything, and says why. With `each_minute` it is asked `(now)` by itself,
    without a row; otherwise it is given `(told, now)`. A house test lists these."""
    return _declare(reason, each_minute)


def own_job():
    """Declares a function `(told, now)` as work in its actor's scope: it sees what they may see when it runs."""
    return _declare(None, False)


def _declare(reason: str | None, each_minute: bool):
    def mark(run: Callable) -> Callable:
        KINDS[run.__name__] = Declared(run, reason, each_minute)
        return run

    return mark


def enqueue(kind: str, key: str, told: dict, *, practice_id: str, run_after: datetime, actor: str = "system",
            actor_id: str | None = None) -> bool:  # fmt: skip
    """Puts work down, once for each `key` ever. False when it was there already, done or not. Raises KeyError for
    a kind nobody declared."""
    KINDS[kind]
    if db.session.scalars(select(Job.id).where(Job.key == key)).first() is not None:
        return False
    try:
        with db.session.begin_nested():
            db.session.add(Job(practice_id=practice_id, kind=kind, key=key, told=told, actor=actor, actor_id=actor_id,
                               run_after=run_after))  # fmt: skip
    except IntegrityError:  # another worker was quicker by a moment
        return False
    return True


def waiting(now: datetime, limit: int = 200) -> list[str]:
    """Ids of what can be begun now, longest waiting first; what a dead worker left behind included."""
    found = select(Job.id).where(_free(now)).order_by(Job.run_after, Job.id).limit(limit)
    return list(db.session.scalars(found))


def claim(job_id: str, now: datetime) -> Job | None:
    """The job, for the one worker that gets it; None for everybody else. Commit before the work begins."""
    mine = update(Job).where(Job.id == job_id, _free(now)).values(begun_at=now, tries=Job.tries + 1)
    if db.session.execute(mine.execution_options(synchronize_session=False)).rowcount != 1:
        return None
    return db.session.scalars(select(Job).where(Job.id == job_id).execution_options(populate_existing=True)).one()


def done(job_id: str, tries: int, now: datetime) -> bool:
    """It is done. False when somebody else took it up meanwhile: then theirs counts."""
    return _write(job_id, tries, done_at=now, trouble=None)


def failed(job_id: str, tries: int, code: str, now: datetime, *, final: bool = False) -> bool:
    """It could not be done, and why as a code. It rests and is tried again, three times in all; then it is left, with
    the code to tell."""
    if final or tries >= MOST_TRIES:
        return _write(job_id, tries, done_at=now, trouble=code)
    return _write(job_id, tries, begun_at=None, run_after=now + REST * 2 ** (tries - 1), trouble=code)


def left_undone(practice_id: str, now: datetime) -> list[tuple[str, str | None, datetime]]:
    """(kind, code, since when) of work that was tried and left, latest first; no code: its workers died each time."""
    given_up = and_(Job.trouble.is_not(None), Job.done_at.is_not(None))
    died = and_(Job.done_at.is_(None), Job.tries >= MOST_TRIES, Job.begun_at < now - LOST)
    found = select(Job.kind, Job.trouble, Job.begun_at).where(Job.practice_id == practice_id, or_(given_up, died))
    return [tuple(row) for row in db.session.execute(found.order_by(Job.begun_at.desc()).limit(50))]


def _free(now: datetime):
    unclaimed = or_(Job.begun_at.is_(None), and_(Job.begun_at < now - LOST, Job.tries < MOST_TRIES))
    return and_(Job.done_at.is_(None), Job.run_after <= now, unclaimed)


def _write(job_id: str, tries: int, **values) -> bool:
    mine = update(Job).where(Job.id == job_id, Job.tries == tries, Job.done_at.is_(None)).values(**values)
    return db.session.execute(mine.execution_options(synchronize_session=False)).rowcount == 1
