"""Reading flags and what was done about them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, select

from practice import vault
from practice.access.models import CaseloadAssignment
from practice.access.rules import on_caseload
from practice.access.scope import CounselorScope, current
from practice.accounts.queries import colleagues
from practice.clients.models import Client
from practice.db import Id, db
from practice.safety.models import Flag, FlagStep


@dataclass(frozen=True)
class FlagRow:
    """A flag in a list. `words` are opened when they are asked for."""

    id: str
    episode_id: str
    client_id: str | None
    name: str
    kind: str
    urgency: str
    raised_at: datetime
    raised_by: str
    acknowledged_at: datetime | None
    closed_at: datetime | None
    practice_id: str
    blob: bytes | None

    @property
    def words(self) -> str | None:
        return vault.open_field(Flag, "words", self.practice_id, self.id, self.blob)


def open_flags(episode_ids: Collection[str] | None = None) -> list[FlagRow]:
    """Flags nobody has closed, latest first: of these episodes, or of everything the scope may see."""
    closed = select(FlagStep.flag_id).where(FlagStep.step == "closed")
    found = select(*_COLUMNS).outerjoin(Client, Client.id == Flag.client_id).where(Flag.id.not_in(closed))
    return _rows(found if episode_ids is None else found.where(Flag.episode_id.in_(list(episode_ids))))


def closed_flags(limit: int = 50) -> list[FlagRow]:
    """Flags that were closed, latest first."""
    closed = select(FlagStep.flag_id).where(FlagStep.step == "closed")
    found = select(*_COLUMNS).outerjoin(Client, Client.id == Flag.client_id).where(Flag.id.in_(closed))
    return _rows(found.limit(limit))


_COLUMNS = (Flag.id, Flag.episode_id, Flag.client_id, Client.preferred_name, Client.display_name, Flag.kind,
            Flag.urgency, Flag.raised_at, Flag.raised_by, Flag.practice_id, Flag.words_blob)  # fmt: skip


def _rows(found) -> list[FlagRow]:
    flags = db.session.execute(found.order_by(Flag.raised_at.desc(), Flag.id)).all()
    steps: dict[tuple[str, str], datetime] = {}
    asked = select(FlagStep.flag_id, FlagStep.step, FlagStep.at).where(FlagStep.flag_id.in_([row.id for row in flags]))
    for flag_id, step, at in db.session.execute(asked.order_by(FlagStep.at.desc())) if flags else ():
        steps[flag_id, step] = at
    return [
        FlagRow(row.id, row.episode_id, row.client_id, row.preferred_name or row.display_name or "", row.kind,
                row.urgency, row.raised_at, row.raised_by,
                steps.get((row.id, "acknowledged")) or steps.get((row.id, "closing-asked")),
                steps.get((row.id, "closed")), row.practice_id, row.words_blob)
        for row in flags
    ]  # fmt: skip


def steps_of(flag_id: str) -> list[FlagStep]:
    """What was done about a flag, in order."""
    return list(db.session.scalars(select(FlagStep).where(FlagStep.flag_id == flag_id).order_by(FlagStep.at)))


def stood_in(episode_id: str) -> list[CaseloadAssignment]:
    """Who opened this episode for a day because a flag waited, latest first. Ask only for an episode the scope may open."""
    held = select(CaseloadAssignment).where(
        CaseloadAssignment.episode_id == episode_id, CaseloadAssignment.kind == "break-glass")  # fmt: skip
    return list(db.session.scalars(held.order_by(CaseloadAssignment.starts_at.desc())))


def works_on(episode_id: str) -> bool:
    """True when the counselor of the scope may write in this episode; supervisors only read."""
    scope = current()
    if not isinstance(scope, CounselorScope):
        return scope is not None
    return db.session.scalar(_on_caseload(), {"episode": episode_id})


@cache
def _on_caseload():
    return select(on_caseload(bindparam("episode", type_=Id)))


def counselor_names() -> dict[str, str]:
    """{counselor id: name} of the practice."""
    return {row.id: row.display_name for row in colleagues(current().practice_id)}
