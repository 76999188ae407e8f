"""Work outside a request: put down once, done by one, taken up again after a death, and told as a code."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock, jobs
from practice.access.scope import ClientScope, Everything, current
from practice.cli.carrier import carrier, look_around, run
from practice.db import db


@pytest.fixture
def kinds(monkeypatch):
    """Two kinds of work that write down what they were asked."""
    asked, declared = [], {}
    monkeypatch.setattr(jobs, "KINDS", declared)

    @jobs.own_job()
    def own(told, now):
        asked.append((told, current()))

    @jobs.system_job("a test looks at everything")
    def wide(told, now):
        asked.append((told, current()))
        if told.get("trouble"):
            raise jobs.Trouble("no-luck", final=told.get("final", False))
        if told.get("name"):
            raise ValueError(f"{told['name']} could not be reached")

    return asked


def put(cast, key="k", kind="wide", **told):
    fresh = jobs.enqueue(kind, key, told, practice_id=cast.practice.id, run_after=clock.now(), actor="client",
                         actor_id=cast.ash.id)  # fmt: skip
    db.session.commit()
    return fresh


def the_job():
    db.session.rollback()
    return db.session.scalars(select(jobs.Job)).one()


def waiting(at=None):
    db.session.rollback()
    found = jobs.waiting(at or clock.now())
    db.session.rollback()
    return found


def work(cast, job_id):
    db.session.rollback()
    return run(cast.app, job_id)


def test_the_same_work_is_put_down_once(cast, kinds):
    assert put(cast) and not put(cast)
    assert len(waiting()) == 1
    with pytest.raises(KeyError):
        put(cast, kind="unknown")


def test_work_runs_in_its_actors_scope_or_with_its_reason(cast, kinds):
    put(cast, "own", "own"), put(cast, "wide", "wide")
    for job_id in waiting():
        assert work(cast, job_id)
    scopes = {type(scope): scope for _told, scope in kinds}
    assert scopes[ClientScope] == ClientScope(cast.practice.id, cast.ash.id)
    assert scopes[Everything].reason == "a test looks at everything" and waiting() == []


def test_a_message_that_comes_twice_or_too_late_does_nothing(cast, kinds):
    put(cast)
    (job_id,) = waiting()
    assert work(cast, job_id) and not work(cast, job_id) and not work(cast, "0" * 32)
    assert len(kinds) == 1


def test_what_is_for_later_waits(cast, kinds):
    jobs.enqueue("wide", "later", {}, practice_id=cast.practice.id, run_after=clock.now() + timedelta(hours=1))
    db.session.commit()
    assert waiting() == [] and len(waiting(clock.now() + timedelta(hours=2))) == 1


def test_only_one_of_many_workers_claims_it(cast, kinds):
    put(cast)
    (job_id,), got, ready = waiting(), [], threading.Barrier(6)

    def try_it():
        ready.wait()
        got.append(run(cast.app, job_id))

    threads = [threading.Thread(target=try_it) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join(60) for thread in threads]
    assert sorted(got) == [False] * 5 + [True] and len(kinds) == 1


def test_trouble_rests_comes_back_and_is_left_after_three_tries(cast, kinds):
    put(cast, trouble=True)
    later = clock.now()
    for tries in (1, 2, 3):
        db.session.rollback()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "now", lambda moment=later: moment)
            (job_id,) = waiting()
            assert work(cast, job_id)
        assert the_job().tries == tries and the_job().trouble == "no-luck"
        later += jobs.REST * 5
    assert waiting(later) == []
    assert [row[:2] for row in jobs.left_undone(cast.practice.id, later)] == [("wide", "no-luck")]


def test_what_is_final_is_not_tried_again(cast, kinds):
    put(cast, trouble=True, final=True)
    work(cast, waiting()[0])
    assert the_job().done_at is not None and the_job().trouble == "no-luck"


def test_an_error_is_kept_as_its_kind_and_never_its_words(cast, kinds, caplog):
    put(cast, name="Ash Field")
    work(cast, waiting()[0])
    assert the_job().trouble == "ValueError" and "Ash" not in caplog.text


def test_a_claim_left_behind_is_taken_up_again_and_the_dead_ones_result_does_not_count(cast, kinds):
    put(cast)
    (job_id,), now = waiting(), clock.now()
    assert jobs.claim(job_id, now).tries == 1
    db.session.commit()
    assert waiting() == [] and waiting(now + jobs.LOST / 2) == []
    late = now + jobs.LOST + timedelta(seconds=1)
    assert waiting(late) == [job_id] and jobs.claim(job_id, late).tries == 2
    assert not jobs.done(job_id, 1, late) and not jobs.failed(job_id, 1, "late", late) and jobs.done(job_id, 2, late)


def test_workers_that_die_each_time_are_told(cast, kinds):
    put(cast)
    (job_id,), now = waiting(), clock.now()
    for _ in range(jobs.MOST_TRIES):
        assert jobs.claim(job_id, now)
        db.session.commit()
        now += jobs.LOST + timedelta(seconds=1)
    assert waiting(now) == [] and jobs.claim(job_id, now) is None
    assert [row[:2] for row in jobs.left_undone(cast.practice.id, now)] == [("wide", None)]


def test_each_minute_every_kind_that_looks_for_itself_is_asked_and_one_in_trouble_stops_no_other(cast, kinds):
    asked = []

    @jobs.system_job("looks and stumbles", each_minute=True)
    def stumbling(now):
        raise RuntimeError("Ash Field")

    @jobs.system_job("looks", each_minute=True)
    def looking(now):
        asked.append(current().practice_id)

    put(cast)
    db.session.rollback()
    assert look_around(cast.app) == waiting() and asked == [cast.practice.id]


@pytest.mark.sqlite
def test_the_carrier_knows_ids_alone_and_losing_it_loses_nothing(cast, kinds):
    put(cast, name="Ash Field")
    db.session.rollback()
    huey, file = carrier(cast.app), cast.app.config["DATA_DIR"] / "queue.db"
    huey.wake.call_local()
    assert len(huey) == 1
    message = huey.dequeue()
    assert message.args == (waiting()[0],) and b"Ash" not in file.read_bytes()
    huey.storage.close()
    for left in file.parent.glob("queue.db*"):
        left.unlink()
    again = carrier(cast.app)
    again.wake.call_local()
    again.execute(again.dequeue())
    assert len(kinds) == 1
