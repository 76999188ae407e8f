"""What a client wrote since last time, in one statement and with a limit on each: thousands of entries may lie behind it."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Integer,
    LargeBinary,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from practice import vault
from practice.db import Id, Moment, db, most
from practice.episodes.models import Intake
from practice.homework.counting import Moment as Counted
from practice.homework.counting import countable, counted, line_words, taps_in, words_of_taps
from practice.homework.models import Entry, EntryReading, HomeworkAssignment, LookBack, SharedEntry
from practice.homework.queries.positions import words_of_positions
from practice.planning.sheet import MOST_WORDS, TOO_HARD, LookedBack, Written, in_order
from practice.protocols.answers import show

MOST_ON_TOP, MOST_LOOKED_BACK, MOST_OPENED = 6, 4, 60
LONG = 400  # letters of one answer on the sheet
EVER = datetime(1970, 1, 1, tzinfo=UTC)
SPOKEN = ("text", "line", "list", "rows", "entries", "rank")
ENTRIES = ("take-up", "hard", "written")
EPISODE, CLIENT, SINCE = bindparam("episode", type_=Id), bindparam("client", type_=Id), bindparam("since", type_=Moment)
OURS = (Entry.episode_id == EPISODE, Entry.client_id == CLIENT, Entry.taken_back_at.is_(None))
MARKS = (EntryReading.episode_id == EPISODE, EntryReading.client_id == CLIENT)


def _step(step: str):
    return exists().where(EntryReading.entry_id == Entry.id, EntryReading.step == step)


def _row(place: str, *, id=None, practice_id=None, kind=None, title=None, labels=None, blob=None, at=None, number=None):
    """A row of the one statement below, whatever table it is from."""
    empty = {"id": Id, "practice_id": Id, "kind": Text, "title": Text, "labels": JSON, "blob": LargeBinary, "at": Moment, "number": Integer}
    given = {"id": id, "practice_id": practice_id, "kind": kind, "title": title, "labels": labels, "blob": blob, "at": at, "number": number}
    told = [(cast(null(), empty[name]) if column is None else column).label(name) for name, column in given.items()]
    return select(literal(place).label("place"), *told)


def _entries(place: str, count: int, *which):
    found = _row(place, id=Entry.id, practice_id=Entry.practice_id, kind=Entry.kind, labels=Entry.labels, blob=Entry.answers_blob,
                 at=Entry.sent_at, number=cast(_step("read"), Integer))  # fmt: skip
    return select(found.where(*OURS, *which).order_by(Entry.sent_at.desc(), Entry.id).limit(most(count)).subquery())


TALKED = aliased(EntryReading)
MARKED = (
    select(EntryReading.entry_id)
    .where(*MARKS, EntryReading.step == "take-up",
           ~exists().where(TALKED.entry_id == EntryReading.entry_id, TALKED.step == "discussed"))
    .order_by(EntryReading.at).limit(most(MOST_ON_TOP)).subquery()
)  # fmt: skip
# Joined outwards from the few marks: SQLite would walk through all entries otherwise. One that is gone has no id.
LISTED = (
    _row("take-up", id=Entry.id, practice_id=Entry.practice_id, kind=Entry.kind, labels=Entry.labels, blob=Entry.answers_blob,
         at=Entry.sent_at, number=literal(1))
    .select_from(MARKED).outerjoin(Entry, and_(Entry.id == MARKED.c.entry_id, *OURS))
)  # fmt: skip
HARD = and_(Entry.kind == "declined", Entry.decline == TOO_HARD)
REST = (Entry.sent_at > SINCE, or_(Entry.kind != "declined", Entry.decline != TOO_HARD))
LOOKED = (
    _row("looked", id=LookBack.id, practice_id=LookBack.practice_id, kind=LookBack.helpful, title=HomeworkAssignment.title,
         blob=LookBack.words_blob, at=LookBack.said_at)
    .join(HomeworkAssignment, HomeworkAssignment.id == LookBack.assignment_id)
    .where(LookBack.episode_id == EPISODE, LookBack.client_id == CLIENT, LookBack.said_at > SINCE)
    .order_by(LookBack.said_at.desc()).limit(most(MOST_LOOKED_BACK))
)  # fmt: skip
SMALLER = (
    _row("smaller", title=HomeworkAssignment.title)
    .where(HomeworkAssignment.episode_id == EPISODE, HomeworkAssignment.client_id == CLIENT, HomeworkAssignment.light,
           HomeworkAssignment.replaces_id.is_not(None), HomeworkAssignment.agreed_at > SINCE)
    .order_by(HomeworkAssignment.agreed_at.desc()).limit(most(MOST_LOOKED_BACK))
)  # fmt: skip
HOPE = (
    _row("hope", id=Intake.id, practice_id=Intake.practice_id, blob=Intake.words_blob)
    .where(Intake.episode_id == EPISODE, Intake.client_id == CLIENT).order_by(Intake.taken_on.desc()).limit(most(1))
)  # fmt: skip
FOUND = union_all(
    LISTED, _entries("hard", MOST_ON_TOP, Entry.sent_at > SINCE, HARD), _entries("written", MOST_WORDS + 2, *REST),
    _row("count", number=func.count()).where(*OURS, *REST), *(select(arm.subquery()) for arm in (LOOKED, SMALLER, HOPE)),
)  # fmt: skip
# What is opened to both: copies that nobody withdrew. No mark on an entry, no reading of it comes along.
OPENED = (
    select(SharedEntry.id, SharedEntry.practice_id, SharedEntry.title, SharedEntry.labels, SharedEntry.answers_blob,
           SharedEntry.shown_as, SharedEntry.shared_at, SharedEntry.reveal_id)
    .where(SharedEntry.episode_id == EPISODE, SharedEntry.client_id.is_(None), SharedEntry.withdrawn_at.is_(None))
    .order_by(SharedEntry.shared_at.desc(), SharedEntry.shown_as, SharedEntry.id).limit(most(MOST_OPENED))
)  # fmt: skip


def written_by(episode_id: str, client_id: str, shown_as: str, since: datetime | None) -> dict:
    """{take_up, hard, written, more_written, looked_back, smaller, hopes} of one client, as Sheet names them."""
    found = _by_place({"episode": episode_id, "client": client_id, "since": since or EVER})
    listed = {row.id for row in found["take-up"]}
    more = found["count"][0].number - sum(row.id in listed for row in found["written"])
    found["written"] = [row for row in found["written"] if row.id not in listed][:MOST_WORDS]
    entries = [row for place in ENTRIES for row in found[place]]
    opened = {row.id: vault.open_field(Entry, "answers", row.practice_id, row.id, row.blob) or {} for row in entries}
    positions = words_of_positions(opened.values())
    told = {place: [_entry(row, shown_as, show(row.labels, opened[row.id], positions)) for row in found[place]] for place in ENTRIES}
    return {
        "take_up": sorted(told["take-up"], key=lambda one: one.sent_at), "hard": in_order(told["hard"]),
        "written": in_order(told["written"]), "more_written": more - len(told["written"]),
        "looked_back": [_looked(row) for row in found["looked"]], "smaller": list(dict.fromkeys(row.title for row in found["smaller"])),
        "hopes": [(shown_as, hope) for row in found["hope"] if (hope := _hope(row))],
    }  # fmt: skip


def _by_place(told: dict) -> dict[str, list]:
    found: dict[str, list] = {place: [] for place in (*ENTRIES, "count", "looked", "smaller", "hope")}
    for row in db.session.execute(FOUND, told):
        if row.place != "take-up" or row.id:
            found[row.place].append(row)
    return found


def opened_to_both(episode_id: str, since: datetime | None) -> dict:
    """{written, more_written, recurs} of a couple's shared room, from copies alone."""
    rows = _whole(db.session.execute(OPENED, {"episode": episode_id}).all())
    opened = [(row, vault.open_field(SharedEntry, "answers", row.practice_id, row.id, row.answers_blob) or {}) for row in rows]
    new = [(row, answers) for row, answers in opened if since is None or row.shared_at > since]
    return {
        "written": [_copy(row, show(row.labels, answers)) for row, answers in new[:MOST_WORDS]],
        "more_written": max(len(new) - MOST_WORDS, 0), "recurs": _recurs(opened),
    }  # fmt: skip


def _whole(rows: list) -> list:
    """Without what was opened together and has lost its other half: both leave together."""
    halves: dict[str, int] = {}
    for row in rows:
        if row.reveal_id:
            halves[row.reveal_id] = halves.get(row.reveal_id, 0) + 1
    return [row for row in rows if row.reveal_id is None or halves[row.reveal_id] == 2]


def _entry(row, shown_as: str, words: list) -> Written:
    said = _said(words)
    return Written(row.id, row.labels.get("title", ""), shown_as, row.at, row.kind,
                   [(one.label, _short(one.value)) for one in said], row.id, new=not row.number)  # fmt: skip


def _copy(row, words: list) -> Written:
    said = _said(words)
    kind = "together" if row.reveal_id else "answer"
    return Written("", row.title, row.shown_as, row.shared_at, kind, [(one.label, _short(one.value)) for one in said], row.id)


def _said(words: list) -> list:
    """What was answered in words; what was only marked where there are none. Empty answers are left out."""
    there = [one for one in words if one.value.strip()]
    return [one for one in there if one.kind in SPOKEN] or there


def _short(words: str) -> str:
    return words if len(words) <= LONG else words[:LONG].rsplit(" ", 1)[0] + " …"


def _looked(row) -> LookedBack:
    words = vault.open_field(LookBack, "words", row.practice_id, row.id, row.blob) or ""
    return LookedBack(row.title, row.kind, words, row.at)


def _hope(row) -> str:
    return (vault.open_field(Intake, "words", row.practice_id, row.id, row.blob) or {}).get("best_hope") or ""


def _recurs(opened: list) -> list[str]:
    """Counted lines of each log, from what was opened to both."""
    logs: dict[str, list] = {}
    for row, answers in opened:
        logs.setdefault(row.title, []).append((row, answers))
    lines = []
    for rows in logs.values():
        options = countable(rows[0][0].labels)
        moments = [Counted(row.id, taps_in(options, answers), private=False) for row, answers in rows]
        lines += [line_words(vars(line)) for line in counted(moments, words_of_taps(options), shared=True)]
    return lines
