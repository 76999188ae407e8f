"""Who takes part in an episode, who leads it, what they are called."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import aliased

from practice import clock
from practice.access.models import CaseloadAssignment, Participant, Supervision
from practice.accounts.models import Counselor
from practice.clients.models import Client
from practice.db import Id, Moment, db
from practice.episodes.models import Episode
from practice.episodes.queries import Part, participants

AND = "\x1f"  # between names that one statement brings together
NOW, EPISODE = bindparam("now", type_=Moment), bindparam("episode", type_=Id)
LEADS = (
    select(Counselor.display_name)
    .join(CaseloadAssignment, CaseloadAssignment.counselor_id == Counselor.id)
    .where(CaseloadAssignment.episode_id == EPISODE, CaseloadAssignment.starts_at <= NOW,
           or_(CaseloadAssignment.ends_at.is_(None), CaseloadAssignment.ends_at > NOW))
    .order_by(CaseloadAssignment.kind != "lead", CaseloadAssignment.starts_at).limit(1)
)  # fmt: skip
# Who else reads for now: colleagues who stand in, and supervisors of the lead once everybody has agreed to that.
ALSO, OVERSEES = aliased(Counselor), aliased(Counselor)
COVERS = (
    select(func.aggregate_strings(ALSO.display_name, AND)).select_from(CaseloadAssignment)
    .join(ALSO, ALSO.id == CaseloadAssignment.counselor_id)
    .where(CaseloadAssignment.episode_id == EPISODE, CaseloadAssignment.kind == "cover", CaseloadAssignment.starts_at <= NOW,
           or_(CaseloadAssignment.ends_at.is_(None), CaseloadAssignment.ends_at > NOW))
)  # fmt: skip
SUPERVISORS = (
    select(func.aggregate_strings(OVERSEES.display_name, AND)).select_from(CaseloadAssignment)
    .join(Supervision, Supervision.supervisee_id == CaseloadAssignment.counselor_id)
    .join(OVERSEES, OVERSEES.id == Supervision.supervisor_id)
    .where(CaseloadAssignment.episode_id == EPISODE, CaseloadAssignment.kind == "lead", CaseloadAssignment.starts_at <= NOW,
           or_(CaseloadAssignment.ends_at.is_(None), CaseloadAssignment.ends_at > NOW),
           OVERSEES.disabled_at.is_(None), Supervision.starts_at <= CaseloadAssignment.supervision_agreed_at,
           or_(Supervision.ends_at.is_(None), Supervision.ends_at > NOW))
)  # fmt: skip
# Joined with Episode, so that the door stands in front: a participant row has none of its own. Built once, see log.py.
HERE = (
    select(Episode.kind, LEADS.scalar_subquery().label("counselor"), COVERS.scalar_subquery().label("covers"),
           SUPERVISORS.scalar_subquery().label("supervisors"), Participant.client_id, Participant.shown_as,
           Participant.starts_at, Participant.ends_at)
    .join(Episode, Episode.id == Participant.episode_id)
    .where(Participant.episode_id == EPISODE)
    .order_by(Participant.starts_at, Participant.shown_as, Participant.id)
)  # fmt: skip


NAMES = select(Client.id, Client.display_name, Client.preferred_name).where(
    Client.id.in_(bindparam("ids", expanding=True, type_=Id)))  # fmt: skip


@dataclass(frozen=True)
class Here:
    """An episode as its pages need it: individual or couple, who leads it ("" for nobody), who takes part now, and who else
    reads for now, by name."""

    kind: str
    counselor: str
    parts: list[Part]
    also: tuple[str, ...] = ()


def together_with(episode_id: str) -> list[Part]:
    """Those who take part now, in the order they came."""
    now = clock.now()
    return [part for part in participants(episode_id) if part.ends_at is None or part.ends_at > now]


def counselor_of(episode_id: str) -> tuple[str, str]:
    """(id, name) of who leads the episode now; ("", "") when nobody does."""
    now = clock.now()
    found = db.session.execute(
        select(Counselor.id, Counselor.display_name)
        .join(CaseloadAssignment, CaseloadAssignment.counselor_id == Counselor.id)
        .where(CaseloadAssignment.episode_id == episode_id, CaseloadAssignment.starts_at <= now,
               or_(CaseloadAssignment.ends_at.is_(None), CaseloadAssignment.ends_at > now))
        .order_by(CaseloadAssignment.kind != "lead", CaseloadAssignment.starts_at).limit(1)).first()  # fmt: skip
    return (found.id, found.display_name) if found else ("", "")


def lived_in(episode_id: str) -> Here | None:
    """What a page of this episode needs of it, in one statement; None for a stranger."""
    now = clock.now()
    rows = db.session.execute(HERE, {"episode": episode_id, "now": now}).all()
    parts = [Part(*row[4:]) for row in rows if row.ends_at is None or row.ends_at > now]
    return Here(rows[0].kind, rows[0].counselor or "", parts, _also(*rows[0][1:4])) if rows else None


def _also(lead: str | None, covers: str | None, supervisors: str | None) -> tuple[str, ...]:
    """Each name once, and not that of the lead: while nobody leads, who covers stands in the lead's place."""
    names = [name for found in (covers, supervisors) for name in (found or "").split(AND) if name]
    return tuple(dict.fromkeys(name for name in names if name != lead))


def also_reads(episode_id: str) -> tuple[str, ...]:
    """Names of whoever reads besides the lead for now. For an episode the scope may open."""
    row = db.session.execute(select(LEADS.scalar_subquery(), COVERS.scalar_subquery(), SUPERVISORS.scalar_subquery()),
                             {"episode": episode_id, "now": clock.now()}).one()  # fmt: skip
    return _also(*row)


def names_of(client_ids: Iterable[str]) -> dict[str, str]:
    """{client id: what the counselor calls them} for those in reach."""
    rows = db.session.execute(NAMES, {"ids": list({one for one in client_ids if one})})
    return {row.id: row.preferred_name or row.display_name for row in rows}


def counselor_names(ids: Iterable[str]) -> dict[str, str]:
    """{counselor id: name}."""
    rows = db.session.execute(select(Counselor.id, Counselor.display_name).where(Counselor.id.in_(set(ids))))
    return {row.id: row.display_name for row in rows}
