"""The write-only token of a page. Security-critical: it adds to one draft of one person and reads nothing (C-4)."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from practice import clock
from practice.accounts.passphrases import digest
from practice.db import db
from practice.homework.models import DraftToken

LASTS = timedelta(hours=24)


def new_token() -> str:
    """256 random bits as 43 letters; nothing is stored yet."""
    return secrets.token_urlsafe(32)


def issue_token(token: str, practice_id: str, client_id: str, *, assignment_id: str, occurrence: str, tab: str,
                at: datetime | None = None) -> None:  # fmt: skip
    """Makes `token` good for this page for 24 hours, in place of the one it had. Only its SHA-256 is kept.

    Tokens of this client that are past go away with it. No audit entry: it opens nothing that could be read.
    """
    now = at or clock.now()
    end_tokens(client_id, assignment_id=assignment_id, occurrence=occurrence, tab=tab, at=now)
    past = (DraftToken.practice_id == practice_id, DraftToken.client_id == client_id, DraftToken.expires_at < now)
    db.session.execute(delete(DraftToken).where(*past).execution_options(synchronize_session=False))
    db.session.add(DraftToken(token_hash=digest(token), practice_id=practice_id, client_id=client_id, tab=tab, made_at=now,
                              assignment_id=assignment_id, occurrence=occurrence, expires_at=now + LASTS))  # fmt: skip


def end_tokens(client_id: str, *, assignment_id: str | None = None, occurrence: str | None = None, tab: str | None = None,
               at: datetime | None = None) -> None:  # fmt: skip
    """From now on no page of this client (or of one asking, or one tab of it) adds to its draft without a sign-in."""
    which = [DraftToken.client_id == client_id, DraftToken.ended_at.is_(None)]
    if assignment_id:
        which += [DraftToken.assignment_id == assignment_id, DraftToken.occurrence == occurrence]
    if tab:
        which.append(DraftToken.tab == tab)
    ended = update(DraftToken).where(*which).values(ended_at=at or clock.now())
    db.session.execute(ended.execution_options(synchronize_session=False))
