"""What was sent for one exercise, newest first: earlier moments of a log, the answers a counselor reads. Few columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, bindparam, cast, select

from practice import vault
from practice.db import Id, db, most
from practice.homework.models import Entry
from practice.homework.queries.people import counselor_names
from practice.homework.queries.positions import words_of_positions
from practice.protocols.answers import Shown, asked_then, show

PAGE = 10  # answers on a page: each is drawn with all its words
COLUMNS = (
    Entry.id, Entry.practice_id, Entry.client_id, Entry.kind, Entry.sent_at, Entry.said_at, Entry.on_behalf_of,
    Entry.sent_by, Entry.answers_blob, cast(Entry.labels, Text),
)  # fmt: skip
EPISODE, CLIENT, ASSIGNMENT = (bindparam(name, type_=Id) for name in ("episode", "client", "assignment"))
# Built once: building a statement costs as much as running it. The episode is named so that the newest are found along
# (practice, episode, sent_at), however long the log is.
SENT = (
    select(*COLUMNS)
    .where(Entry.episode_id == EPISODE, Entry.client_id == CLIENT, Entry.exercise_id == bindparam("exercise"),
           Entry.kind != "declined", Entry.taken_back_at.is_(None))
    .order_by(Entry.sent_at.desc(), Entry.id).limit(most())
)  # fmt: skip
ANSWERS = (
    select(*COLUMNS)
    .where(Entry.episode_id == EPISODE, Entry.assignment_id == ASSIGNMENT, Entry.taken_back_at.is_(None))
    .order_by(Entry.sent_at.desc(), Entry.id).limit(most()).offset(most(name="first"))
)  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """One sent entry as a list shows it. `words`: what was answered, in the words the client saw; `entered_by`: who
    typed it in from paper, where somebody did."""

    id: str
    client_id: str
    kind: str
    sent_at: datetime
    said_at: datetime | None
    on_behalf_of: bool
    words: list[Shown]
    entered_by: str = ""


def sent_for(episode_id: str, client_id: str, exercise_id: str, *, limit: int = 60) -> list[Sent]:
    """What one client sent for one exercise, newest first, without what they declined."""
    told = {"episode": episode_id, "client": client_id, "exercise": exercise_id, "most": limit}
    return _opened(db.session.execute(SENT, told).all())


def answers_to(episode_id: str, assignment_id: str, *, page: int = 1) -> tuple[list[Sent], bool]:
    """What was sent for one agreed exercise, newest first: one page, and whether more follow."""
    told = {"episode": episode_id, "assignment": assignment_id, "most": PAGE + 1, "first": (page - 1) * PAGE}
    rows = db.session.execute(ANSWERS, told).all()
    return _opened(rows[:PAGE]), len(rows) > PAGE


def _opened(rows: Iterable) -> list[Sent]:
    answers = {row[0]: vault.open_field(Entry, "answers", row[1], row[0], row[8]) or {} for row in rows}
    positions = words_of_positions(answers.values())
    typed_in = {row[7] for row in rows if row[6]}
    names = counselor_names(typed_in) if typed_in else {}
    return [
        Sent(id, client_id, kind, sent_at, said_at, on_behalf_of, show(asked_then(labels), answers[id], positions),
             names.get(sent_by, "") if on_behalf_of else "")
        for id, _practice, client_id, kind, sent_at, said_at, on_behalf_of, sent_by, _blob, labels in rows
    ]  # fmt: skip
