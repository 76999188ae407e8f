"""Whose page a write-only token belongs to. Security-critical: asked before any scope exists; it tells whose, never what."""

from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select

from practice import clock
from practice.access.models import Participant
from practice.accounts.models import ClientLogin
from practice.accounts.passphrases import digest
from practice.db import Moment, db
from practice.homework.models import DraftToken

LONG = 43  # letters of a token
GOOD = select(
    DraftToken.practice_id, DraftToken.client_id, DraftToken.assignment_id, DraftToken.occurrence, DraftToken.tab,
).where(
    DraftToken.token_hash == bindparam("hash"), DraftToken.ended_at.is_(None),
    DraftToken.expires_at > bindparam("now", type_=Moment),
)  # fmt: skip

CLOSED = select(ClientLogin.id).where(ClientLogin.disabled_at.is_not(None)).limit(1)


@dataclass(frozen=True)
class Bearer:
    """Whoever holds a good token: the one draft it adds to."""

    practice_id: str
    client_id: str
    assignment_id: str
    occurrence: str
    tab: str


def bearer_of(token: str) -> Bearer | None:
    """The page behind a token while it is good; None for unknown, ended and past ones alike."""
    if len(token) != LONG or not token.isascii():
        return None
    row = db.session.execute(GOOD, {"hash": digest(token), "now": clock.now()}).one_or_none()
    return Bearer(*row) if row else None


def login_closed() -> bool:
    """True when the client of the scope may not sign in any more; the door narrows it to their own login."""
    return db.session.execute(CLOSED).first() is not None


def takes_part(client_id: str, episode_id: str) -> bool:
    """True while this client takes part in the episode."""
    part = select(Participant.id).where(Participant.client_id == client_id, Participant.episode_id == episode_id,
                                        or_(Participant.ends_at.is_(None), Participant.ends_at > clock.now()))  # fmt: skip
    return db.session.scalars(part).first() is not None
