"""Who an invitation link is for, and whether the code fits. Security-critical.

This runs before any scope exists, so it asks by the raw driver. A try is counted before the code is compared, in its
own transaction: neither a failing page nor many tries at once give a sixth.
"""

from dataclasses import dataclass
from datetime import datetime

from practice import clock
from practice.accounts import passphrases
from practice.accounts.actions import CODE_TRIES
from practice.db import raw_id
from practice.driver import as_moment, raw, raw_moment

OPEN = "used_at IS NULL AND voided_at IS NULL AND expires_at > ?"


@dataclass(frozen=True)
class Invited:
    """An invitation that may still be used."""

    id: str
    practice_id: str
    client_id: str
    code_hash: str
    expires_at: datetime


def by_token(token: str) -> Invited | None:
    """The open invitation behind a link; None for unknown, used, void and past ones alike."""
    return _find("token_hash = ?", passphrases.digest(token))


def by_id(invitation_id: str) -> Invited | None:
    return _find("id = ?", raw_id(invitation_id))


def _find(which: str, value) -> Invited | None:
    with raw() as cursor:
        row = cursor.execute(
            f"SELECT id, practice_id, client_id, code_hash, expires_at FROM invitation WHERE {which} AND {OPEN}",
            (value, raw_moment(clock.now())),
        ).fetchone()
    return Invited(*(_hex(part) for part in row[:3]), row[3], as_moment(row[4])) if row else None


def _hex(value) -> str:
    return value.hex if hasattr(value, "int") else value.hex()


def code_fits(invited: Invited | None, code: str) -> bool:
    """Counts the try, then compares; the last wrong try voids the invitation. An unknown link takes as long."""
    if invited is None or not _count(invited):
        passphrases.fits(code, None)
        return False
    if passphrases.fits(code, invited.code_hash):
        return True
    with raw(write=True) as cursor:
        cursor.execute(f"UPDATE invitation SET voided_at = ? WHERE id = ? AND tries >= {CODE_TRIES}",
                       (raw_moment(clock.now()), raw_id(invited.id)))  # fmt: skip
    return False


def _count(invited: Invited) -> bool:
    with raw(write=True) as cursor:
        done = cursor.execute(f"UPDATE invitation SET tries = tries + 1 WHERE id = ? AND tries < {CODE_TRIES}",
                              (raw_id(invited.id),))  # fmt: skip
        return done.rowcount == 1


def taken(login: str, client_id: str) -> bool:
    """Whether another client signs in by this name."""
    with raw() as cursor:
        row = cursor.execute("SELECT 1 FROM client_login WHERE login = ? AND client_id <> ?",
                             (passphrases.normal(login).strip().lower(), raw_id(client_id))).fetchone()  # fmt: skip
    return row is not None
