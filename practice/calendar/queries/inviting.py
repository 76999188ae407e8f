"""Who can be sent a session for their own calendar, and what they were sent. Each participant by themselves."""

from dataclasses import dataclass

from sqlalchemy import select

from practice import mail
from practice.calendar.inviting import Address, Sent, next_method
from practice.clients.models import Client, ReminderWish
from practice.clients.queries import Somebody, people_of
from practice.db import db
from practice.episodes.models import SessionInvite, TherapySession
from practice.i18n import _, day_time


@dataclass(frozen=True)
class Invitation:
    """One participant on the session's page. `offer`: what the button says, empty when there is nothing to send; `confirm`:
    what the counselor is asked before the address that is kept is used; `why`: why nothing can go, in a sentence."""

    client_id: str
    name: str
    said: str = ""
    offer: str = ""
    address: str = ""
    confirm: str = ""
    safely: str = ""
    why: str = ""


def sent_to(session: TherapySession, client_id: str) -> list[Sent]:
    """What left for this participant about this session, in the order of time."""
    found = (
        select(SessionInvite.method, SessionInvite.sequence, SessionInvite.sent_at)
        .where(SessionInvite.session_id == session.id, SessionInvite.client_id == client_id)
        .order_by(SessionInvite.sent_at, SessionInvite.sequence)
    )  # fmt: skip
    return [Sent(*row) for row in db.session.execute(found)]


def address_of(session: TherapySession, client_id: str) -> Address | None:
    """Where mail about this session may go for this participant. None when they are not in it or have left, without an
    address, and when somebody else in the episode uses the same one: then it is nobody's own."""
    people = {one.client_id: one for one in people_of(session.episode_id)}
    if client_id not in people or people[client_id].ended or session.client_id not in (None, client_id):
        return None
    known = _addresses(list(people))
    mine = known.get(client_id, [])
    theirs = {one.address.lower() for who, found in known.items() if who != client_id for one in found}
    return mine[0] if mine and mine[0].address.lower() not in theirs else None


def _addresses(client_ids: list[str]) -> dict[str, list[Address]]:
    """{client: addresses}, the one they gave for mail themselves first."""
    found: dict[str, list[Address]] = {}
    for wish in db.session.scalars(select(ReminderWish).where(ReminderWish.client_id.in_(client_ids), ReminderWish.wanted.is_(True))):
        if wish.email and mail.is_address(wish.email):
            found.setdefault(wish.client_id, []).append(Address(wish.email, True))
    for client in db.session.scalars(select(Client).where(Client.id.in_(client_ids))):
        kept = (client.contact or {}).get("email") or ""
        if mail.is_address(kept):
            found.setdefault(client.id, []).append(Address(kept, False))
    return found


def invitations_of(session: TherapySession, people: list[Somebody]) -> list[Invitation]:
    """For the session's page (episodes/ lies below and is handed this): each participant, what they have, what can be sent."""
    here = [one for one in people if session.client_id in (None, one.client_id)]
    return [_invitation(session, one) for one in here]


def _invitation(session: TherapySession, person: Somebody) -> Invitation:
    sent, found = sent_to(session, person.client_id), address_of(session, person.client_id)
    method, said = next_method(session.calendar_sequence, session.cancelled_at, sent), _said(sent)
    if method is None:
        return Invitation(person.client_id, person.called, said or (_("Not sent.") if session.cancelled_at else ""))
    if mail.settings() is None or found is None:
        why = _("No mail is set up.") if mail.settings() is None else _("There is no mail address that is theirs alone.")
        return Invitation(person.client_id, person.called, said, why=f"{why} {_('In their own pages they can save it themselves.')}")
    offer = _("Send the cancellation") if method == "CANCEL" else _("Send the change") if sent else _("Send it")
    if found.wished:
        return Invitation(person.client_id, person.called, said, offer, found.address)
    confirm = _("To %(address)s, the address you keep for them. Mail can be read by whoever uses their device.", address=found.address)
    return Invitation(person.client_id, person.called, said, offer, found.address, confirm, _safely(person.client_id))


def _said(sent: list[Sent]) -> str:
    if not sent:
        return ""
    when = day_time(sent[-1].at)
    return _("Cancellation sent %(when)s", when=when) if sent[-1].method == "CANCEL" else _("Sent %(when)s", when=when)


def _safely(client_id: str) -> str:
    client = db.session.scalars(select(Client).where(Client.id == client_id)).one_or_none()
    return ((client.contact or {}).get("reach_safely") or "") if client else ""
