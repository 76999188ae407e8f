"""Signing in and out, inviting clients, adding colleagues. Security-critical."""

import secrets
from datetime import date, datetime, timedelta

from flask import current_app
from sqlalchemy import select, update

from practice import clock
from practice.access.models import Supervision
from practice.accounts import passphrases
from practice.accounts.models import ClientLogin, Counselor, Credential, Invitation, SignIn
from practice.accounts.queries import failures, login_row
from practice.accounts.signins import wait_after
from practice.audit.actions import record
from practice.db import db, new_id, raw_id
from practice.driver import raw, raw_moment

INVITATION_LASTS = timedelta(hours=72)
CODE_TRIES = 5


class SignInRefused(Exception):
    """Name or passphrase is wrong; the same for unknown, disabled and mistyped."""


class TooManyTries(Exception):
    """Wait a little; `until` tells how long."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many tries")
        self.until = until


class InvitationUnusable(Exception):
    """Unknown, used, void or past; or the code was wrong. The page says the same for all."""


def check_passphrase(kind: str, login: str, passphrase: str, address: str) -> tuple[str, str, str]:
    """(login id, practice id, person id) when it fits. Raises SignInRefused or TooManyTries.

    Hashing runs outside any transaction; failures are counted per account and network, in the database.
    """
    login = passphrases.normal(login).strip().lower()
    keys = [passphrases.digest(f"{kind}|{login}|{address}"), passphrases.digest(f"address|{address}")]
    now = clock.now()
    recent = failures(keys[0], now - timedelta(hours=1))
    wait = wait_after(len(recent))
    if recent and now < recent[-1] + wait:
        raise TooManyTries(recent[-1] + wait)
    if len(failures(keys[1], now - timedelta(hours=1))) >= 60:
        raise TooManyTries(now + timedelta(minutes=15))
    row = login_row(kind, login)
    if not passphrases.fits(passphrase, row[3] if row else None):
        with raw(write=True) as cursor:
            for key in keys:
                cursor.execute("INSERT INTO sign_in_attempt (id, key, at) VALUES (?, ?, ?)",
                               (raw_id(new_id()), key, raw_moment(now)))  # fmt: skip
        raise SignInRefused
    return row[:3]


def begin_sign_in(kind: str, login_id: str, practice_id: str, person_id: str, at: datetime | None = None) -> str:
    """A new sign-in; returns the handle for the cookie."""
    handle, now = secrets.token_urlsafe(32), at or clock.now()
    db.session.add(SignIn(handle_hash=passphrases.digest(handle), practice_id=practice_id, kind=kind, login_id=login_id,
                          person_id=person_id, began_at=now, seen_at=now))  # fmt: skip
    record("begin_sign_in", subject_id=person_id)
    return handle


def unlock(handle_hash: bytes, passphrase: str, address: str, at: datetime | None = None) -> bool:
    """Security-critical: True when the passphrase of whoever is signed in fits; for 15 minutes it is not asked again.

    It ends with the sign-in, since it lies on its row. Counted and slowed down like signing in: raises TooManyTries.
    Call it before anything is written: hashing and counting hold up nobody's writing.
    """
    with raw() as cursor:
        row = cursor.execute("SELECT c.login FROM sign_in s JOIN counselor c ON c.id = s.person_id WHERE s.handle_hash = ? "
                             "AND s.kind = 'counselor' AND s.ended_at IS NULL", (handle_hash,)).fetchone()  # fmt: skip
    if row is None:
        return False
    try:
        check_passphrase("counselor", row[0], passphrase, address)
    except SignInRefused:
        return False
    with raw(write=True) as cursor:
        cursor.execute("UPDATE sign_in SET unlocked_at = ? WHERE handle_hash = ? AND ended_at IS NULL",
                       (raw_moment(at or clock.now()), handle_hash))  # fmt: skip
    return True


def hand_over(assignment_id: str, client_id: str, *, by: str, practice_id: str, at: datetime | None = None) -> str:
    """A sign-in for the tablet in the room that reaches this one homework of the client; returns the handle.

    The client needs no login of their own for it: it stands on the counselor's (`by`), who answers for it.
    """
    handle, now = secrets.token_urlsafe(32), at or clock.now()
    db.session.add(SignIn(handle_hash=passphrases.digest(handle), practice_id=practice_id, kind="client", login_id=by,
                          person_id=client_id, began_at=now, seen_at=now, only_assignment_id=assignment_id,
                          handed_by=by))  # fmt: skip
    record("hand_over", subject_id=assignment_id)
    return handle


def take_back_tablet(handle: str, assignment_id: str) -> None:
    """A counselor signed in on it: nothing is open for the client on it any more."""
    _end(SignIn.handle_hash == passphrases.digest(handle))
    record("take_back_tablet", subject_id=assignment_id)


def end_sign_in(handle: str) -> None:
    """From now on a copy of this cookie is worthless."""
    _end(SignIn.handle_hash == passphrases.digest(handle))
    record("end_sign_in")


def end_all_sign_ins(person_id: str) -> None:
    """Sign out everywhere; also after a new passphrase or when somebody leaves."""
    _end(SignIn.person_id == person_id)
    current_app.extensions["signed-out-everywhere"](person_id)
    record("end_all_sign_ins", subject_id=person_id)


def _end(which) -> None:
    db.session.execute(update(SignIn).where(which, SignIn.ended_at.is_(None)).values(ended_at=clock.now()))


def add_counselor(practice_id: str, *, name: str, login: str, passphrase: str, roles: list[str], scope: str = "therapist",
                  language: str = "en", at: datetime | None = None) -> Counselor:  # fmt: skip
    """A colleague who can sign in. Roles: owner, counselor, supervisor."""
    counselor = Counselor(practice_id=practice_id, display_name=name, login=passphrases.normal(login).strip().lower(),
                          passphrase_hash=passphrases.hashed(passphrase), roles=roles, scope=scope, language=language,
                          created_at=at or clock.now())  # fmt: skip
    db.session.add(counselor)
    record("add_counselor", counselor)
    return counselor


def record_credential(counselor: Counselor, kind: str, title: str, granted_on: date, by: str,
                      expires_on: date | None = None, at: datetime | None = None) -> Credential:  # fmt: skip
    """Note a qualification (trauma, emdr, parts) that opens what needs it."""
    row = Credential(practice_id=counselor.practice_id, counselor_id=counselor.id, kind=kind, title=title,
                     granted_on=granted_on, expires_on=expires_on, recorded_by=by, recorded_at=at or clock.now())  # fmt: skip
    db.session.add(row)
    record("record_credential", counselor)
    return row


def name_supervisee(supervisor: Counselor, supervisee: Counselor, at: datetime | None = None, *,
                    cosigns: bool = False) -> Supervision:  # fmt: skip
    """From now on the supervisor reads what the supervisee leads, where the clients agreed. With `cosigns` notes, reports,
    ends and the closing of flags need the supervisor's name as well."""
    row = Supervision(practice_id=supervisor.practice_id, supervisor_id=supervisor.id, supervisee_id=supervisee.id,
                      starts_at=at or clock.now(), cosigns=cosigns)  # fmt: skip
    db.session.add(row)
    record("name_supervisee", row)
    return row


def invite_client(client_id: str, by: str, at: datetime | None = None) -> tuple[str, str]:
    """(token for the link, 6-digit code to tell in the room). An earlier invitation becomes void."""
    now = at or clock.now()
    for old in db.session.scalars(select(Invitation).where(
            Invitation.client_id == client_id, Invitation.used_at.is_(None), Invitation.voided_at.is_(None))):  # fmt: skip
        old.voided_at = now
    token, code = secrets.token_urlsafe(32), f"{secrets.randbelow(1_000_000):06d}"
    db.session.add(Invitation(client_id=client_id, token_hash=passphrases.digest(token), invited_by=by, made_at=now,
                              code_hash=passphrases.hashed(code), expires_at=now + INVITATION_LASTS))  # fmt: skip
    record("invite_client", subject_id=client_id)
    return token, code


def set_client_login(client_id: str, login: str, passphrase: str, practice_id: str | None = None,
                     at: datetime | None = None) -> ClientLogin:  # fmt: skip
    """The client's own login and passphrase; a second invitation replaces them and signs out everywhere."""
    row = db.session.scalars(select(ClientLogin).where(ClientLogin.client_id == client_id)).one_or_none()
    if row is None:
        extra = {"practice_id": practice_id} if practice_id else {}
        row = ClientLogin(client_id=client_id, created_at=at or clock.now(), **extra)
        db.session.add(row)
    else:
        end_all_sign_ins(client_id)
    row.login = passphrases.normal(login).strip().lower()
    row.passphrase_hash = passphrases.hashed(passphrase)
    record("set_client_login", subject_id=client_id)
    return row


def change_passphrase(counselor: Counselor, passphrase: str) -> None:
    """A new passphrase; every browser is signed out."""
    counselor.passphrase_hash = passphrases.hashed(passphrase)
    end_all_sign_ins(counselor.id)
    record("change_passphrase", counselor)
