"""Flags nobody has looked at: after the practice's time the supervisor is told; by mail only "please open Attune".

Rows say who was told, once each, so that several workers tell nobody twice. A second mail harms nobody, so a worker that
dies while sending leaves its mail to the next one: at least once, unlike reminders.
"""

from datetime import datetime, timedelta

from flask import current_app, render_template
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from practice import mail
from practice.access.models import Supervision
from practice.accounts.queries import colleagues
from practice.db import db
from practice.i18n import _
from practice.jobs import Trouble, enqueue, system_job
from practice.practices.queries import the_practice
from practice.safety.actions.flags import leading
from practice.safety.models import FlagAlert
from practice.safety.plan import USUAL_HOURS
from practice.safety.queries.alerts import Unseen, nobody_looked, told_of, unseen_flags

MAILED_FOR = timedelta(days=2)  # an older flag is on everybody's Today by now; another mail would say nothing new


@system_job("reads which flags nobody has looked at, in the whole practice; ids and moments, no words", each_minute=True)
def look_after_flags(now: datetime) -> None:
    """Tells the supervisors of whoever leads the episode once the practice's time is over, and puts down mails."""
    practice = the_practice()
    if practice is None:
        return
    overdue = now - timedelta(hours=practice.flag_wait_hours or USUAL_HOURS)
    for flag in unseen_flags(practice.id):
        if flag.raised_at <= overdue:
            _tell_supervisors(flag, now)
        if mail.settings() is not None and flag.raised_at > now - MAILED_FOR - timedelta(hours=practice.flag_wait_hours or 0):
            _put_mails_down(flag, now)
        db.session.commit()  # one flag at a time: on SQLite a look outside a request holds the writer's lock


def _tell_supervisors(flag: Unseen, now: datetime) -> None:
    """Whoever supervises those who lead; where nobody does, the owners of the practice, who learn that it waits and where."""
    leads = set(db.session.scalars(leading(flag.episode_id, now)))
    people = {one.id: one for one in colleagues(flag.practice_id) if one.disabled_at is None}
    watching = select(Supervision.supervisor_id).where(
        Supervision.supervisee_id.in_(leads), Supervision.starts_at <= now,
        Supervision.ends_at.is_(None) | (Supervision.ends_at > now))  # fmt: skip
    found = {who for who in db.session.scalars(watching) if who in people}
    owners = {who for who, one in people.items() if "owner" in one.roles and who not in leads}
    for who in (found or owners) - set(told_of(flag.id)):
        _note(FlagAlert(practice_id=flag.practice_id, episode_id=flag.episode_id, client_id=flag.client_id, flag_id=flag.id,
                        to_id=who, kind="supervisor", at=now))  # fmt: skip


def _note(row: FlagAlert) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # another worker was quicker by a moment
        return


def _put_mails_down(flag: Unseen, now: datetime) -> None:
    """One piece of work for everybody who is told and signs in with a mail address; nobody is told of their own flag."""
    told = {*told_of(flag.id), *db.session.scalars(leading(flag.episode_id, now))} - {flag.raised_by_id}
    for person in colleagues(flag.practice_id):
        if person.id in told and person.disabled_at is None and _address(person):
            enqueue("please_open", f"please-open:{flag.id}:{person.id}", {"flag": flag.id, "to": person.id},
                    practice_id=flag.practice_id, run_after=now)  # fmt: skip


@system_job("looks whether a flag still waits and where a counselor reads mail; sends a line that names nobody")
def please_open(told: dict, now: datetime) -> None:
    """Sends "please open Attune" unless somebody has looked meanwhile. Raises Trouble; it is tried again."""
    practice = the_practice()
    person = next((one for one in colleagues(practice.id) if one.id == told["to"] and one.disabled_at is None), None)
    to = person and _address(person)
    if not to or not nobody_looked(told["flag"]):
        return
    subject, text = message()
    db.session.commit()  # no transaction waits for a mail server
    try:
        mail.send(to, subject, text)
    except mail.MailTrouble as trouble:
        raise Trouble(f"mail-{trouble.code}") from None


def _address(person) -> str | None:
    """Where a counselor reads mail: the address they gave, or the one they sign in with; None without one."""
    return next((one for one in (person.email, person.login) if one and mail.is_address(one)), None)


def message() -> tuple[str, str]:
    """Subject and text: the same for everybody, whatever waits."""
    base = current_app.config["BASE_URL"].rstrip("/")
    return _("Please open Attune"), render_template("mail/please_open.txt", address=f"{base}/" if base else "")
