"""The figure of the prep sheet: a client with 500 sessions, 5,000 entries, two measures and a plan."""

import random
from datetime import timedelta

from flask import Flask, g
from sqlalchemy import func, select

from practice import clock
from practice.access.scope import everything
from practice.accounts.models import Counselor
from practice.bench import made as practice_made
from practice.bench import measured, rows
from practice.bench.calling import caller, cookies_of, hello
from practice.bench.counting import counted
from practice.bench.figure import Figure
from practice.bench.made import PROTOCOL, Made
from practice.bench.timing import timed
from practice.db import db, new_id
from practice.episodes.models import TherapySession
from practice.homework.models import Entry, EntryReading, HomeworkAssignment
from practice.measures.actions import version_for
from practice.measures.library import load_measures
from practice.practices.queries import the_practice
from practice.protocols.actions import store_version
from practice.protocols.answers import labels
from practice.protocols.library import load_library

LIMIT, RATINGS, TIMES = 60, 500, 30
EACH, NEW = 10, 4  # entries for one session; the latest, which nobody has read


def sheet(made: Made, rounds: int) -> list[Figure]:
    """The sheet of the next meeting, as its counselor opens it; and how many statements it asks beside a short record."""
    sizes = sorted((min(made.sizes.episodes), max(made.sizes.episodes)))
    pages = [with_a_record(made.app, size) for size in sizes]
    counts = []
    for handle, path in pages:
        page = caller(made.app, path, cookies=cookies_of(made.app, handle))
        page()
        with counted(made.app) as asked:
            told = page()
        counts.append(len(asked.page))
    time, shown = timed(page, caller(hello(), "/"), rounds), told.body.count(b'class="voice"')
    steady = len(set(counts)) == 1
    note = f"{sizes[-1]} sessions, {sizes[-1] * EACH} entries, {RATINGS} ratings: {counts[-1]} statements, {len(told.body) / 1024:.0f} KB"
    return [Figure("prep-sheet", time.ratio, limit=LIMIT, cpu_ms=time.page_ms, hello_cpu_ms=time.hello_ms, queries=counts[-1],
                   note=note, trouble="" if shown and steady else f"{shown} quotes shown; statements: {counts}.")]  # fmt: skip


def with_a_record(app: Flask, sessions: int) -> tuple[str, str]:
    """(a good sign-in, the address of the next meeting's sheet) of a client who was met so often."""
    now = clock.now()
    with app.app_context():
        g.practice = the_practice()
        with everything("bench: a client with a long record", g.practice.id):
            who, handle = practice_made.counselor(600 + db.session.scalar(select(func.count()).select_from(Counselor)), now)
            protocol = load_library()[PROTOCOL]
            version = store_version(protocol, load_library().texts[PROTOCOL])
            case = rows.take_on(rows.Setting(who.id, version, protocol, now, random.Random(60)), 7)
            state = rows.follow(case)
            rows.rate(case, state, RATINGS)
            rows.meet(case, state, sessions, next_at=now + timedelta(days=2), noted=True)
            _send(case, sessions * EACH)
            for key in ("phq9", "gad7"):
                measured.given(case, load_measures()[key], version_for(key).id, TIMES)
            db.session.flush()
            meeting = db.session.scalars(select(TherapySession.id).where(TherapySession.episode_id == case.episode_id)
                                         .order_by(TherapySession.starts_at.desc()).limit(1)).one()  # fmt: skip
            db.session.commit()
        db.session.remove()
    return handle, f"/sessions/{meeting}/prep"


def _send(case: rows.Case, count: int) -> None:
    """A daily exercise, and `count` entries on it, four a day, ending an hour ago."""
    setting = case.setting
    phase = setting.protocol.phases[0]
    exercise = next(one for one in phase.exercises if one.respondent == "each")
    agreed = HomeworkAssignment(
        **case.here, protocol_version_id=setting.version.id, phase_id=phase.id, exercise_id=exercise.id,
        title=exercise.client_title, frequency="daily", opens_on=(setting.now - timedelta(days=count // 4 + 1)).date(),
        agreed_by=setting.counselor_id, agreed_at=case.started)  # fmt: skip
    text = next((field for field in exercise.fields if field.kind in ("text", "line")), exercise.fields[0])
    db.session.add(agreed)
    for ago in range(count):
        at = setting.now - timedelta(hours=1 + 6 * ago)
        entry = Entry(
            **case.here, assignment_id=agreed.id, exercise_id=exercise.id, occurrence=at.date().isoformat(), kind="answer",
            protocol_version_id=setting.version.id, labels=labels(exercise), answers={text.id: rows.SAID}, sent_at=at,
            made_id=new_id(), sent_by=case.client_id)  # fmt: skip
        db.session.add(entry)
        if ago >= NEW:
            db.session.add(EntryReading(**case.here, entry_id=entry.id, step="take-up" if ago == NEW else "read",
                                        by=setting.counselor_id, at=at))  # fmt: skip
