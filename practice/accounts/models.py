"""Two kinds of login, and the server-side sign-ins that make a copied cookie worthless."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import PersonRecord
from practice.db import Id, Record, db, ref
from practice.vault import sealed


class Counselor(Record, db.Model):
    """Somebody who works here. Roles are a list: owner, counselor, supervisor. Scope: therapist or guidance."""

    display_name: Mapped[str] = mapped_column(Text)
    login: Mapped[str] = mapped_column(Text, unique=True)
    passphrase_hash: Mapped[str] = mapped_column(Text)
    roles: Mapped[list[str]] = mapped_column(JSON)
    scope: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    note_format: Mapped[str | None] = mapped_column(Text)  # how they write notes; empty: as the practice does
    email: Mapped[str | None] = mapped_column(Text)  # where "please open Attune" goes; nothing else is ever sent there


class Credential(Record, db.Model):
    """A dated qualification of a counselor; kind is trauma, emdr or parts and opens what needs it."""

    counselor_id: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    granted_on: Mapped[date]
    expires_on: Mapped[date | None]
    recorded_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    recorded_at: Mapped[datetime]
    __table_args__ = (Index(None, "practice_id", "counselor_id"),)


class ClientLogin(PersonRecord, db.Model):
    """A client's own way into the portal."""

    client_id: Mapped[str] = mapped_column(Id, ref("client.id"), unique=True)
    login: Mapped[str] = mapped_column(Text, unique=True)
    passphrase_hash: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class Invitation(PersonRecord, db.Model):
    """A link (only its SHA-256 is kept) that opens nothing without the code told in the room."""

    client_id: Mapped[str] = mapped_column(Id, ref("client.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    code_hash: Mapped[str] = mapped_column(Text)
    invited_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
    voided_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "practice_id", "client_id"),)


class SignIn(db.Model):
    """One signed-in browser. The cookie holds a random handle; here lies its SHA-256. Ended rows stay ended."""

    handle_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    practice_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(Text)  # counselor or client
    login_id: Mapped[str] = mapped_column(Id)
    person_id: Mapped[str] = mapped_column(Id)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # Hand-over: a counselor opened this one homework for the client on the practice's tablet; it reaches nothing else.
    unlocked_at: Mapped[datetime | None]  # the passphrase was typed again; for 15 minutes what needs it does not ask
    only_assignment_id: Mapped[str | None] = mapped_column(Id)
    handed_by: Mapped[str | None] = mapped_column(Id)
    __table_args__ = (Index(None, "practice_id", "person_id"),)


class Device(PersonRecord, db.Model):
    """What a client said about one browser: "only mine" or not (security.md Q5). Asked once; the latest answer stands.

    The browser holds a random mark, here lies its SHA-256. `key` seals what that browser keeps for this client; the
    browser gets it only while they are signed in.
    """

    client_id: Mapped[str] = mapped_column(Id, ref("client.id"))
    mark_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    only_theirs: Mapped[bool]
    said_at: Mapped[datetime]
    key_blob: Mapped[bytes | None]
    key = sealed("key_blob")
    __table_args__ = (UniqueConstraint("client_id", "mark_hash"), Index(None, "practice_id", "client_id"))


class SignInAttempt(db.Model):
    """Failed tries by account and by network address (both hashed), for the limits of security.md A-6."""

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime]
    __table_args__ = (Index(None, "key", "at"), UniqueConstraint("id"))
