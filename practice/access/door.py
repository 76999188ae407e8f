"""The door. Security-critical: adds practice, caseload, room and readers to every ORM statement, and refuses to
flush a row that is not the scope's to write. No scope: nothing comes back.
"""

import re
from functools import cache
from weakref import WeakKeyDictionary

from flask import abort
from sqlalchemy import bindparam, event, false, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from practice.access import rules
from practice.access.models import CaseloadAssignment, EpisodeRow, Participant, PersonRecord, Protected
from practice.access.scope import ClientScope, CounselorScope, DeskScope, Everything, OutOfScope, current
from practice.db import Id, db

ID = re.compile("[0-9a-f]{32}")


def _criteria(rule):
    return with_loader_criteria(Protected, rule, include_aliases=True)


NOBODY = _criteria(lambda cls: false())
BY_SCOPE = {
    CounselorScope: _criteria(lambda cls: cls.for_counselor()),
    ClientScope: _criteria(lambda cls: cls.for_client()),
    DeskScope: _criteria(lambda cls: cls.for_desk()),
}
SUPERVISOR = _criteria(lambda cls: cls.for_supervisor())


def init_app() -> None:
    """Hang the door on every session of the app (once per process)."""
    if not event.contains(Session, "do_orm_execute", _guard_statement):
        event.listen(Session, "do_orm_execute", _guard_statement)
        event.listen(Session, "before_flush", _guard_flush)


def find(model: type, record_id: str):
    """The row with this id if the scope may see it. Aborts with 404 otherwise, whether or not it exists."""
    if not isinstance(record_id, str) or ID.fullmatch(record_id) is None:
        abort(404)  # what a form names is anything at all, and neither database takes that for an id
    found = db.session.scalars(_by_id(model), {"id": record_id}).one_or_none()
    return found if found is not None else abort(404)


def may_write(episode_id: str) -> bool:
    """Whether the scope may write in an episode it can open; supervisors read (and say what `supervisor_writes` leaves to
    them). For what a page offers: the flush decides. No query for who supervises nobody, else one per transaction."""
    scope = current()
    if isinstance(scope, CounselorScope) and scope.supervises:
        return episode_id in _episodes(db.session, rules.caseload)
    return scope is not None


def may_change(client_id: str) -> bool:
    """The same for what is known about a person."""
    scope = current()
    if isinstance(scope, CounselorScope) and scope.supervises:
        return client_id in _people(db.session)
    return scope is not None


@cache
def _by_id(model: type):
    return select(model).where(model.id == bindparam("id", type_=Id))


def _guard_statement(state: ORMExecuteState) -> None:
    scope = current()
    if isinstance(scope, Everything):
        return
    if isinstance(scope, CounselorScope) and scope.supervises and state.is_select:
        option = SUPERVISOR
    else:
        option = BY_SCOPE.get(type(scope), NOBODY)
    state.statement = _guarded(state.statement, option)


# A statement that is built once (a constant of queries.py) is guarded once per kind of scope: SQLAlchemy then knows
# its compiled form at once, which saves a third of what a query costs. Whose rows come back is decided by the
# parameters of the criteria, which are asked for at each execution (rules.py).
_GUARDED: WeakKeyDictionary = WeakKeyDictionary()


def _guarded(statement, option):
    kept = _GUARDED.get(statement)
    if kept is None or kept[0] is not option:
        kept = _GUARDED[statement] = (option, statement.options(option))
    return kept[1]


def _guard_flush(session: Session, _context, _instances) -> None:
    scope = current()
    if isinstance(scope, Everything):
        return
    guarded = (Protected, CaseloadAssignment, Participant)
    rows = [row for row in (*session.new, *session.dirty, *session.deleted) if isinstance(row, guarded)]
    if not rows:
        return
    if scope is None:
        raise OutOfScope("a clinical row was about to be written without a scope")
    # A row that opens an episode or an assignment must reach the database before the rows that rely on it are judged.
    fresh = _opened_now(session, scope)
    for row in rows:
        if row.practice_id != scope.practice_id:
            raise OutOfScope("a row of another practice")
        if isinstance(row, PersonRecord):
            _check_person(session, scope, row)
        else:
            _check_episode(session, scope, row, fresh)
    if fresh:
        _forget_episodes(session)


def _opened_now(session: Session, scope) -> set[str]:
    """Episodes this counselor is opening in this very flush, together with their own assignment."""
    if not isinstance(scope, CounselorScope):
        return set()
    new = {row.id for row in session.new if hasattr(row, "door_episode")}
    mine = {row.episode_id for row in session.new if isinstance(row, CaseloadAssignment)
            and row.counselor_id == scope.counselor_id}  # fmt: skip
    return new & mine


def _check_episode(session: Session, scope, row, fresh: set[str]) -> None:
    episode_id = row.id if hasattr(row, "door_episode") else row.episode_id
    if getattr(row, "author_id", None) not in (None, scope.actor_id):
        raise OutOfScope("a row in somebody else's name")
    if isinstance(scope, DeskScope):
        allowed = episode_id == scope.episode_id
    elif isinstance(scope, ClientScope):
        mine = isinstance(row, EpisodeRow) and row.readers != "desk" and row.client_id in (scope.client_id, None)
        open_to_them = rules.together if mine and row.client_id is None else rules.taken_part
        allowed = mine and episode_id in _episodes(session, open_to_them)
    else:
        allowed = episode_id in fresh or episode_id in _episodes(session, rules.caseload) or _supervisors(session, scope, row)
    if not allowed:
        raise OutOfScope(f"{type(row).__name__} is not this scope's to write")
    if isinstance(row, Participant) and isinstance(scope, CounselorScope):
        _check_reach(session, row.client_id)


def _supervisors(session: Session, scope, row) -> bool:
    """What a supervisor says beside a supervisee's work, in an episode they may read: a new row in their own name, or the
    columns its class leaves to them. Everything else there is not theirs to write, and nothing is theirs to delete."""
    may = getattr(type(row), "supervisor_writes", ())
    if not (isinstance(scope, CounselorScope) and scope.supervises and may) or row in session.deleted:
        return False
    if row in session.new:
        theirs = may == "new" and row.by == scope.counselor_id
    else:
        changed = {column.key for column in inspect(row).attrs if column.history.has_changes()}
        theirs = may != "new" and changed <= set(may)
    return theirs and row.episode_id in _episodes(session, rules.watched)


def _check_person(session: Session, scope, row) -> None:
    """A counselor may add people and change those of the caseload; a client changes only themselves."""
    person = getattr(row, "client_id", None) or row.id
    if isinstance(scope, ClientScope) and person != scope.client_id:
        raise OutOfScope("another person's row")
    if isinstance(scope, CounselorScope):
        _check_reach(session, person)


def _check_reach(session: Session, person: str) -> None:
    """Somebody of the counselor's own caseload, or somebody new who takes part in nothing yet. Reading is not enough:
    a supervisor neither invites a client nor takes one on."""
    part = Participant.__table__
    with session.no_autoflush:
        known = session.execute(select(part.c.id).where(part.c.client_id == person).limit(1)).first()
    if known is not None and person not in _people(session):
        raise OutOfScope("a person outside the caseload")


def _episodes(session: Session, which) -> set[str]:
    """Episode ids open to the scope; asked once per transaction and kind."""
    key = ("episodes", which.__name__, current())
    if key not in session.info:
        with session.no_autoflush:
            session.info[key] = set(session.execute(which()).scalars())
    return session.info[key]


def _people(session: Session) -> set[str]:
    part = Participant.__table__
    with session.no_autoflush:
        return set(session.execute(select(part.c.client_id).where(part.c.episode_id.in_(rules.caseload()))).scalars())


@event.listens_for(Session, "after_transaction_end")
def _after_transaction(session: Session, transaction) -> None:
    if transaction.parent is None:
        _forget_episodes(session)


def _forget_episodes(session: Session) -> None:
    for key in [key for key in session.info if isinstance(key, tuple) and key[0] == "episodes"]:
        del session.info[key]
