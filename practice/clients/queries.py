"""Who the people of an episode are, what they agreed to, and who else has the same name."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import bindparam, func, select

from practice.access import rules
from practice.access.models import CaseloadAssignment, Participant
from practice.access.scope import ClientScope, CounselorScope, current, desk_of
from practice.accounts.queries import Supervising, supervisors_of
from practice.clients.agreements import shared_policy
from practice.clients.models import Client, Consent, Referral, ReferralCheck
from practice.db import Id, db


@dataclass(frozen=True)
class Somebody:
    """A participant as a counselor's page names them. `called` is what to call them; `ended` once discharged."""

    client_id: str
    display_name: str
    called: str
    shown_as: str
    ended: bool = False


@dataclass(frozen=True)
class Namesake:
    """Another client of the caseload with the same name."""

    client_id: str
    display_name: str
    birth_date: date | None
    since: date


def people_of(episode_id: str) -> list[Somebody]:
    """The participants of an episode the scope may open, in the order they came; [] for anybody else's."""
    scope = current()
    found = _people(scope.supervises if isinstance(scope, CounselorScope) else None)
    return [
        Somebody(
            row.id, row.display_name, row.preferred_name or row.display_name, row.shown_as, row.ends_at is not None
        )
        for row in db.session.execute(found, {"episode": episode_id})
    ]


@cache
def _people(supervising: bool | None):
    """Built once for each kind of scope: building it costs as much as running it. A participant row has no door of its own:
    the episode must be one the counselor may open (None: not asked by a counselor)."""
    found = (
        select(Client.id, Client.display_name, Client.preferred_name, Participant.shown_as, Participant.ends_at)
        .join(Participant, Participant.client_id == Client.id)
        .where(Participant.episode_id == bindparam("episode", type_=Id))
        .order_by(Participant.starts_at, Participant.shown_as, Participant.id)
    )
    if supervising is None:
        return found
    return found.where(rules.on_caseload(Participant.episode_id, supervising=supervising))


def consents_of(episode_id: str) -> list[Consent]:
    """Everything agreed in an episode, oldest first; a client sees only their own."""
    return list(
        db.session.scalars(
            select(Consent).where(Consent.episode_id == episode_id).order_by(Consent.given_on, Consent.recorded_at)
        )
    )


def consented(episode_id: str, client_id: str, kind: str = "counselling") -> bool:
    """True while this client's consent of that kind stands."""
    return _standing(episode_id, client_id, kind) is not None


def _standing(episode_id: str, client_id: str, kind: str) -> Consent | None:
    return db.session.scalars(
        select(Consent)
        .where(
            Consent.episode_id == episode_id,
            Consent.client_id == client_id,
            Consent.kind == kind,
            Consent.withdrawn_on.is_(None),
        )
        .order_by(Consent.given_on.desc(), Consent.recorded_at.desc())
        .limit(1)
    ).one_or_none()


def agreed_since(episode_id: str, kind: str) -> dict[str, datetime]:
    """{client: when their latest consent of that kind was recorded}, of those that stand."""
    found = select(Consent.client_id, func.max(Consent.recorded_at)).where(
        Consent.episode_id == episode_id, Consent.kind == kind, Consent.withdrawn_on.is_(None)
    )
    return dict(db.session.execute(found.group_by(Consent.client_id)).all())


def standing_of(episode_id: str, client_id: str, kind: str) -> list[Consent]:
    """Consents of one client of that kind that were not withdrawn."""
    found = select(Consent).where(
        Consent.episode_id == episode_id, Consent.client_id == client_id, Consent.kind == kind, Consent.withdrawn_on.is_(None)
    )
    return list(db.session.scalars(found))


def everybody(episode_id: str) -> set[str]:
    """Ids of the clients who take or took part; asked inside of a verb on an episode the scope may write in."""
    return set(db.session.scalars(select(Participant.client_id).where(Participant.episode_id == episode_id)))


def supervising(episode_id: str, now: datetime) -> list[Supervising]:
    """Who supervises those who lead an episode: they read along once everybody agreed. For a page that may open it."""
    held = CaseloadAssignment
    leads = select(held.counselor_id).where(
        held.episode_id == episode_id,
        held.kind == "lead",
        held.starts_at <= now,
        held.ends_at.is_(None) | (held.ends_at > now),
    )
    return supervisors_of(set(db.session.scalars(leads)), now)


def records_policy(episode_id: str, client_ids: list[str]) -> str | None:
    """The records policy all of `client_ids` signed and none withdrew: limited-secrets, no-secrets or None.

    Asked by a client, it is answered from the counselor's side, because nobody sees a partner's consent; only the
    policy itself comes back, and only for an episode they take part in.
    """
    scope = current()
    if not isinstance(scope, ClientScope):
        return _policy(episode_id, client_ids)
    mine = select(Participant.id).where(Participant.episode_id == episode_id, Participant.client_id == scope.client_id)
    if db.session.scalars(mine).first() is None:
        return None
    with desk_of(episode_id, "who reads a room, from what both signed"):
        return _policy(episode_id, client_ids)


def _policy(episode_id: str, client_ids: list[str]) -> str | None:
    signed = {}
    for client_id in client_ids:
        found = _standing(episode_id, client_id, "records-policy")
        signed[client_id] = found.policy if found else None
    return shared_policy(signed, client_ids)


def namesakes(display_name: str, but: tuple[str, ...] = ()) -> list[Namesake]:
    """Other clients of the caseload with the same name, letter case aside; two people may share one."""
    found = select(Client.id, Client.display_name, Client.birth_date, Client.created_at).where(
        func.lower(Client.display_name) == func.lower(display_name.strip()), Client.id.not_in(but)
    )
    return [
        Namesake(row.id, row.display_name, row.birth_date, row.created_at.date())
        for row in db.session.execute(found.order_by(Client.created_at))
    ]


def of_caseload() -> list[tuple[str, str]]:
    """(id, display name) of everybody on the counselor's own caseload, by name; not those a supervisor only reads."""
    mine = select(Participant.client_id).where(Participant.episode_id.in_(rules.caseload()))
    found = select(Client.id, Client.display_name).where(Client.id.in_(mine))
    found = found.order_by(func.lower(Client.display_name), Client.created_at)
    return [(row.id, row.display_name) for row in db.session.execute(found)]


def checks_of(episode_id: str) -> list[ReferralCheck]:
    """The referral checklists of an episode, newest first."""
    return list(
        db.session.scalars(
            select(ReferralCheck)
            .where(ReferralCheck.episode_id == episode_id)
            .order_by(ReferralCheck.checked_on.desc(), ReferralCheck.id)
        )
    )


def referrals_of(episode_id: str) -> list[Referral]:
    """The referrals of an episode, newest first."""
    return list(
        db.session.scalars(select(Referral).where(Referral.episode_id == episode_id).order_by(Referral.made_at.desc()))
    )
