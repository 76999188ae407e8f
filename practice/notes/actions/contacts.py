"""Contacts besides sessions, signed like a note."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes.models import Episode
from practice.i18n import zone
from practice.notes.actions.signing import hold
from practice.notes.models import Contact
from practice.notes.troubles import AlreadySigned, NothingWritten, NotYet

SAME = timedelta(minutes=10)  # the same line sent twice within it is one contact: a double press, Back, a retry


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
    if (known := _twice(episode_id, client_id, kind, happened_on, {"with_whom": with_whom, "line": line}, by, now)) is not None:
        if sign and not known.signed_at:
            sign_contact(known, by=by, at=now)
        return known
    contact = Contact(episode_id=episode_id, client_id=client_id, kind=kind, happened_on=happened_on, written_by=by,
                      line={"with_whom": with_whom, "line": line}, written_at=now,
                      signed_at=now if sign else None, signed_by=by if sign else None)  # fmt: skip
    db.session.add(contact)
    record("write_contact", contact)
    return contact


def _twice(episode_id: str, client_id: str | None, kind: str, on: date, line: dict, by: str, now: datetime) -> Contact | None:
    """The contact that says the very same and was written down just now. Two presses come one after the other."""
    db.session.execute(select(Episode.id).where(Episode.id == episode_id).with_for_update(key_share=True))
    lately = select(Contact).where(Contact.episode_id == episode_id, Contact.written_by == by, Contact.kind == kind,
                                   Contact.happened_on == on, Contact.written_at > now - SAME)  # fmt: skip
    return next((one for one in db.session.scalars(lately) if (one.client_id, one.line) == (client_id, line)), None)


def sign_contact(contact: Contact, *, by: str, at: datetime | None = None) -> None:
    """Sign what was written down earlier. Whoever calls has asked for the passphrase. Raises AlreadySigned."""
    hold(contact)
    if contact.signed_at:
        raise AlreadySigned(contact)
    contact.signed_at, contact.signed_by = at or clock.now(), by
    record("sign_contact", contact)
