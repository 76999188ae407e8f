"""What happened within a period: meetings, ratings, words, homework. Each read takes the room of the report."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from sqlalchemy import select

from practice import clock
from practice.db import db
from practice.episodes.models import TherapySession
from practice.episodes.queries import attendance_of
from practice.goals.queries import goals_of
from practice.goals.words import STATUSES
from practice.homework.queries import EntryRow, entries_since, entry_words, of_episode, shared_rows
from practice.i18n import _
from practice.notes.formats import load_formats, promises
from practice.notes.models import ProgressNote
from practice.notes.queries import STRUCK
from practice.ratings.models import Rating
from practice.ratings.queries import STANDS, Point, ladders_of
from practice.reports.facts import Agreed, Aim, Given, Meeting, Said, Steps
from practice.reports.words import pieces
from practice.vault import open_field

MOST_ENTRIES = 500
MOST_RATINGS = 20_000
TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class LadderFound:
    """A ladder as facts, and what was said with its ratings as pieces to quote."""

    steps: Steps
    said: list[Said]


def _rooms(client_id: str | None) -> set[str | None]:
    return {client_id, None}


def meetings(episode_id: str, client_id: str | None, period, people: list[str]) -> tuple[Meeting, ...]:
    """Sessions of the room, in order of time. One counts as attended when everybody it was for came."""
    columns = (TherapySession.id, TherapySession.number, TherapySession.client_id, TherapySession.starts_at,
               TherapySession.cancelled_at)  # fmt: skip
    rows = db.session.execute(
        select(*columns).where(
            TherapySession.episode_id == episode_id, TherapySession.starts_at >= period.begins,
            TherapySession.starts_at < min(period.ends, clock.now()))
        .order_by(TherapySession.starts_at)).all()  # fmt: skip
    rows = [row for row in rows if row.client_id in _rooms(client_id)]
    came = attendance_of([row.id for row in rows])
    return tuple(
        Meeting(row.number, clock.today(period.zone, row.starts_at), row.client_id is None,
                "cancelled" if row.cancelled_at else _status(came[row.id], people))
        for row in rows
    )  # fmt: skip


def _status(came: dict[str, str], people: list[str]) -> str:
    said = [came.get(person, "") for person in people]
    return next((status for status in ("missed", "late-cancelled", "cancelled", "") if status in said), "attended")


def ladders(episode_id: str, client_id: str | None, period) -> list[LadderFound]:
    """The ladders of the room with every rating of the period: one statement for all ratings."""
    rows = [row for row in ladders_of(episode_id) if row.client_id in _rooms(client_id)]
    columns = (Rating.ladder_id, Rating.at, Rating.seq, Rating.value, Rating.value_high, Rating.source,
               Rating.session_id, Rating.practice_id, Rating.words_blob)  # fmt: skip
    found = db.session.execute(
        select(*columns).where(Rating.ladder_id.in_([row.id for row in rows]), Rating.at >= period.begins,
                               Rating.at < period.ends, STANDS)
        .order_by(Rating.ladder_id, Rating.at, Rating.seq).limit(MOST_RATINGS)) if rows else []  # fmt: skip
    points = {key: [Point(*row) for row in group] for key, group in groupby(found, key=lambda row: row.ladder_id)}
    return [_ladder(row, points.get(row.id, []), period.zone) for row in rows]


def _ladder(row, points: list[Point], zone: str) -> LadderFound:
    ends = row.words
    given, said = [], []
    for point in points:
        at, words = clock.local(point.at, zone), point.words
        given.append(Given(at.replace(tzinfo=None), point.low, point.high, _joined(words)))
        said += [Said(f"{point.ref}:{part}", text, at.date(), row.title, label, about=about)
                 for part, label, about in _asked() if len(text := (words.get(part) or "").strip()) > 2]  # fmt: skip
    return LadderFound(
        Steps(row.id, row.title, row.low, row.high, ends.get("low") or "", ends.get("high") or "", tuple(given)), said
    )


def _asked() -> tuple[tuple[str, str, str], ...]:
    return (("first_sign", _("The first sign of one step up"), ""), ("past", _("Where it has been before"), ""),
            ("keeps_from_lower", _("What keeps it from being lower"), "helps"), ("comment", _("Said with it"), ""))  # fmt: skip


def _joined(words: dict) -> str:
    return " · ".join(text.strip() for part, _label, _about in _asked() if (text := words.get(part)))


def entries(episode_id: str, client_id: str | None, period) -> list[EntryRow]:
    """What one person sent within the period, newest first; [] for the shared room, which keeps copies instead."""
    if client_id is None:
        return []
    return entries_since(
        episode_id, period.begins - TICK, client_id=client_id, until=period.ends - TICK, limit=MOST_ENTRIES
    )


def said(episode_id: str, client_id: str | None, period, sent: list[EntryRow]) -> list[Said]:
    """Words to quote, newest first: what the person sent, or in the shared room what each showed the other."""
    if client_id is None:
        shared = [row for row in shared_rows(episode_id) if period.begins <= row.shared_at < period.ends]
        return [piece for row in shared for piece in pieces(
            row.id, entry_words(row), clock.today(period.zone, row.shared_at), row.title, row.shown_as)]  # fmt: skip
    return [piece for row in sent
            for piece in pieces(row.id, row.words, clock.today(period.zone, row.sent_at), row.title)]  # fmt: skip


def agreed(episode_id: str, client_id: str | None, period, sent: list[EntryRow]) -> tuple[Agreed, ...]:
    """What was agreed for between the sessions and touches the period, oldest first."""
    rows = [row for row in of_episode(episode_id, on=period.until) if row.client_id in _rooms(client_id)]
    # How one of a couple stands with what both do together is theirs; the other's paper knows what was shown, no more.
    shown = {row.labels.get("exercise") for row in shared_rows(episode_id)}
    found = []
    for row in rows:
        once = row.agreed.frequency == "once"
        last = min(row.agreed.until or period.until, row.agreed.ended_on or period.until, period.until)
        if row.agreed.opens_on > period.until or (not once and last < period.since):
            continue
        count = sum(entry.assignment_id == row.id and entry.kind != "declined" for entry in sent)
        if once and row.agreed.opens_on < period.since and not count:
            continue
        state = "sent" if count else row.state
        if row.together:
            state, count = ("sent" if row.exercise_id in shown else ""), 0
        found.append(Agreed(row.title, row.agreed.opens_on, state, count,
                            None if once else max(last, row.agreed.opens_on)))  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.on))


def aims(episode_id: str, client_id: str | None, period) -> tuple[Aim, ...]:
    """The goals of the room that were agreed by the end of the period, in the order they were, each as it stood then."""
    found = []
    for row in goals_of(episode_id, _rooms(client_id)):
        steps = [step for step in row.steps if step.at < period.ends]
        if row.agreed_on > period.until or not steps:
            continue
        told = [step for step in steps if step.status in STATUSES][-1]
        # Said in other words after the period: that step keeps the words it had until then.
        later = next((step for step in row.steps[len(steps):] if step.status == "reworded"), None)
        text, sign = (later.words, "") if later else (row.goal, row.sign)
        found.append(Aim(text, sign, row.agreed_on, told.status, clock.today(period.zone, told.at), row.client_id is None))
    return tuple(found)


def next_steps(episode_id: str, client_id: str | None, period) -> str:
    """What the latest signed note of the room promises, never its safety block; a note that was taken back says nothing."""
    columns = (ProgressNote.id, ProgressNote.client_id, ProgressNote.practice_id, ProgressNote.body_blob, ProgressNote.format)
    rows = db.session.execute(
        select(*columns).join(TherapySession, TherapySession.id == ProgressNote.session_id)
        .where(ProgressNote.episode_id == episode_id, ProgressNote.signed_at.is_not(None), ~STRUCK,
               TherapySession.starts_at < period.ends,
               ProgressNote.client_id.is_(None) | (ProgressNote.client_id == (client_id or "0" * 32)))
        .order_by(TherapySession.starts_at.desc()).limit(1))  # fmt: skip
    for row in rows:
        body = open_field(ProgressNote, "body", row.practice_id, row.id, row.body_blob) or {}
        return "\n".join(promises(body, load_formats().get(row.format)))
    return ""
