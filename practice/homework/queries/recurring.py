"""What recurs in somebody's logs: counts, tags, their own words. A constant number of statements, 50 moments a page."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select

from practice import vault
from practice.access.scope import desk_of
from practice.db import db
from practice.homework.chain import LOGS
from practice.homework.counting import (
    ENOUGH,
    Line,
    Moment,
    Seen,
    countable,
    counted,
    said_in,
    states_in,
    taps_in,
    words_of_taps,
)
from practice.homework.models import Entry, EntryTag, HomeworkAssignment, Pattern
from practice.homework.written import pieces

PAGE = 50
COUNTED = 500  # moments counted, from the newest: more than a year of days
EXCERPT = 200
COLUMNS = (Entry.id, Entry.practice_id, Entry.answers_blob, Entry.sent_at, Entry.said_at)


@dataclass(frozen=True)
class MomentRow:
    """One moment on the page: its first words, what was tapped and the counselor's tags as (id, words)."""

    id: str
    at: datetime
    words: str
    taps: list[str]
    tags: list[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """The lines the counselor showed last: {"words", "count", "of"} each."""

    lines: list[dict]
    at: datetime


@dataclass(frozen=True)
class Recurs:
    """One log of one person. `said`: their own words by question; `states`: before and after."""

    exercise_id: str
    title: str
    total: int = 0
    counted: list[Line] = field(default_factory=list)
    shown: Shown | None = None
    moments: list[MomentRow] = field(default_factory=list)
    more: bool = False
    said: list = field(default_factory=list)
    states: list = field(default_factory=list)

    @property
    def enough(self) -> bool:
        return self.total >= ENOUGH


def logs_of(episode_id: str, client_id: str) -> dict[str, str]:
    """{exercise id: title} of the logs this client has sent something for, latest agreed first."""
    asked = (
        select(HomeworkAssignment.exercise_id, HomeworkAssignment.title)
        .where(HomeworkAssignment.episode_id == episode_id, HomeworkAssignment.client_id == client_id,
               HomeworkAssignment.exercise_id.in_(LOGS) | (HomeworkAssignment.frequency == "daily"),
               HomeworkAssignment.id.in_(select(Entry.assignment_id).where(*_ours(episode_id, client_id))))
        .order_by(HomeworkAssignment.agreed_at.desc())
    )  # fmt: skip
    found: dict[str, str] = {}
    for row in db.session.execute(asked):
        found.setdefault(row.exercise_id, row.title)
    return found


def recurs(episode_id: str, client_id: str, exercise_id: str, title: str, *, page: int = 1) -> Recurs:
    """What recurs in one log, and one page of its moments, newest first."""
    ours = (*_ours(episode_id, client_id), Entry.exercise_id == exercise_id)
    newest = (Entry.sent_at.desc(), Entry.id)
    labels = db.session.scalars(select(Entry.labels).where(*ours).order_by(*newest).limit(1)).first()
    if labels is None:
        return Recurs(exercise_id, title)
    rows = db.session.execute(select(*COLUMNS).where(*ours).order_by(*newest).limit(max(COUNTED, page * PAGE + 1))).all()
    seen = [_seen(row) for row in rows]
    options, tags = countable(labels), _tags(episode_id, client_id)
    known = {one.id: taps_in(options, one.answers) | {(facet, word) for _id, facet, word in tags.get(one.id, ())} for one in seen[:COUNTED]}
    words = words_of_taps(options)
    here = seen[(page - 1) * PAGE : page * PAGE]
    return Recurs(
        exercise_id, title, len(known), counted([Moment(one.id, known[one.id]) for one in seen[:COUNTED]], words),
        shown_lines(episode_id, client_id, exercise_id),
        [_row(one, labels, options, tags.get(one.id, []), words) for one in here], len(seen) > page * PAGE,
        said_in(exercise_id, labels, seen), states_in(exercise_id, labels, here),
    )  # fmt: skip


def shown_lines(episode_id: str, client_id: str, exercise_id: str) -> Shown | None:
    """What the counselor showed last about one log; None before the first time. Counted anew once the client took one
    of the moments back: nothing of it goes on in a number."""
    found = db.session.scalars(
        select(Pattern).where(Pattern.episode_id == episode_id, Pattern.client_id == client_id, Pattern.exercise_id == exercise_id)
        .order_by(Pattern.drawn_at.desc(), Pattern.id).limit(1)).first()  # fmt: skip
    if found is None:
        return None
    gone = select(Entry.id).where(
        Entry.episode_id == episode_id, Entry.client_id == client_id, Entry.kind == "answer", Entry.exercise_id == exercise_id,
        Entry.sent_at <= found.drawn_at, Entry.taken_back_at > found.drawn_at)  # fmt: skip
    return Shown(_counted_anew(found) if db.session.scalars(gone.limit(1)).first() else found.lines, found.drawn_at)


def _counted_anew(found: Pattern) -> list[dict]:
    """The lines in the counselor's words, with the numbers of the moments that still stand of those counted then."""
    asked = select(*COLUMNS, Entry.labels).where(
        *_ours(found.episode_id, found.client_id), Entry.exercise_id == found.exercise_id, Entry.sent_at <= found.drawn_at)  # fmt: skip
    rows = db.session.execute(asked.order_by(Entry.sent_at.desc(), Entry.id).limit(COUNTED)).all()
    if len(rows) < ENOUGH:
        return []
    with desk_of(found.episode_id, "numbers the client was shown are counted anew; the tags behind them stay here"):
        tags = _tags(found.episode_id, found.client_id, found.drawn_at)
    options = countable(rows[0].labels)
    taps = Counter(tap for row in rows for tap in taps_in(options, _seen(row).answers) | {each[1:] for each in tags.get(row.id, ())})
    lines = [{**line, "count": taps[tuple(line.get("key", "").split(":", 1))], "of": len(rows)} for line in found.lines]
    return [line for line in lines if line["count"]]


def _ours(episode_id: str, client_id: str) -> tuple:
    return (Entry.episode_id == episode_id, Entry.client_id == client_id, Entry.kind == "answer", Entry.taken_back_at.is_(None))


def _seen(row) -> Seen:
    answers = vault.open_field(Entry, "answers", row.practice_id, row.id, row.answers_blob) or {}
    return Seen(row.id, row.said_at or row.sent_at, answers)


def _tags(episode_id: str, client_id: str, on: datetime | None = None) -> dict[str, list[tuple[str, str, str]]]:
    """{entry id: [(tag id, facet, word)]} as they are, or were `on`; the client does not see them and gets none."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    off = EntryTag.taken_off_at
    there = (EntryTag.at <= on, or_(off.is_(None), off > on)) if on else (off.is_(None),)
    asked = select(EntryTag.id, EntryTag.entry_id, EntryTag.facet, EntryTag.word).where(
        EntryTag.episode_id == episode_id, EntryTag.client_id == client_id, *there)  # fmt: skip
    for row in db.session.execute(asked.order_by(EntryTag.at, EntryTag.id)):
        found.setdefault(row.entry_id, []).append((row.id, row.facet, row.word))
    return found


def _row(one: Seen, labels: dict, options: dict, tags: list, words: dict) -> MomentRow:
    said = next((piece.words for piece in pieces(labels, one.answers)), "")
    taps = [words[tap] for tap in sorted(taps_in(options, one.answers))]
    return MomentRow(one.id, one.at, said if len(said) <= EXCERPT else f"{said[:EXCERPT].rsplit(' ', 1)[0]} …", taps,
                     [(id, words.get((facet, word), word)) for id, facet, word in tags])  # fmt: skip
