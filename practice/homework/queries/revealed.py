"""Opening answers together: what could be asked for, who was asked, what stands open. For the counselor unless it says so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from practice.access.scope import desk_of
from practice.clients.queries import records_policy
from practice.db import db
from practice.episodes.models import Episode
from practice.homework.models import Entry, EntryReading, HomeworkAssignment, Reveal, RevealSay, SharedEntry
from practice.homework.pairs import Part, Side, pair
from practice.homework.queries.people import together_with
from practice.homework.queries.positions import as_given, refs_in
from practice.homework.together import Around, Said, before_opening
from practice.protocols.queries import protocol_of
from practice.ratings.models import Ladder
from practice.safety.queries import screening_of


@dataclass(frozen=True)
class Readable:
    """The latest answer of one author to one exercise that a counselor has read."""

    exercise_id: str
    title: str
    entry_id: str
    client_id: str
    sent_at: datetime


@dataclass(frozen=True)
class Asked:
    """One asking with what each said, {client: say}; `missing`: codes of homework.together."""

    reveal: Reveal
    says: dict[str, RevealSay]
    missing: list[str]

    @property
    def runs(self) -> bool:
        return self.reveal.opened_at is None and self.reveal.closed_at is None


@dataclass(frozen=True)
class Opened:
    """Two answers opened together, for the shared room. `ended_at` set: taken back since, nothing is shown."""

    reveal_id: str
    title: str
    opened_at: datetime
    ended_at: datetime | None
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class HowFar:
    """How far an asking is, for the author who was asked: nothing about who else was, or what they said."""

    place: str
    opened_at: datetime | None
    closed_at: datetime | None


def around(episode_id: str) -> Around:
    """What is recorded about the couple now."""
    people = tuple(part.client_id for part in together_with(episode_id))
    kind = db.session.scalars(select(Episode.kind).where(Episode.id == episode_id)).one_or_none()
    outcomes = [row and row.outcome for row in screening_of(episode_id).values()]
    return Around(kind == "couple", people, records_policy(episode_id, list(people)) if people else None, outcomes)


def readable(episode_id: str) -> dict[str, dict[str, Readable]]:
    """{exercise: {client: latest read answer}} of those who take part, latest exercise first.

    What was done together is in the shared room anyway; standardised instruments are never laid side by side.
    """
    asked = (
        select(Entry.exercise_id, Entry.id, Entry.client_id, Entry.sent_at, HomeworkAssignment.title,
               HomeworkAssignment.protocol_version_id)
        .join(EntryReading, EntryReading.entry_id == Entry.id)
        .join(HomeworkAssignment, HomeworkAssignment.id == Entry.assignment_id)
        .where(Entry.episode_id == episode_id, Entry.kind == "answer", Entry.taken_back_at.is_(None),
               EntryReading.step == "read", HomeworkAssignment.client_id.is_not(None),
               Entry.client_id.in_([part.client_id for part in together_with(episode_id)]))
        .order_by(Entry.sent_at.desc(), Entry.id)
    )  # fmt: skip
    found: dict[str, dict[str, Readable]] = {}
    for row in db.session.execute(asked):
        if not _measured(row.protocol_version_id, row.exercise_id):
            one = Readable(row.exercise_id, row.title, row.id, row.client_id, row.sent_at)
            found.setdefault(row.exercise_id, {}).setdefault(row.client_id, one)
    return found


def _measured(version_id: str, exercise_id: str) -> bool:
    return any(one.measure for one in protocol_of(version_id).all_exercises() if one.id == exercise_id)


def was_read(entry_ids: Iterable[str]) -> set[str]:
    """Those of these entries that a counselor read and that were not taken back."""
    asked = select(Entry.id).join(EntryReading, EntryReading.entry_id == Entry.id).where(
        Entry.id.in_(list(entry_ids)), EntryReading.step == "read", Entry.taken_back_at.is_(None))  # fmt: skip
    return set(db.session.scalars(asked))


def running(episode_id: str, exercise_id: str) -> Reveal | None:
    """The asking about this exercise that is neither opened nor called off."""
    return db.session.scalars(select(Reveal).where(
        Reveal.episode_id == episode_id, Reveal.exercise_id == exercise_id, Reveal.opened_at.is_(None),
        Reveal.closed_at.is_(None)).order_by(Reveal.asked_at).limit(1)).one_or_none()  # fmt: skip


def asked_in(episode_id: str) -> list[Asked]:
    """Every asking of an episode, latest first."""
    reveals = db.session.scalars(
        select(Reveal).where(Reveal.episode_id == episode_id).order_by(Reveal.asked_at.desc(), Reveal.id)).all()
    says: dict[str, dict[str, RevealSay]] = {}
    for say in db.session.scalars(select(RevealSay).where(RevealSay.episode_id == episode_id)):
        says.setdefault(say.reveal_id, {})[say.client_id] = say
    stand = around(episode_id)
    return [Asked(row, says.get(row.id, {}), missing_for(row, says.get(row.id, {}).values(), stand)) for row in reveals]


def says_of(reveal: Reveal) -> list[RevealSay]:
    """What each author said, in the order they were asked."""
    return list(db.session.scalars(select(RevealSay).where(RevealSay.reveal_id == reveal.id).order_by(RevealSay.asked_at)))


def missing_for(reveal: Reveal, says: Iterable[RevealSay], stand: Around) -> list[str]:
    """Codes of what is missing before this one opens (homework.together)."""
    says = list(says)
    read = was_read(say.entry_id for say in says)
    said = [Said(say.client_id, say.entry_id in read, say.answer) for say in says]
    return before_opening(stand, said, reveal.place, reveal.agreed_at)


def how_far(say: RevealSay) -> HowFar:
    """How far it is, for the author: also in a client's scope, where the asking itself is the counselor's."""
    with desk_of(say.episode_id, "how far an asking is, without what the other said"):
        row = db.session.scalars(select(Reveal).where(Reveal.id == say.reveal_id)).one()
        return HowFar(row.place, row.opened_at, row.closed_at)


def waiting_says(client_id: str) -> list[tuple[RevealSay, str]]:
    """(what this client was asked and has not answered, its title) while it runs, oldest first. For the client."""
    asked = select(RevealSay).where(RevealSay.client_id == client_id, RevealSay.answer.is_(None))
    found = []
    for say in db.session.scalars(asked.order_by(RevealSay.asked_at, RevealSay.id)):
        far = how_far(say)
        if far.opened_at is None and far.closed_at is None:
            entry = db.session.scalars(select(Entry).where(Entry.id == say.entry_id)).one()
            found.append((say, entry.labels.get("title", "")))
    return found


def copied(entry: Entry) -> dict:
    """The answers of an entry as they would open: positions as numbers, each with its author's own axis."""
    answers = entry.answers or {}
    ladder_ids = {ref.partition(":")[0] for ref in refs_in([answers])}
    ladders = {row.id: row for row in db.session.scalars(select(Ladder).where(Ladder.id.in_(ladder_ids)))}
    told = as_given(answers)
    for key, answer in answers.items():
        ladder = ladders.get(answer["ref"].partition(":")[0]) if isinstance(answer, dict) and "ref" in answer else None
        if ladder is not None:
            words = ladder.words or {}
            axis = {"low": ladder.low, "high": ladder.high, "low_words": words.get("low"), "high_words": words.get("high")}
            told[key] = {**told[key], "axis": axis}
    return told


def opened_together(episode_id: str) -> list[Opened]:
    """What was opened together in this episode, latest first; also for the two of the couple, from copies alone."""
    rows = db.session.scalars(
        select(SharedEntry).where(SharedEntry.episode_id == episode_id, SharedEntry.reveal_id.is_not(None))
        .order_by(SharedEntry.shared_at.desc(), SharedEntry.shown_as, SharedEntry.id))  # fmt: skip
    found: dict[str, list[SharedEntry]] = {}
    for row in rows:
        found.setdefault(row.reveal_id, []).append(row)
    return [_opened(reveal_id, copies) for reveal_id, copies in found.items()]


def _opened(reveal_id: str, copies: list[SharedEntry]) -> Opened:
    first, ended = copies[0], [row.withdrawn_at for row in copies if row.withdrawn_at]
    if ended or len(copies) != 2:
        return Opened(reveal_id, first.title, first.shared_at, min(ended, default=first.shared_at))
    sides = [Side(row.shown_as, row.labels, row.answers or {}) for row in copies]
    return Opened(reveal_id, first.title, first.shared_at, None, pair(*sides))
