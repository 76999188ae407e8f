"""The write-only token of a page. Security-critical: it adds to one draft of one person and reads nothing (C-4)."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import update

from practice import clock
from practice.accounts.passphrases import digest
from practice.db import db, raw_id
from practice.driver import raw_moment
from practice.homework.models import DraftToken

LASTS = timedelta(hours=24)
PAST = "DELETE FROM draft_token WHERE practice_id = ? AND client_id = ? AND expires_at < ?"
REPLACED = (
    "UPDATE draft_token SET ended_at = ? WHERE practice_id = ? AND client_id = ? AND assignment_id = ? "
    "AND occurrence = ? AND tab = ? AND ended_at IS NULL"
)
ISSUED = (
    "INSERT INTO draft_token (token_hash, practice_id, client_id, assignment_id, occurrence, tab, made_at, expires_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def new_token() -> str:
    """256 random bits as 43 letters; nothing is stored yet."""
    return secrets.token_urlsafe(32)


def issue_token(cursor, token: str, practice_id: str, client_id: str, *, assignment_id: str, occurrence: str, tab: str,
                fresh: bool = False, at: datetime | None = None) -> None:  # fmt: skip
    """Makes `token` good for this page for 24 hours, in place of the one it had (`fresh`: it had none). Only its SHA-256
    is kept.

    Tokens of this client that are past go away with it. No audit entry: it opens nothing that could be read. Like a
    sign-in it is written by the raw driver (`cursor`): every look at a page of homework pays for it.
    """
    now, practice, client = at or clock.now(), raw_id(practice_id), raw_id(client_id)
    moment, page = raw_moment(now), (raw_id(assignment_id), occurrence, tab)
    cursor.execute(PAST, (practice, client, moment))
    if not fresh:
        cursor.execute(REPLACED, (moment, practice, client, *page))
    cursor.execute(ISSUED, (digest(token), practice, client, *page, moment, raw_moment(now + LASTS)))


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
