"""Contacts besides sessions, signed like a note."""

from datetime import date, datetime

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.i18n import zone
from practice.notes.models import Contact
from practice.notes.troubles import AlreadySigned, NothingWritten, NotYet


def write_contact(episode_id: str, client_id: str | None, *, kind: str, happened_on: date, with_whom: str, line: str,
                  by: str, sign: bool = False, at: datetime | None = None) -> Contact:  # fmt: skip
    """A line about a call, message, letter, no-show follow-up or third party; signed like a note.

    `sign`: whoever calls has asked for the passphrase. Raises NothingWritten, NotYet (a day that lies ahead).
    """
    if not line.strip():
        raise NothingWritten
    now = at or clock.now()
    if happened_on > clock.today(zone(), now):
        raise NotYet
    contact = Contact(episode_id=episode_id, client_id=client_id, kind=kind, happened_on=happened_on, written_by=by,
                      line={"with_whom": with_whom, "line": line}, written_at=now,
                      signed_at=now if sign else None, signed_by=by if sign else None)  # fmt: skip
    db.session.add(contact)
    record("write_contact", contact)
    return contact


def sign_contact(contact: Contact, *, by: str, at: datetime | None = None) -> None:
    """Sign what was written down earlier. Whoever calls has asked for the passphrase. Raises AlreadySigned."""
    if contact.signed_at:
        raise AlreadySigned(contact)
    contact.signed_at, contact.signed_by = at or clock.now(), by
    record("sign_contact", contact)
