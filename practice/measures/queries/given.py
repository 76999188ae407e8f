"""Occasions of giving, read as columns; what is said about a number is scored anew from the answers."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Text, bindparam, case, cast, false, func, select, true

from practice import vault
from practice.db import Id, db
from practice.measures.models import Administration, MeasureAssignment
from practice.safety.models import Flag, FlagStep


class AdministrationRow(NamedTuple):
    """One occasion in a list. `scores` are those kept at finishing; `answers` are opened when asked for."""

    id: str
    episode_id: str
    client_id: str
    assignment_id: str | None
    version_id: str
    measure_key: str
    way: str
    target: str | None
    session_id: str | None
    given_on: date
    began_at: datetime
    finished_at: datetime | None
    scores: dict | None
    engine: int | None
    released_at: datetime | None
    struck_at: datetime | None
    practice_id: str
    blob: bytes | None

    @property
    def answers(self) -> dict:
        """{item number as text: value}, or {"scores": {...}} where a total was typed in."""
        return vault.open_field(Administration, "answers", self.practice_id, self.id, self.blob) or {}

    @property
    def counts(self) -> bool:
        """True when it was finished and not struck."""
        return self.finished_at is not None and self.struck_at is None


COLUMNS = tuple(getattr(Administration, name) for name in AdministrationRow._fields[:-1]) + (Administration.answers_blob,)


def administrations_of(episode_id: str, client_id: str | None = None, key: str | None = None) -> list[AdministrationRow]:
    """Every occasion of an episode, or of one client, or of one of their measures; oldest first. One statement."""
    found = select(*COLUMNS).where(Administration.episode_id == episode_id)
    found = found if client_id is None else found.where(Administration.client_id == client_id)
    found = found if key is None else found.where(Administration.measure_key == key)
    return _rows(found)


class Last(NamedTuple):
    """The latest day something that counts was given, for what was agreed or apart from it, in one way."""

    client_id: str
    measure_key: str
    target: str | None
    assignment_id: str | None
    way: str
    given_on: date


COUNTS = (Administration.finished_at.is_not(None), Administration.struck_at.is_(None))


def last_given(client_id: str) -> list[Last]:
    """When one client last gave what, in any episode the scope may see; as many rows as measures, not occasions."""
    told = (Administration.client_id, Administration.measure_key, Administration.target, Administration.assignment_id,
            Administration.way)  # fmt: skip
    found = select(*told, func.max(Administration.given_on)).where(Administration.client_id == client_id, *COUNTS)
    return [Last(*row) for row in db.session.execute(found.group_by(*told))]


class Series(NamedTuple):
    """Everything of one measure about one relationship that was finished (or not, and then is open), struck ones apart.

    `told`: days and kept scores as one text, which is compared and not read: only where it is new are the occasions
    themselves asked for. What was finished never changes, so the same text means the same occasions.
    """

    measure_key: str
    target: str | None
    finished: bool
    told: str


# Built once. Twelve measures with sixty occasions each come back as twelve rows: reading 720 costs more than the page.
_FINISHED = case((Administration.finished_at.is_not(None), true()), else_=false())
_ONE = (cast(Administration.given_on, Text) + " " + cast(Administration.began_at, Text) + " "
        + func.coalesce(cast(Administration.scores, Text), ""))  # fmt: skip
SERIES = select(
    Administration.measure_key, Administration.target, _FINISHED, func.aggregate_strings(_ONE, "\n"),
).where(
    Administration.episode_id == bindparam("episode", type_=Id), Administration.client_id == bindparam("client", type_=Id),
    Administration.struck_at.is_(None),
).group_by(Administration.measure_key, Administration.target, _FINISHED)  # fmt: skip


def series_of(episode_id: str, client_id: str) -> list[Series]:
    """One row for each measure and relationship of one client, one more where something is open. One statement."""
    return [Series(*row) for row in db.session.execute(SERIES, {"episode": episode_id, "client": client_id})]


def unfinished_of(episode_id: str, client_id: str) -> list[AdministrationRow]:
    """What was begun with one client and neither finished nor struck."""
    return _rows(select(*COLUMNS).where(
        Administration.episode_id == episode_id, Administration.client_id == client_id,
        Administration.finished_at.is_(None), Administration.struck_at.is_(None)))  # fmt: skip


def begun_by(client_id: str, since: date) -> list[AdministrationRow]:
    """What one client has begun at home from this day on and not finished."""
    return _rows(select(*COLUMNS).where(
        Administration.client_id == client_id, Administration.way == "portal", Administration.given_on >= since,
        Administration.finished_at.is_(None), Administration.struck_at.is_(None)))  # fmt: skip


def released_to(client_id: str) -> list[AdministrationRow]:
    """What a counselor has released to this client, oldest first."""
    return _rows(select(*COLUMNS).where(
        Administration.client_id == client_id, Administration.released_at.is_not(None), Administration.struck_at.is_(None)))  # fmt: skip


def _rows(found) -> list[AdministrationRow]:
    ordered = found.order_by(Administration.given_on, Administration.began_at, Administration.id)
    return [AdministrationRow(*row) for row in db.session.execute(ordered)]


def made_before(client_id: str, made_id: str) -> Administration | None:
    """What this page has begun already."""
    return db.session.scalars(select(Administration).where(
        Administration.client_id == client_id, Administration.made_id == made_id)).one_or_none()  # fmt: skip


def open_one(
    client_id: str, key: str, target: str | None, way: str, assignment_id: str | None, *, since: date | None = None
) -> Administration | None:
    """The latest occasion of the same asking that was begun (from this day on, where one is named) and not finished."""
    return db.session.scalars(select(Administration).where(
        Administration.client_id == client_id, Administration.measure_key == key, Administration.way == way,
        Administration.target.is_(None) if target is None else Administration.target == target,
        Administration.assignment_id.is_(None) if assignment_id is None else Administration.assignment_id == assignment_id,
        Administration.finished_at.is_(None), Administration.struck_at.is_(None),
        true() if since is None else Administration.given_on >= since,
    ).order_by(Administration.began_at.desc()).limit(1)).one_or_none()  # fmt: skip


def open_of(assignment_id: str) -> list[Administration]:
    """What was begun of one agreement and neither finished nor struck; the rows themselves, held until they are written."""
    return list(db.session.scalars(select(Administration).where(
        Administration.assignment_id == assignment_id, Administration.finished_at.is_(None), Administration.struck_at.is_(None),
    ).with_for_update(key_share=True).execution_options(populate_existing=True)))  # fmt: skip


def closed_early(row: Administration) -> bool:
    """True where it was closed in the moment what was agreed was ended, so that not all of it was asked."""
    ended = db.session.scalars(select(MeasureAssignment.ended_at).where(MeasureAssignment.id == row.assignment_id)).one_or_none()
    return ended is not None and ended == row.finished_at


def words_of_flags(source_id: str, kind: str) -> set[str | None]:
    """What the flags of one kind say that an occasion raised and nobody has closed; for the counselor's side."""
    closed = select(FlagStep.id).where(FlagStep.flag_id == Flag.id, FlagStep.step == "closed").exists()
    return {flag.words for flag in db.session.scalars(select(Flag).where(Flag.source_id == source_id, Flag.kind == kind, ~closed))}


def flags_from(source_id: str) -> list[tuple[str, str, datetime]]:
    """(flag id, kind, when) of what one occasion raised; for the counselor's side."""
    raised = select(Flag.id, Flag.kind, Flag.raised_at).where(Flag.source_id == source_id).order_by(Flag.raised_at, Flag.id)
    return [tuple(row) for row in db.session.execute(raised)]
