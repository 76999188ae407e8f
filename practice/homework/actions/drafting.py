"""Drafts: kept as they are typed, readable by their author alone; the counselor learns only that it was begun."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, Text, bindparam, exists, or_, select, update
from sqlalchemy.orm import aliased

from practice import clock, vault
from practice.access.models import Participant
from practice.access.scope import current
from practice.audit.actions import record
from practice.db import Id, Moment, db
from practice.homework.actions.tokens import end_tokens
from practice.homework.models import Beginning, Draft, HomeworkAssignment

# A page saves every few seconds while somebody writes: one statement, built once. The door adds whose draft it is.
AUTHOR, ASSIGNMENT, NOW = (bindparam(name, type_=kind) for name, kind in (("author", Id), ("assignment", Id), ("now", Moment)))
TAB, ASKING = bindparam("page", type_=Text), bindparam("asking", type_=Text)
TAKES_PART = Draft.episode_id.in_(
    select(Participant.episode_id).where(
        Participant.practice_id == bindparam("practice", type_=Id), Participant.client_id == AUTHOR,
        or_(Participant.ends_at.is_(None), Participant.ends_at > NOW)))  # fmt: skip
OTHER = aliased(Draft)
OVERTAKEN = exists().where(
    OTHER.author_id == AUTHOR, OTHER.assignment_id == ASSIGNMENT, OTHER.occurrence == ASKING, OTHER.tab != TAB,
    OTHER.done_at.is_(None), OTHER.saved_at > bindparam("opened", type_=Moment))  # fmt: skip
WRITE = (
    update(Draft).where(Draft.id == bindparam("draft", type_=Id), Draft.sequence <= bindparam("number"), TAKES_PART)
    .values(answers_blob=bindparam("blob", type_=LargeBinary), sequence=bindparam("number"), saved_at=NOW, done_at=None)
    .returning(OVERTAKEN).execution_options(synchronize_session=False))  # fmt: skip
MINE = select(Draft.id, Draft.sequence, OVERTAKEN).where(
    Draft.author_id == AUTHOR, Draft.assignment_id == ASSIGNMENT, Draft.occurrence == ASKING, Draft.tab == TAB, TAKES_PART)


@dataclass(frozen=True)
class Page:
    """One page that is being written: which asking it answers, which draft is its own (`tab`), when it was `opened`."""

    assignment_id: str
    occurrence: str
    tab: str
    opened: datetime | None = None


@dataclass(frozen=True)
class Saved:
    """What became of a save. `late`: the draft was ahead of it (at `sequence`) and stays as it is. `other`: another page
    of the same asking was written on since this one was opened; both drafts stand."""

    sequence: int
    late: bool
    other: bool
    at: datetime


def write_on(page: Page, sequence: int, content: dict, *, at: datetime | None = None) -> Saved | None:
    """Puts `content` into the draft this page has already; None when it has none yet, or its author left.

    The quick way, without an audit entry (security.md Q2: drafts are audited when opened). A request that comes late
    never takes the place of a newer one.
    """
    moment, scope = at or clock.now(), current()
    told = {"author": scope.client_id, "practice": scope.practice_id, "assignment": page.assignment_id, "now": moment,
            "asking": page.occurrence, "page": page.tab, "opened": page.opened}  # fmt: skip

    def written(draft_id: str) -> bool | None:
        """Whether another page went on meanwhile; None when there is no such draft, or it is ahead."""
        blob = vault.seal_field(Draft, "answers", scope.practice_id, draft_id, content)
        return db.session.scalar(WRITE, told | {"draft": draft_id, "number": sequence, "blob": blob})

    usual = draft_id_of(scope.client_id, page)
    if (other := written(usual)) is not None:
        return Saved(sequence, False, other, moment)
    mine = db.session.execute(MINE, told).one_or_none()
    if mine is None:
        return None
    kept, ahead, other = mine
    late = kept == usual or written(kept) is None
    return Saved(ahead if late else sequence, late, other, moment)


def draft_id_of(author: str, page: Page) -> str:
    """The id of a page's draft, as random as its tab: known without a look at the table, so that a save is one statement."""
    return hashlib.sha256(f"{author}|{page.assignment_id}|{page.occurrence}|{page.tab}".encode()).hexdigest()[:32]


def save_draft(assignment: HomeworkAssignment, *, occurrence: str, tab: str, sequence: int, answers: dict,
               base: tuple[str, int] | None = None, at: datetime | None = None) -> Draft:  # fmt: skip
    """Keeps what is in one tab, without checking it. A late request (lower `sequence`) never overwrites a newer one.

    `base`: (tab, sequence) of the draft this page was opened from; it is put aside once this one holds its words,
    unless it was written on meanwhile. The draft lies in its author's private room, joint exercises included.
    """
    moment, author = at or clock.now(), current().client_id
    one_at_a_time(assignment.id)
    draft = _draft(assignment.id, author, occurrence, tab)
    if draft is None:
        draft = Draft(id=draft_id_of(author, Page(assignment.id, occurrence, tab)), episode_id=assignment.episode_id,
                      client_id=author, author_id=author, tab=tab, assignment_id=assignment.id, occurrence=occurrence,
                      sequence=sequence, saved_at=moment)  # fmt: skip
        db.session.add(draft)
        if base:
            _put_aside_base(assignment.id, author, occurrence, base, moment)
        _note_beginning(assignment, author, occurrence, moment)
        record("save_draft", draft)
    elif sequence < draft.sequence:
        return draft
    draft.answers, draft.sequence, draft.saved_at, draft.done_at = answers, sequence, moment, None
    return draft


def one_at_a_time(assignment_id: str) -> None:
    """What comes in for the same exercise at the same moment waits here: the second sees what the first did.

    SQLite lets only one write anyway and knows no such lock.
    """
    db.session.execute(select(HomeworkAssignment.id).where(HomeworkAssignment.id == assignment_id).with_for_update(key_share=True))


def put_aside(assignment: HomeworkAssignment, *, occurrence: str, tab: str | None = None, at: datetime | None = None) -> None:
    """Drafts of this asking (or the one of a tab) are done with: sent, or not wanted any more. No audit of its own.

    The tokens of their pages end with them.
    """
    db.session.flush()
    author = current().client_id
    done = update(Draft).where(Draft.assignment_id == assignment.id, Draft.author_id == author,
                               Draft.occurrence == occurrence, Draft.done_at.is_(None))  # fmt: skip
    db.session.execute((done.where(Draft.tab == tab) if tab else done).values(done_at=at or clock.now()))
    end_tokens(author, assignment_id=assignment.id, occurrence=occurrence, tab=tab, at=at)


def _draft(assignment_id: str, author: str, occurrence: str, tab: str) -> Draft | None:
    return db.session.scalars(select(Draft).where(
        Draft.assignment_id == assignment_id, Draft.author_id == author, Draft.occurrence == occurrence,
        Draft.tab == tab)).one_or_none()  # fmt: skip


def _put_aside_base(assignment_id: str, author: str, occurrence: str, base: tuple[str, int], moment: datetime) -> None:
    before = _draft(assignment_id, author, occurrence, base[0])
    if before is not None and before.sequence == base[1] and before.done_at is None:
        before.done_at = moment


def _note_beginning(assignment: HomeworkAssignment, author: str, occurrence: str, moment: datetime) -> None:
    """In the author's own room, so that a partner's pages do not change when somebody begins."""
    known = db.session.scalars(select(Beginning).where(
        Beginning.assignment_id == assignment.id, Beginning.client_id == author, Beginning.occurrence == occurrence))
    if known.one_or_none() is None:
        db.session.add(Beginning(episode_id=assignment.episode_id, client_id=author, assignment_id=assignment.id,
                                 occurrence=occurrence, opened_at=moment, begun_at=moment))  # fmt: skip
