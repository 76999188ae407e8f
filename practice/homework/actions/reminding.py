"""Reminders: wished for by the client, at most one message a day, decided when it is sent.

The promise is at most once a day, not at least once: a second message is what somebody next to the client would notice,
a missing one is an exercise done without it. So the day is claimed and committed before anything leaves. A worker that
dies in between has used up that day; only a message that surely did not leave gives the day back.
"""

from datetime import date, datetime

from flask import current_app, render_template
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from practice import clock, mail
from practice.access.scope import ClientScope, acting_as, current
from practice.audit.actions import record
from practice.clients.models import ReminderSent, ReminderWish
from practice.db import db
from practice.homework.queries.due import in_their_hours, something_waits, wish_of
from practice.homework.reminding import day_in_hours, hours_make_sense
from practice.i18n import _, zone
from practice.jobs import Trouble, enqueue, own_job, system_job


class NotPossible(ValueError):
    """An address that is none, or hours that make no sense."""


def wish(client_id: str, *, email: str, from_hour: int, to_hour: int, at: datetime | None = None) -> ReminderWish:
    """The client would like reminders between two hours of the day. Raises NotPossible."""
    if not mail.is_address(email) or not hours_make_sense(from_hour, to_hour):
        raise NotPossible
    row = wish_of(client_id)
    if row is None:
        row = ReminderWish(client_id=client_id, wanted=True, said_at=clock.now())
        db.session.add(row)
    row.wanted, row.email, row.from_hour, row.to_hour = True, email, from_hour, to_hour
    row.said_at = at or clock.now()
    record("wish_reminders", row)
    return row


def wish_none(client_id: str, *, at: datetime | None = None) -> None:
    """No reminders any more; the address is forgotten. Saying so twice changes nothing."""
    row = wish_of(client_id)
    if row is not None and row.wanted:
        row.wanted, row.email, row.said_at = False, None, at or clock.now()
        record("wish_no_reminders", row)


@system_job("reads who wished to be reminded at this hour, in the whole practice; no words, no addresses", each_minute=True)
def look_for_reminders(now: datetime) -> None:
    """Puts down one piece of work for everybody whose hours it is and for whom something waits; once a day each."""
    if mail.settings() is None:
        return
    for due in in_their_hours(now, zone()):
        with acting_as(ClientScope(due.practice_id, due.client_id)):  # what they may not see is no reason
            waiting = something_waits(due.client_id, due.day)
        if waiting:
            enqueue("remind", f"remind:{due.client_id}:{due.day.isoformat()}", {"day": due.day.isoformat()},
                    practice_id=due.practice_id, run_after=now, actor="client", actor_id=due.client_id)  # fmt: skip
        db.session.commit()  # one client at a time: on SQLite a look outside a request holds the writer's lock


@own_job()
def remind(told: dict, now: datetime) -> None:
    """Sends today's reminder if it is still wished for, still its hours, and something still waits. In the client's own
    scope: what they may not see cannot be a reason. Raises Trouble when the message surely did not leave."""
    client_id, day = current().client_id, date.fromisoformat(told["day"])
    found = wish_of(client_id)
    if found is None or not found.wanted or not found.email:
        return
    if day_in_hours(now, zone(), found.from_hour, found.to_hour) != day or not something_waits(client_id, day):
        return
    to, (subject, text) = found.email, message()
    try:
        mail.built(to, subject, text)
    except mail.MailTrouble as trouble:  # an address that no message can go to costs nobody a day
        raise Trouble(f"mail-{trouble.code}") from None
    if not _claim(client_id, day, now):
        return
    db.session.commit()  # the day is used up before anything leaves; no transaction waits for a mail server
    try:
        mail.send(to, subject, text)
    except mail.MailTrouble as trouble:
        _give_back(client_id, day, trouble)
    db.session.execute(_of(client_id, day, update(ReminderSent)).values(sent_at=clock.now()))


def message() -> tuple[str, str]:
    """Subject and text: the same for everybody, every day. No name, no kind of practice, nothing of what waits."""
    base = current_app.config["BASE_URL"].rstrip("/")
    return _("A note you asked for"), render_template("mail/reminder.txt", address=f"{base}/portal/" if base else "")


def _claim(client_id: str, day: date, now: datetime) -> bool:
    """True for whoever writes the row of this client and day; False for everybody after."""
    known = select(ReminderSent.id).where(ReminderSent.client_id == client_id, ReminderSent.on_date == day)
    if db.session.scalars(known).first() is not None:
        return False
    try:
        with db.session.begin_nested():
            db.session.add(ReminderSent(client_id=client_id, on_date=day, claimed_at=now))
    except IntegrityError:
        return False
    return True


def _give_back(client_id: str, day: date, trouble: mail.MailTrouble) -> None:
    """Raises Trouble. The day is free again only when nobody can have got the message."""
    if not trouble.unclear:
        db.session.execute(_of(client_id, day, delete(ReminderSent)))
        db.session.commit()
    raise Trouble(f"mail-{trouble.code}", final=trouble.unclear)


def _of(client_id: str, day: date, statement):
    mine = statement.where(ReminderSent.client_id == client_id, ReminderSent.on_date == day)
    return mine.execution_options(synchronize_session=False)
