"""Who is behind a cookie or a login name. By the raw driver: this runs on every request, before any scope exists."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from flask_login import UserMixin
from sqlalchemy import or_, select, true

from practice import clock
from practice.access.gate import HandedOver
from practice.access.models import Supervision
from practice.accounts.models import Counselor, Credential, SignIn
from practice.accounts.passphrases import digest
from practice.accounts.signins import UNLOCKED, Limits, still_good, unlocked, worth_writing
from practice.db import db, raw_id
from practice.driver import as_moment, raw, raw_moment
from practice.i18n import zone

COUNSELOR = """
SELECT s.practice_id, s.person_id, s.began_at, s.seen_at, s.ended_at, c.display_name, c.roles, c.scope, c.language,
       (SELECT group_concat(k.kind) FROM credential k WHERE k.counselor_id = c.id
        AND (k.expires_on IS NULL OR k.expires_on >= ?)), s.unlocked_at {beside}
FROM sign_in s JOIN counselor c ON c.id = s.person_id JOIN practice p ON p.id = s.practice_id
WHERE s.handle_hash = ? AND s.kind = 'counselor' AND c.disabled_at IS NULL
"""
CLIENT = """
SELECT s.practice_id, s.person_id, s.began_at, s.seen_at, s.ended_at, c.display_name, c.preferred_name, c.language,
       c.shared_device, s.only_assignment_id, NULL {beside}
FROM sign_in s JOIN client c ON c.id = s.person_id LEFT JOIN client_login l ON l.client_id = c.id
JOIN practice p ON p.id = s.practice_id
WHERE s.handle_hash = ? AND s.kind = 'client'
AND (s.only_assignment_id IS NOT NULL OR (l.id IS NOT NULL AND l.disabled_at IS NULL))
"""
HANDED = """
SELECT s.practice_id, s.person_id, s.began_at, s.seen_at, s.ended_at, s.only_assignment_id, s.handed_by, c.display_name
FROM sign_in s JOIN counselor c ON c.id = s.handed_by
WHERE s.handle_hash = ? AND s.kind = 'client' AND s.only_assignment_id IS NOT NULL
"""


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """Whoever this request belongs to. `handle` is what the cookie holds; `person_id` the counselor or client."""

    kind: str
    handle: str
    practice_id: str
    person_id: str
    name: str
    language: str
    roles: frozenset[str] = frozenset()
    scope: str = "therapist"
    credentials: frozenset[str] = frozenset()
    shared_device: bool = True
    only_assignment_id: str | None = None  # a tablet that was handed over: this one homework and nothing else
    unlocked_at: datetime | None = None  # when the passphrase was last typed again

    def get_id(self) -> str:
        return self.handle


def limits(kind: str) -> Limits:
    config = current_app.config
    return Limits(config[f"{kind.upper()}_IDLE"], config[f"{kind.upper()}_LIMIT"])


def signed_in(handle: str, kind: str, *, beside: str = "", counts: bool = True) -> tuple[SignedIn | None, tuple]:
    """The person behind a session handle while the sign-in is good; also notes that it was used, if that `counts`.

    And, in the same statement, the columns `beside` of the practice `p` they belong to; () when there is nobody.
    """
    now, mark = clock.now(), digest(handle)
    with raw() as cursor:
        sql = (COUNSELOR if kind == "counselor" else CLIENT).format(beside=beside and f", {beside}")
        if db.engine.dialect.name == "postgresql":
            sql = sql.replace("group_concat(k.kind)", "string_agg(k.kind, ',')")
        row = cursor.execute(sql, (now.date(), mark) if kind == "counselor" else (mark,)).fetchone()
    if row is None:
        return None, ()
    began_at, seen_at, ended_at = (as_moment(value) for value in row[2:5])
    if not still_good(limits(kind), began_at=began_at, seen_at=seen_at, ended_at=ended_at, now=now):
        return None, ()
    if counts and worth_writing(limits(kind), seen_at=seen_at, now=now):
        _note_use(mark, now)
    person = _counselor(handle, row) if kind == "counselor" else _client(handle, row)
    return person, tuple(row[11:])


def handed_over(handle: str) -> HandedOver | None:
    """The tablet a counselor handed over with this sign-in; None for every other sign-in.

    It stays one when the sign-in has ended or run out: then nothing is open on it until a counselor signs in there.
    """
    with raw() as cursor:
        row = cursor.execute(HANDED, (digest(handle),)).fetchone()
    if row is None:
        return None
    began_at, seen_at, ended_at = (as_moment(value) for value in row[2:5])
    good = still_good(limits("client"), began_at=began_at, seen_at=seen_at, ended_at=ended_at, now=clock.now())
    return HandedOver(handle, _hex(row[0]), _hex(row[1]), _hex(row[5]), _hex(row[6]), row[7], began_at, good)


def _counselor(handle: str, row) -> SignedIn:
    roles = json.loads(row[6]) if isinstance(row[6], str) else row[6]
    return SignedIn("counselor", handle, _hex(row[0]), _hex(row[1]), row[5], row[8], frozenset(roles), row[7],
                    frozenset((row[9] or "").split(",")) - {""}, unlocked_at=as_moment(row[10]))  # fmt: skip


def _client(handle: str, row) -> SignedIn:
    return SignedIn("client", handle, _hex(row[0]), _hex(row[1]), row[6] or row[5], row[7], shared_device=bool(row[8]),
                    only_assignment_id=_hex(row[9]) if row[9] else None)  # fmt: skip


def _hex(value) -> str:
    return value.hex if hasattr(value, "int") else value.hex()


def _note_use(mark: bytes, now: datetime) -> None:
    with raw(write=True) as cursor:
        cursor.execute("UPDATE sign_in SET seen_at = ? WHERE handle_hash = ?", (raw_moment(now), mark))


def login_row(kind: str, login: str) -> tuple[str, str, str, str] | None:
    """(login id, practice id, person id, passphrase hash) of an enabled account, or None."""
    table, person = ("counselor", "id") if kind == "counselor" else ("client_login", "client_id")
    with raw() as cursor:
        row = cursor.execute(
            f"SELECT id, practice_id, {person}, passphrase_hash FROM {table} WHERE login = ? AND disabled_at IS NULL",
            (login,),
        ).fetchone()
    return (_hex(row[0]), _hex(row[1]), _hex(row[2]), row[3]) if row else None


def colleagues(practice_id: str) -> list[Counselor]:
    """The counselors of a practice, by name."""
    return list(db.session.scalars(
        select(Counselor).where(Counselor.practice_id == practice_id).order_by(Counselor.display_name)))  # fmt: skip


def answering(practice_id: str) -> list[tuple[str, str]]:
    """(id, name) of everybody flags can go to: who can sign in and sees clients, by name."""
    return [(one.id, one.display_name) for one in colleagues(practice_id)
            if one.disabled_at is None and {"counselor", "supervisor"} & set(one.roles)]  # fmt: skip


@dataclass(frozen=True)
class Supervising:
    """Who supervises whom now, since when, and whether notes, reports and ends need the supervisor's name."""

    id: str
    supervisor_id: str
    supervisee_id: str
    name: str  # of the supervisor
    starts_at: datetime
    cosigns: bool


def supervisors_of(counselor_ids: Collection[str], now: datetime, *, able: bool = True) -> list[Supervising]:
    """The open supervisions of these counselors, the longest first; `able`: only by supervisors who can sign in."""
    found = (
        select(Supervision.id, Supervision.supervisor_id, Supervision.supervisee_id, Counselor.display_name,
               Supervision.starts_at, Supervision.cosigns)
        .join(Counselor, Counselor.id == Supervision.supervisor_id)
        .where(Supervision.supervisee_id.in_(list(counselor_ids)), Counselor.disabled_at.is_(None) if able else true(),
               Supervision.starts_at <= now, or_(Supervision.ends_at.is_(None), Supervision.ends_at > now))
        .order_by(Supervision.starts_at, Supervision.id)
    )  # fmt: skip
    return [Supervising(*row) for row in db.session.execute(found)] if counselor_ids else []


def credentials_of(counselor_id: str) -> list[Credential]:
    return list(db.session.scalars(
        select(Credential).where(Credential.counselor_id == counselor_id).order_by(Credential.granted_on)))  # fmt: skip


@dataclass(frozen=True)
class Signature:
    """Who signs, as it stands at that moment: name, qualifications (None: none noted) and the practice's zone (IANA)."""

    name: str
    credential: str | None
    zone: str


def signature_of(counselor_id: str, today: date) -> Signature:
    """What is written under what this counselor signs: their name with the qualifications that hold on `today`."""
    name = db.session.scalars(select(Counselor.display_name).where(Counselor.id == counselor_id)).one()
    titles = db.session.scalars(
        select(Credential.title).where(Credential.counselor_id == counselor_id, Credential.granted_on <= today,
                                       Credential.expires_on.is_(None) | (Credential.expires_on >= today))
        .order_by(Credential.granted_on, Credential.title))  # fmt: skip
    return Signature(name, ", ".join(dict.fromkeys(titles)) or None, zone())


def unlocked_until(unlocked_at: datetime | None, now: datetime) -> datetime | None:
    """Until when what needs the passphrase does not ask for it again; None when it asks now."""
    return unlocked_at + UNLOCKED if unlocked(unlocked_at, now) else None


def open_sign_ins(person_id: str) -> list[SignIn]:
    """Browsers that are signed in as this person now, latest first."""
    rows = db.session.scalars(
        select(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None)).order_by(SignIn.seen_at.desc()))
    return [row for row in rows if still_good(limits(row.kind), began_at=row.began_at, seen_at=row.seen_at,
                                              ended_at=None, now=clock.now())]  # fmt: skip


def failures(key: bytes, since: datetime) -> list[datetime]:
    """Failed tries under a hashed key since a moment, oldest first."""
    with raw() as cursor:
        rows = cursor.execute(
            "SELECT at FROM sign_in_attempt WHERE key = ? AND at >= ? ORDER BY at", (key, raw_moment(since))).fetchall()
    return [as_moment(row[0]) for row in rows]


__all__ = [
    "Signature", "SignedIn", "Supervising", "answering", "colleagues", "credentials_of", "failures", "handed_over",
    "login_row", "open_sign_ins", "raw_id", "signature_of", "signed_in", "supervisors_of", "unlocked_until",
]
