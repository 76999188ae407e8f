"""A generated practice in a temporary folder: encrypted SQLite, caseloads of several sizes, long and short episodes."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask, g
from sqlalchemy import select

from practice import clock, create_app
from practice.access.scope import everything
from practice.accounts.actions import begin_sign_in
from practice.accounts.models import Counselor
from practice.bench import rows
from practice.cli.migrate import bring_up_to_date
from practice.db import db, new_id
from practice.episodes.models import TherapySession
from practice.practices.models import Practice
from practice.practices.queries import the_practice
from practice.protocols.actions import store_version
from practice.protocols.library import load_library

PROTOCOL, ZONE = "narrative-attachment", "Europe/Berlin"


@dataclass(frozen=True)
class Sizes:
    """How much is made: clients per caseload, ratings of each client, sessions of each long episode; clients at home who
    write at once and for how many seconds, entries of a long log."""

    caseloads: tuple[int, ...] = (200, 20, 1)
    ratings: int = 500
    episodes: tuple[int, ...] = (500, 20)
    portal: int = 200
    log: int = 1000
    seconds: float = 60

    @property
    def largest(self) -> int:
        return max(self.caseloads)


@dataclass(frozen=True)
class Made:
    """The generated practice. `handles`: a good sign-in per caseload; `episodes`: (handle, episode) per length."""

    app: Flask
    sizes: Sizes
    handles: dict[int, str]
    episodes: dict[int, tuple[str, str]]
    draft: tuple[str, str]  # a sign-in and a session whose note is still to be written


@contextmanager
def practice(sizes: Sizes) -> Iterator[Made]:
    """The practice while it is needed; folder, key and connections are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        app = create_app(Path(folder) / "data", database_url=f"sqlite:///{Path(folder) / 'data' / 'attune.db'}")
        bring_up_to_date(app)
        try:
            yield fill(app, sizes)
        finally:
            with app.app_context():
                db.engine.dispose()


def fill(app: Flask, sizes: Sizes) -> Made:
    """A migrated, empty database becomes the practice of these sizes."""
    now = clock.now()
    with app.app_context():
        db.session.add(_practice(now))
        db.session.commit()
        g.practice = the_practice()
        handles, episodes = {}, {}
        with everything("bench: a practice to measure on", g.practice.id):
            protocol, source = load_library()[PROTOCOL], load_library().texts[PROTOCOL]
            version = store_version(protocol, source)
            for number, size in enumerate(dict.fromkeys((*sizes.caseloads, *sizes.episodes))):
                who, handle = counselor(number, now)
                setting = rows.Setting(who.id, version, protocol, now, random.Random(size))
                if size in sizes.caseloads:
                    _caseload(setting, size, sizes.ratings if size == sizes.largest else 12)
                    handles[size] = handle
                if size in sizes.episodes:
                    who, handle = counselor(number + 100, now)
                    setting = rows.Setting(who.id, version, protocol, now, random.Random(size))
                    episodes[size] = handle, _episode(setting, size)
            db.session.commit()
            draft = episodes[min(episodes)][0], _unwritten(episodes[min(episodes)][1])
        db.session.remove()
    return Made(app, sizes, handles, episodes, draft)


def _unwritten(episode_id: str) -> str:
    """The session that is still to come."""
    return db.session.scalars(select(TherapySession.id).where(TherapySession.episode_id == episode_id)
                              .order_by(TherapySession.starts_at.desc()).limit(1)).one()  # fmt: skip


def _practice(now: datetime) -> Practice:
    return Practice(
        id=new_id(), name="Bench", zone=ZONE, languages=["en"], letterhead="Bench\n1 Quay",
        crisis_contacts=[{"name": "Emergency", "number": "112", "hours": "always"}], monitored_words="On Mondays.",
        flag_answerer="Bench", flag_hours="9-17", exit_url="https://example.org/", retention="Ten years",
        retention_years=10, set_up_at=now,
    )  # fmt: skip


def counselor(number: int, now: datetime) -> tuple[Counselor, str]:
    """Somebody who is signed in. No passphrase opens this account."""
    row = Counselor(display_name=f"Counselor {number}", login=f"bench-{number}", passphrase_hash="none", scope="therapist",
                    roles=["counselor"], language="en", created_at=now)  # fmt: skip
    db.session.add(row)
    return row, begin_sign_in("counselor", row.id, row.practice_id, row.id)


def _caseload(setting: rows.Setting, size: int, ratings: int) -> None:
    """`size` clients: sessions on most days ahead (eight of them today), something to read from every sixth."""
    today = clock.today(ZONE, setting.now)
    for number in range(size):
        case = rows.take_on(setting, number)
        state = rows.follow(case)
        rows.rate(case, state, ratings)
        later = setting.now + timedelta(days=1 + number % 14) if number % 5 else None
        next_at = clock.at(today, 9 + number, 0, ZONE) if number < 8 else later
        rows.meet(case, state, 2, next_at=next_at, noted=True, draft=number < 8)
        rows.send(case, state, 1 if number % 6 == 0 else 0)
        db.session.flush()
        db.session.expunge_all()


def _episode(setting: rows.Setting, sessions: int) -> str:
    """One long episode: every session with a note, 60 ratings, homework."""
    case = rows.take_on(setting, 3)
    state = rows.follow(case)
    rows.rate(case, state, 60)
    rows.meet(case, state, sessions, next_at=setting.now + timedelta(days=2), noted=True)
    rows.send(case, state, 3)
    db.session.flush()
    return case.episode_id
