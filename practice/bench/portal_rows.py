"""Clients at home: each signed in with one exercise to write; and one with a long log behind them."""

import random
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, g
from sqlalchemy import func, select

from practice import clock
from practice.access.scope import everything
from practice.accounts.actions import begin_sign_in, set_client_login
from practice.accounts.models import ClientLogin, Counselor
from practice.bench import made, rows
from practice.db import db, new_id
from practice.homework.models import Entry, HomeworkAssignment
from practice.practices.queries import the_practice
from practice.protocols.actions import store_version
from practice.protocols.answers import labels
from practice.protocols.library import load_library
from practice.protocols.protocol import Exercise

PAGE, LOG = "hope-question", "exception-log"
PASSPHRASE = "four quiet words here"


@dataclass(frozen=True)
class Writer:
    """A client with an exercise. `handle`: a good sign-in; `counselor`: that of the counselor who leads the episode."""

    client_id: str
    assignment_id: str
    handle: str
    counselor: str
    login: str = ""

    @property
    def page(self) -> str:
        return f"/portal/homework/{self.assignment_id}"


def at_home(app: Flask, count: int) -> list[Writer]:
    """`count` clients, one exercise of text fields each, nothing written yet."""
    return _made(app, count, PAGE, "once", 0)


def with_log(app: Flask, entries: int) -> Writer:
    """A client with a daily log and this many entries sent, thirty a day."""
    return _made(app, 1, LOG, "daily", entries)[0]


def with_login(app: Flask, login: str) -> Writer:
    """A client who can sign in by name and PASSPHRASE."""
    return _made(app, 1, PAGE, "once", 0, login)[0]


def _made(app: Flask, count: int, exercise_id: str, frequency: str, entries: int, login: str = "") -> list[Writer]:
    with app.app_context():
        g.practice = the_practice()
        with everything("bench: clients at home", g.practice.id):
            number = db.session.scalar(select(func.count()).select_from(Counselor)) + 1000
            who, handle = made.counselor(number, clock.now())
            setting = _setting(who.id)
            found = [_writer(setting, number, exercise_id, frequency, entries, handle, login) for number in range(count)]
            db.session.commit()
        db.session.remove()
    return found


def _setting(counselor_id: str) -> rows.Setting:
    library = load_library()
    version = store_version(library[made.PROTOCOL], library.texts[made.PROTOCOL])
    return rows.Setting(counselor_id, version, library[made.PROTOCOL], clock.now(), random.Random(7))


def _writer(setting: rows.Setting, number: int, exercise_id: str, frequency: str, entries: int, counselor: str,
            login: str) -> Writer:  # fmt: skip
    case = rows.take_on(setting, number)
    rows.follow(case)
    phase, exercise = next((p, e) for p in setting.protocol.phases for e in p.exercises if e.id == exercise_id)
    given = HomeworkAssignment(
        **case.here, protocol_version_id=setting.version.id, phase_id=phase.id, exercise_id=exercise.id,
        title=exercise.client_title, frequency=frequency, opens_on=case.started.date(), agreed_by=setting.counselor_id,
        agreed_at=case.started)  # fmt: skip
    db.session.add(given)
    db.session.flush()
    handle = begin_sign_in("client", _way_in(case, login).id, given.practice_id, case.client_id)
    _send(case, given, exercise, entries)
    db.session.flush()
    return Writer(case.client_id, given.id, handle, counselor, login)


def _way_in(case: rows.Case, login: str) -> ClientLogin:
    """With a passphrase only where somebody signs in: one hash takes longer than all other rows of a client."""
    if login:
        row = set_client_login(case.client_id, login, PASSPHRASE)
    else:
        row = ClientLogin(client_id=case.client_id, login=f"bench-{new_id()}", passphrase_hash="none", created_at=case.started)
        db.session.add(row)
    db.session.flush()
    return row


def _send(case: rows.Case, given: HomeworkAssignment, exercise: Exercise, entries: int) -> None:
    texts = {field.id: rows.SAID for field in exercise.fields if field.kind == "text"}
    for number in range(entries):
        at = case.setting.now - timedelta(days=number // 30, minutes=number % 30)
        db.session.add(Entry(
            **case.here, assignment_id=given.id, exercise_id=exercise.id, occurrence=at.date().isoformat(), kind="answer",
            protocol_version_id=case.setting.version.id, labels=labels(exercise), answers=texts, sent_at=at,
            made_id=new_id(), sent_by=case.client_id,
        ))  # fmt: skip
