"""A session sent to a participant's own mailbox, for the calendar there: one message each, neutral in every word.

Asking puts work down; the message leaves in the scope of whoever asked, and only if all still stands by then. A row says
that it left. A second message with the same id and number changes nothing in a calendar: at least once.
"""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select

from practice import clock, mail
from practice.access.scope import current
from practice.audit.actions import record
from practice.calendar.inviting import Sent, next_method
from practice.calendar.queries.inviting import address_of, sent_to
from practice.db import db
from practice.episodes.ics import Item, message, uid_for
from practice.episodes.models import SessionInvite, TherapySession
from practice.i18n import _
from practice.jobs import Trouble, enqueue, own_job


class NothingToSend(Exception):
    """They have the latest already, or no mail can go to them."""


def put_down(session: TherapySession, client_id: str, *, agreed: bool, by: str, at: datetime | None = None) -> None:
    """Puts down what this participant is to be sent now: the session, its change or its end. `agreed`: the counselor says
    that they want it at the address kept for them; nobody is asked who gave an address for mail. Raises NothingToSend."""
    moment, found = at or clock.now(), address_of(session, client_id)
    if mail.settings() is None or found is None or not (found.wished or agreed):
        raise NothingToSend
    if next_method(session.calendar_sequence, session.cancelled_at, sent_to(session, client_id)) is None:
        raise NothingToSend
    told = {"session": session.id, "client": client_id, "agreed": agreed, "to": _mark(found.address)}
    key = f"invite:{session.id}:{client_id}:{session.calendar_sequence}:{moment:%Y%m%d%H%M}"
    enqueue("send_invitation", key, told, practice_id=session.practice_id, run_after=moment, actor="counselor", actor_id=by)
    record("invite_to_session", session)


def _mark(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


@own_job()
def send_invitation(told: dict, now: datetime) -> None:
    """Sends it if it still stands. Raises Trouble when the message did not leave; it is tried again."""
    session = db.session.scalars(select(TherapySession).where(TherapySession.id == told["session"])).one_or_none()
    if session is None:
        return  # no longer on the caseload of whoever asked
    found = address_of(session, told["client"])
    sent: list[Sent] = sent_to(session, told["client"])
    agreed = told["agreed"] and found is not None and _mark(found.address) == told.get("to")  # not some other address by now
    if found is None or not (found.wished or agreed) or next_method(session.calendar_sequence, session.cancelled_at, sent) is None:
        return
    item = item_for(session, told["client"], now)
    try:
        text, method = message(item, organizer=mail.settings().sender, attendee=found.address)
        mail.send(found.address, *words(cancelled=item.cancelled), calendar=(text, method))
    except mail.MailTrouble as trouble:
        raise Trouble(f"mail-{trouble.code}", final=trouble.unclear) from None
    db.session.add(SessionInvite(episode_id=session.episode_id, client_id=told["client"], session_id=session.id, method=method,
                                 sequence=item.sequence, sent_by=current().actor_id, sent_at=clock.now()))  # fmt: skip


def item_for(session: TherapySession, client_id: str, stamp: datetime) -> Item:
    """The session as this participant's calendar shows it: no name, no place, nothing of what it is about."""
    ends = session.starts_at + timedelta(minutes=session.minutes)
    return Item(uid_for(session.calendar_uid or session.id, client_id), session.calendar_sequence, session.starts_at, ends,
                _("Appointment"), stamp, session.cancelled_at is not None)  # fmt: skip


def words(*, cancelled: bool) -> tuple[str, str]:
    """Subject and text: the same for everybody. No name, no kind of practice (security.md P-4)."""
    if cancelled:
        return _("Appointment cancelled"), _("An appointment does not take place. Your calendar can take it out by itself.") + "\n"
    return _("Appointment"), _("An appointment for your calendar. You need not answer.") + "\n"
