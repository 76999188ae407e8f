"""Plans and reports that were given out, and whom a report can be begun for."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from practice.access.models import Participant
from practice.accounts.models import Counselor
from practice.clients.models import Client
from practice.db import db
from practice.episodes.models import Episode
from practice.reports.models import IssuedReport, ReportPlan

PAGE = 30


@dataclass(frozen=True)
class Issued:
    """A report that was given out, in a list; `names` of whom it is about."""

    id: str
    episode_id: str
    client_id: str | None
    since: date
    until: date
    issued_at: datetime
    issued_by: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Start:
    """An episode with the people a report can be about."""

    episode_id: str
    couple: bool
    people: tuple[tuple[str, str], ...]  # (client id, name)


def plan_of(episode_id: str, client_id: str | None) -> ReportPlan | None:
    """What was chosen for the next report of a room."""
    return db.session.scalars(
        select(ReportPlan).where(ReportPlan.episode_id == episode_id, _same_room(ReportPlan, client_id))
        .order_by(ReportPlan.changed_at.desc()).limit(1)).one_or_none()  # fmt: skip


def _same_room(model, client_id: str | None):
    return model.client_id.is_(None) if client_id is None else model.client_id == client_id


def issued(page: int = 1) -> tuple[list[Issued], bool]:
    """What was given out on the whole caseload, newest first: one page, and whether more follow."""
    rows = _issued(select(*_ISSUED).order_by(IssuedReport.issued_at.desc(), IssuedReport.id)
                   .offset((page - 1) * PAGE).limit(PAGE + 1))  # fmt: skip
    return rows[:PAGE], len(rows) > PAGE


def issued_of(episode_id: str, client_id: str | None) -> list[Issued]:
    """What was given out about one room, newest first."""
    return _issued(select(*_ISSUED).where(IssuedReport.episode_id == episode_id, _same_room(IssuedReport, client_id))
                   .order_by(IssuedReport.issued_at.desc()).limit(PAGE))  # fmt: skip


_ISSUED = (IssuedReport.id, IssuedReport.episode_id, IssuedReport.client_id, IssuedReport.since, IssuedReport.until,
           IssuedReport.issued_at, IssuedReport.issued_by)  # fmt: skip


def _issued(found) -> list[Issued]:
    rows = db.session.execute(found).all()
    people = _people([row.episode_id for row in rows])
    who = {row.issued_by for row in rows}
    names = dict(db.session.execute(select(Counselor.id, Counselor.display_name).where(Counselor.id.in_(who))).all()
                 ) if who else {}  # fmt: skip
    return [Issued(*row[:6], names.get(row.issued_by, ""),
                   tuple(name for client_id, name in people.get(row.episode_id, ()) if row.client_id in (None, client_id)))
            for row in rows]  # fmt: skip


def _people(episode_ids: list[str]) -> dict[str, list[tuple[str, str]]]:
    """{episode id: [(client id, name)]}; the door stands before Client."""
    found: dict[str, list[tuple[str, str]]] = {}
    if episode_ids:
        rows = db.session.execute(
            select(Participant.episode_id, Client.id, Client.display_name)
            .join(Client, Client.id == Participant.client_id).where(Participant.episode_id.in_(set(episode_ids)))
            .order_by(Participant.starts_at, Participant.id))  # fmt: skip
        for row in rows:
            found.setdefault(row.episode_id, []).append((row.id, row.display_name))
    return found


def name_of(counselor_id: str) -> str:
    """The name of a counselor of this practice."""
    return db.session.scalars(select(Counselor.display_name).where(Counselor.id == counselor_id)).one_or_none() or ""


def caseload() -> list[Start]:
    """Episodes that go on, by name of whom they are with."""
    rows = db.session.execute(
        select(Episode.id, Episode.kind, Client.id.label("client_id"), Client.display_name)
        .join(Participant, Participant.episode_id == Episode.id).join(Client, Client.id == Participant.client_id)
        .where(Episode.ended_on.is_(None)).order_by(func.lower(Client.display_name), Client.id))  # fmt: skip
    found: dict[str, list] = {}
    kinds: dict[str, str] = {}
    for row in rows:
        found.setdefault(row.id, []).append((row.client_id, row.display_name))
        kinds[row.id] = row.kind
    return [Start(episode_id, kinds[episode_id] == "couple", tuple(people)) for episode_id, people in found.items()]
