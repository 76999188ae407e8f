"""Drafts: kept as they are typed, readable by their author alone; the counselor learns only that it was begun."""

from datetime import datetime

from sqlalchemy import select, update

from practice import clock
from practice.access.scope import current
from practice.audit.actions import record
from practice.db import db
from practice.homework.models import Beginning, Draft, HomeworkAssignment


def save_draft(assignment: HomeworkAssignment, *, occurrence: str, tab: str, sequence: int, answers: dict,
               base: tuple[str, int] | None = None, at: datetime | None = None) -> Draft:  # fmt: skip
    """Keeps what is in one tab, without checking it. A late request (lower `sequence`) never overwrites a newer one.

    `base`: (tab, sequence) of the draft this page was opened from; it is put aside once this one holds its words,
    unless it was written on meanwhile. The draft lies in its author's private room, joint exercises included.
    """
    moment, author = at or clock.now(), current().client_id
    draft = _draft(assignment.id, author, occurrence, tab)
    if draft is None:
        draft = Draft(episode_id=assignment.episode_id, client_id=author, author_id=author, tab=tab,
                      assignment_id=assignment.id, occurrence=occurrence, sequence=sequence, saved_at=moment)  # fmt: skip
        db.session.add(draft)
        if base:
            _put_aside_base(assignment.id, author, occurrence, base, moment)
        _note_beginning(assignment, author, occurrence, moment)
        record("save_draft", draft)
    elif sequence <= draft.sequence:
        return draft
    draft.answers, draft.sequence, draft.saved_at, draft.done_at = answers, sequence, moment, None
    return draft


def put_aside(assignment: HomeworkAssignment, *, occurrence: str, tab: str | None = None, at: datetime | None = None) -> None:
    """Drafts of this asking (or the one of a tab) are done with: sent, or not wanted any more. No audit of its own."""
    db.session.flush()
    author = current().client_id
    done = update(Draft).where(Draft.assignment_id == assignment.id, Draft.author_id == author,
                               Draft.occurrence == occurrence, Draft.done_at.is_(None))  # fmt: skip
    db.session.execute((done.where(Draft.tab == tab) if tab else done).values(done_at=at or clock.now()))


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
