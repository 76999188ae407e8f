"""Entries as they are read: by the counselor in the inbox, by the client among their pages, in the shared room."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from practice import vault
from practice.db import db
from practice.homework.models import Entry, EntryComment, EntryReading, HomeworkAssignment, SharedEntry
from practice.homework.queries.people import counselor_names
from practice.homework.queries.positions import words_of_positions
from practice.protocols.answers import Shown, show

PAGE = 20
FILTERS = ("to-read", "to-discuss", "all")
COLUMNS = (
    Entry.id, Entry.practice_id, Entry.episode_id, Entry.client_id, Entry.assignment_id, Entry.exercise_id,
    Entry.occurrence, Entry.kind, Entry.decline, Entry.labels, Entry.answers_blob, Entry.sent_at, Entry.said_at,
    Entry.on_behalf_of, Entry.sent_by,
)  # fmt: skip


@dataclass(frozen=True)
class EntryRow:
    """One sent entry with its words opened. `words`: what was answered, in the words the client saw."""

    id: str
    episode_id: str
    client_id: str
    assignment_id: str
    exercise_id: str
    title: str
    occurrence: str
    kind: str
    decline: str | None
    sent_at: datetime
    said_at: datetime | None
    on_behalf_of: bool
    answers: dict
    words: list[Shown]
    steps: frozenset[str] = frozenset()
    comments: int = 0
    entered_by: str = ""  # who typed it in from paper, where somebody did

    @property
    def read(self) -> bool:
        return "read" in self.steps

    @property
    def taken_up(self) -> bool:
        """On the list of the next session."""
        return "take-up" in self.steps and not self.discussed

    @property
    def discussed(self) -> bool:
        return "discussed" in self.steps


def _step(step: str):
    return exists().where(EntryReading.entry_id == Entry.id, EntryReading.step == step)


def _waiting(filter: str, asked):
    """Narrowed to what still waits: to be read, or read and not yet talked over."""
    asked = asked.where(Entry.taken_back_at.is_(None))
    if filter == "to-read":
        return asked.where(~_step("read"))
    return asked.where(_step("read"), ~_step("discussed")) if filter == "to-discuss" else asked


def inbox(filter: str = "to-read", *, page: int = 1, episode_id: str | None = None) -> tuple[list[EntryRow], bool]:
    """One page of entries and whether more follow. What waits comes oldest first; everything, newest first."""
    asked = _waiting(filter, select(*COLUMNS))
    if episode_id:
        asked = asked.where(Entry.episode_id == episode_id)
    order = Entry.sent_at.desc() if filter == "all" else Entry.sent_at
    rows = db.session.execute(asked.order_by(order, Entry.id).offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    return _opened(rows[:PAGE]), len(rows) > PAGE


def to_take_up(episode_id: str) -> list[EntryRow]:
    """What the counselor wants to take up in the next session and has not talked over yet, oldest first."""
    asked = select(*COLUMNS).where(Entry.episode_id == episode_id, Entry.taken_back_at.is_(None), _step("take-up"))
    return _opened(db.session.execute(asked.where(~_step("discussed")).order_by(Entry.sent_at, Entry.id)).all())


def unread() -> int:
    """How many entries wait to be read on the whole caseload."""
    return len(db.session.execute(_waiting("to-read", select(Entry.id))).all())


def to_read(episode_id: str, client_id: str) -> int:
    """How many entries of one participant wait to be read."""
    asked = _waiting("to-read", select(Entry.id)).where(Entry.episode_id == episode_id, Entry.client_id == client_id)
    return len(db.session.execute(asked).all())


def entries_since(episode_id: str, moment: datetime | None, *, client_id: str | None = None,
                  until: datetime | None = None, limit: int = 200) -> list[EntryRow]:  # fmt: skip
    """What was sent in an episode since a moment (None: ever), newest first, with opened words."""
    asked = select(*COLUMNS).where(Entry.episode_id == episode_id, Entry.taken_back_at.is_(None))
    if moment is not None:
        asked = asked.where(Entry.sent_at > moment)
    if until is not None:
        asked = asked.where(Entry.sent_at <= until)
    if client_id is not None:
        asked = asked.where(Entry.client_id == client_id)
    return _opened(db.session.execute(asked.order_by(Entry.sent_at.desc(), Entry.id).limit(limit)).all())


def pages_of(client_id: str, *, page: int = 1) -> tuple[list[EntryRow], bool]:
    """What one client sent, newest first: one page, and whether more follow."""
    asked = select(*COLUMNS).where(Entry.client_id == client_id, Entry.taken_back_at.is_(None))
    rows = db.session.execute(asked.order_by(Entry.sent_at.desc(), Entry.id).offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    return _opened(rows[:PAGE]), len(rows) > PAGE


def entry_words(entry: Entry | SharedEntry) -> list[Shown]:
    """What was answered, in the words the client saw when they wrote it."""
    answers = entry.answers or {}
    return show(entry.labels, answers, words_of_positions([answers]))


def shared_rows(episode_id: str) -> list[SharedEntry]:
    """What the two of a couple show each other now, newest first."""
    return list(db.session.scalars(
        select(SharedEntry).where(SharedEntry.episode_id == episode_id, SharedEntry.withdrawn_at.is_(None))
        .order_by(SharedEntry.shared_at.desc())))  # fmt: skip


def _opened(rows) -> list[EntryRow]:
    opened = {row.id: vault.open_field(Entry, "answers", row.practice_id, row.id, row.answers_blob) or {} for row in rows}
    positions, steps, comments = words_of_positions(opened.values()), _steps(list(opened)), _comments(list(opened))
    titles, typed = _titles({row.assignment_id for row in rows}), _typed(row for row in rows if row.on_behalf_of)
    return [
        EntryRow(row.id, row.episode_id, row.client_id, row.assignment_id, row.exercise_id,
                 row.labels.get("title") or titles.get(row.assignment_id, ""), row.occurrence, row.kind, row.decline,
                 row.sent_at, row.said_at, row.on_behalf_of, opened[row.id], show(row.labels, opened[row.id], positions),
                 frozenset(steps.get(row.id, ())), comments.get(row.id, 0), typed.get(row.sent_by, "") if row.on_behalf_of else "")
        for row in rows
    ]  # fmt: skip


def entered_by(entry: Entry) -> str:
    """The name of the counselor who typed an entry in from paper; "" for one its author sent."""
    return _typed([entry]).get(entry.sent_by, "") if entry.on_behalf_of else ""


def _typed(rows) -> dict[str, str]:
    """{counselor id: name} of those who typed these in."""
    ids = {row.sent_by for row in rows}
    return counselor_names(ids) if ids else {}


def _steps(ids: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if ids:
        for row in db.session.execute(select(EntryReading.entry_id, EntryReading.step).where(EntryReading.entry_id.in_(ids))):
            found.setdefault(row.entry_id, []).append(row.step)
    return found


def _comments(ids: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    if ids:
        for row in db.session.execute(select(EntryComment.entry_id).where(EntryComment.entry_id.in_(ids))):
            found[row.entry_id] = found.get(row.entry_id, 0) + 1
    return found


def _titles(ids: set[str]) -> dict[str, str]:
    if not ids:
        return {}
    rows = db.session.execute(select(HomeworkAssignment.id, HomeworkAssignment.title).where(HomeworkAssignment.id.in_(ids)))
    return {row.id: row.title for row in rows}
