"""Named reads of notes and contacts."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select

from practice.db import db
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.notes import formats
from practice.notes.amendments import ANSWERS, LONGER, Standing, Step, standing
from practice.notes.digest import happened, is_late
from practice.notes.models import (
    Addendum,
    AmendmentRequest,
    AmendmentStep,
    Contact,
    NoteMove,
    ProcessNote,
    ProgressNote,
)
from practice.vault import open_field

# Signed notes that were taken back say nothing any more outside their own page: reports, the prep sheet and the like ask
# for notes that stand.
STRUCK = exists().where(Addendum.note_id == ProgressNote.id, Addendum.kind == "retraction")


@dataclass(frozen=True)
class NoteLine:
    """A note in a list: its meeting, its first words, whether it is signed."""

    note_id: str
    session_id: str
    number: int
    starts_at: datetime
    signed_at: datetime | None
    body: dict
    format: str = "solution-focused"
    labels: dict | None = None
    struck: bool = False
    client_id: str | None = None  # whose meeting alone it was; None: everybody's

    @property
    def late(self) -> bool:
        """Signed more than a day after the meeting."""
        return self.signed_at is not None and is_late(happened(self.labels, self.starts_at), self.signed_at)

    @property
    def format_title(self) -> str:
        """What the way it is laid out is called."""
        form = formats.load_formats().get(self.format)
        return (self.labels or {}).get("title") or (form.title if form else "")

    @property
    def first_words(self) -> str:
        """What a list shows of it."""
        return formats.first_words(self.body, formats.load_formats().get(self.format))


@dataclass(frozen=True)
class ContactLine:
    contact_id: str
    kind: str
    happened_on: date
    with_whom: str
    line: str
    signed_at: datetime | None
    client_id: str | None = None


def note_of(session_id: str) -> ProgressNote | None:
    return db.session.scalars(select(ProgressNote).where(ProgressNote.session_id == session_id)).one_or_none()


def process_note_of(session_id: str, author_id: str) -> ProcessNote | None:
    return db.session.scalars(select(ProcessNote).where(
        ProcessNote.session_id == session_id, ProcessNote.author_id == author_id)).one_or_none()  # fmt: skip


def _lines():
    columns = (ProgressNote.id, ProgressNote.session_id, TherapySession.number, TherapySession.starts_at,
               ProgressNote.signed_at, ProgressNote.body_blob, ProgressNote.practice_id, ProgressNote.format,
               ProgressNote.labels, STRUCK, ProgressNote.client_id)  # fmt: skip
    return select(*columns).join(TherapySession, TherapySession.id == ProgressNote.session_id)


def _opened(rows) -> list[NoteLine]:
    return [NoteLine(*row[:5], open_field(ProgressNote, "body", row[6], row[0], row[5]) or {}, *row[7:]) for row in rows]


def notes_of(episode_id: str, *, limit: int = 20, before: datetime | None = None, room: str | None = None) -> list[NoteLine]:
    """Notes of an episode, latest meeting first; `before` pages on. With `room`, those of this client and of both."""
    found = _lines().where(ProgressNote.episode_id == episode_id).order_by(TherapySession.starts_at.desc())
    if room:
        found = found.where(ProgressNote.client_id.is_(None) | (ProgressNote.client_id == room))
    if before:
        found = found.where(TherapySession.starts_at < before)
    return _opened(db.session.execute(found.limit(limit)))


def last_signed(episode_id: str, before: datetime) -> NoteLine | None:
    """The signed note of the latest meeting before a moment; one that was taken back is passed over."""
    found = _lines().where(ProgressNote.episode_id == episode_id, ProgressNote.signed_at.is_not(None), ~STRUCK,
                           TherapySession.starts_at < before)  # fmt: skip
    return next(iter(_opened(db.session.execute(found.order_by(TherapySession.starts_at.desc()).limit(1)))), None)


def unsigned(by: str) -> list[NoteLine]:
    """Drafts of a counselor that wait to be signed, oldest meeting first."""
    found = _lines().where(ProgressNote.author_of == by, ProgressNote.signed_at.is_(None))
    return _opened(db.session.execute(found.order_by(TherapySession.starts_at).limit(50)))


def addenda_of(note_id: str) -> list[Addendum]:
    return list(db.session.scalars(select(Addendum).where(Addendum.note_id == note_id).order_by(Addendum.written_at)))


def moved_from(episode_id: str) -> list[tuple[int, datetime, datetime]]:
    """(number and time of the meeting, when) for each draft that was begun here and belonged to somebody else."""
    found = select(TherapySession.number, TherapySession.starts_at, NoteMove.moved_at).join(
        TherapySession, TherapySession.id == NoteMove.session_id).where(NoteMove.episode_id == episode_id)
    return [tuple(row) for row in db.session.execute(found.order_by(NoteMove.moved_at.desc()).limit(50))]


def labels_of(note: ProgressNote) -> dict[str, str]:
    """{field: its title}, with the format's own under "title": as frozen at signing, else as the format has them now."""
    if note.labels:
        return note.labels
    known = formats.load_formats()
    names = [part.shown_as for part in participants(note.episode_id)]
    return formats.labels(known.get(note.format) or known[formats.USUAL], names)


def words_of(note: ProgressNote) -> list[str]:
    """Every text of a note, to look for a passage in."""
    return list(_texts([note.body, note.happened, note.safety, [item.get("text") for item in note.questions]]))


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def contacts_of(episode_id: str, *, since: date | None = None, limit: int = 50) -> list[ContactLine]:
    """Contacts besides sessions, latest first."""
    found = select(Contact).where(Contact.episode_id == episode_id).order_by(Contact.happened_on.desc()).limit(limit)
    if since:
        found = found.where(Contact.happened_on >= since)
    return [ContactLine(row.id, row.kind, row.happened_on, row.line["with_whom"], row.line["line"], row.signed_at, row.client_id)
            for row in db.session.scalars(found)]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A client's request for a change with where it stands. `client_id`: whose record it is about."""

    request_id: str
    episode_id: str
    client_id: str
    words: str
    asked_by: str
    asked_at: datetime
    standing: Standing


def _steps(request_ids: list[str]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for row in db.session.scalars(select(AmendmentStep).where(AmendmentStep.request_id.in_(request_ids)).order_by(AmendmentStep.at)):
        found.setdefault(row.request_id, []).append(Step(row.step, row.words or "", row.at, row.by, row.note_id))
    return found


def standing_of(asked: AmendmentRequest) -> Standing:
    """Where one request stands."""
    return standing(asked.answer_by, _steps([asked.id]).get(asked.id, ()))


def amendments_of(episode_id: str | None = None, client_id: str | None = None) -> list[Asked]:
    """Requests in an episode, or of a person in all of theirs, latest first. Two statements."""
    found = select(AmendmentRequest).order_by(AmendmentRequest.asked_at.desc())
    if episode_id:
        found = found.where(AmendmentRequest.episode_id == episode_id)
    if client_id:
        found = found.where(AmendmentRequest.client_id == client_id)
    rows = list(db.session.scalars(found.limit(100)))
    steps = _steps([row.id for row in rows])
    return [Asked(row.id, row.episode_id, row.client_id, row.words, row.asked_by, row.asked_at,
                  standing(row.answer_by, steps.get(row.id, ()))) for row in rows]  # fmt: skip


def amendment_about(note_id: str) -> list[tuple[str, datetime]]:
    """(request, when it was accepted) of what a note was corrected for, latest first."""
    found = select(AmendmentStep.request_id, AmendmentStep.at).where(AmendmentStep.note_id == note_id, AmendmentStep.step == "accepted")
    return [tuple(row) for row in db.session.execute(found.order_by(AmendmentStep.at.desc()).limit(20))]


@dataclass(frozen=True)
class Unanswered:
    """A request that waits for the counselor; `answer_by` counts the days that were added."""

    request_id: str
    episode_id: str
    client_id: str
    asked_at: datetime
    answer_by: date


_ANSWERED = exists().where(AmendmentStep.request_id == AmendmentRequest.id, AmendmentStep.step.in_(ANSWERS))
_LONGER = exists().where(AmendmentStep.request_id == AmendmentRequest.id, AmendmentStep.step == "more-time")
_WAITING = (
    select(AmendmentRequest.id, AmendmentRequest.episode_id, AmendmentRequest.client_id, AmendmentRequest.asked_at,
           AmendmentRequest.answer_by, _LONGER)
    .where(~_ANSWERED).order_by(AmendmentRequest.answer_by, AmendmentRequest.asked_at).limit(50)
)  # fmt: skip


def amendments_waiting() -> list[Unanswered]:
    """Requests without an answer in every episode the scope reads, the one due first on top; at most 50, one statement.

    A supervisor's scope reads their supervisees' as well: access.door.may_write tells whose answer it is.
    """
    return [Unanswered(*row[:4], row[4] + LONGER if row[5] else row[4]) for row in db.session.execute(_WAITING)]
