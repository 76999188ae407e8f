"""Two workers, one of them killed with -9: every message goes out at most once, and all that nobody died over exactly once."""

import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from practice import clock, jobs
from practice.access.scope import everything
from practice.clients.models import ReminderSent
from practice.db import db
from practice.episodes.actions import begin_course, take_on_client
from practice.homework.actions import assign, wish
from practice.protocols.library import load_library
from tests.ground.mailbox import mailbox, until
from tests.homework.given import today
from tests.house import tree

PEOPLE = 8
# Runs the one job that waits and dies at a chosen place: `before` or `after` the day is claimed.
DYING = """
import os, signal, sys
from pathlib import Path
from practice import create_app, mail
from practice.cli import carrier
from practice.homework.actions import reminding
app = create_app(Path(sys.argv[1]), database_url=os.environ.get("DATABASE_URL"))
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "before":
    reminding.something_waits = lambda *_: True
    jobs = carrier.look_around(app)
    reminding._claim = die
else:
    jobs = carrier.look_around(app)
    mail.send = die
carrier.run(app, jobs[0])
"""


@pytest.fixture
def box():
    with mailbox() as found:
        yield found


def reminded(cast, number):
    """Somebody in care who wrote nothing yet today and wants to be reminded at any hour."""
    library = load_library()
    key = "narrative-attachment"
    with cast.acting(cast.alma):
        episode, client = take_on_client(by=cast.alma.id, on=today(), person={"display_name": f"Person {number}"})
        course = begin_course(episode, protocol=library[key], source=library.texts[key], flavour=None, first_phase=None,
                              started_on=today(), by=cast.alma.id, counselor_scope="therapist", credentials=())
        assign(episode.id, client.id, protocol=library[key], version_id=course.protocol_version_id, course_id=course.id,
               phase_id="collaborate", exercise_id="hope-question", flavour=None, cycle=1, frequency="once",
               opens_on=today(), by=cast.alma.id)
    with everything("a way in for somebody new", cast.practice.id):
        from practice.accounts.actions import set_client_login

        set_client_login(client.id, f"person{number}", "quiet-lantern-river-maple", practice_id=cast.practice.id)
    with cast.acting(client):
        wish(client.id, email=f"person{number}@example.org", from_hour=0, to_hour=24)
    db.session.commit()
    return client.id


def environment(cast, box):
    url = cast.app.config["DATABASE_URL"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ATTUNE", "DATABASE_URL"))}
    return kept | box.settings() | ({} if url.startswith("sqlite") else {"DATABASE_URL": url})


@contextmanager
def workers(cast, box, number):
    db.session.rollback()
    command = [sys.executable, "-m", "practice", "--data", str(cast.app.config["DATA_DIR"]), "worker"]
    found = [subprocess.Popen(command, cwd=tree.ROOT, env=environment(cast, box), stderr=subprocess.PIPE) for _ in range(number)]
    try:
        yield found
    finally:
        for process in found:
            process.kill()
            process.wait()
            process.stderr.close()


def all_done(cast):
    db.session.rollback()
    found = list(db.session.scalars(select(jobs.Job.done_at)))
    db.session.rollback()  # a look outside a request holds the writer's lock on SQLite
    return found and all(found)


def counted(box):
    return Counter(message["To"] for message in box.received)


def days(cast):
    db.session.rollback()
    with everything("what went out", cast.practice.id):
        found = db.session.execute(select(ReminderSent.client_id, ReminderSent.on_date)).all()
    db.session.rollback()
    return found


def let_the_claims_grow_old(cast):
    db.session.rollback()
    db.session.execute(update(jobs.Job).where(jobs.Job.done_at.is_(None)).values(
        begun_at=clock.now() - jobs.LOST - timedelta(seconds=1)))
    db.session.commit()


@pytest.mark.slow
def test_two_workers_and_one_killed_in_between(cast, box):
    for number in range(PEOPLE):
        reminded(cast, number)
    box.pause = 0.4
    with workers(cast, box, 2) as (first, second):
        assert until(lambda: box.arriving >= 3, 60)
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert until(lambda: len(box.received) >= PEOPLE - 1, 60)
        second.send_signal(signal.SIGTERM)
        assert second.wait(30) == 0
        assert b"example.org" not in second.stderr.read()
    let_the_claims_grow_old(cast)
    with workers(cast, box, 1):
        assert until(lambda: all_done(cast), 60)
    sent = counted(box)
    assert set(sent.values()) == {1} and len(sent) >= PEOPLE - 1, "at most once each; only the one under way may be missing"
    assert len(days(cast)) == PEOPLE


@pytest.mark.parametrize(("place", "messages"), [("before", 1), ("after", 0)])
def test_killed_before_or_after_the_day_is_claimed(cast, box, place, messages):
    reminded(cast, 1)
    db.session.rollback()
    died = subprocess.run([sys.executable, "-c", DYING, str(cast.app.config["DATA_DIR"]), place], cwd=tree.ROOT, timeout=60,
                          env=environment(cast, box), capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert len(days(cast)) == 1 - messages
    let_the_claims_grow_old(cast)
    with workers(cast, box, 1):
        assert until(lambda: all_done(cast), 60)
    assert len(box.received) == messages and len(days(cast)) == 1


@pytest.mark.slow
def test_the_servers_own_worker_ends_with_it_however_it_ends(cast, box):
    reminded(cast, 1)
    db.session.rollback()
    command = [sys.executable, "-m", "practice", "--data", str(cast.app.config["DATA_DIR"]), "serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=tree.ROOT, env=environment(cast, box), stdout=subprocess.DEVNULL)
    try:
        assert until(lambda: len(box.received) == 1, 60)
        (worker,) = children(server.pid, "--beside")
        server.kill()
        server.wait()
        assert until(lambda: not alive(worker), 30)
    finally:
        if server.poll() is None:
            server.kill()


def children(pid, word):
    found = subprocess.run(["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in found.splitlines() if word in line]


def alive(pid):
    with open(f"/proc/{pid}/stat") if os.path.exists(f"/proc/{pid}/stat") else open(os.devnull) as file:
        return file.read().rpartition(")")[2].split()[:1] not in ([], ["Z"])
