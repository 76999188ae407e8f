"""Carrying work: Huey brings the id of a job to whoever is free, and wakes each minute. The job's row stays the truth."""

import logging

from flask import Flask, g
from huey import SqliteHuey, crontab
from sqlalchemy import select

from practice import clock, jobs
from practice.access.scope import ClientScope, CounselorScope, Everything, Scope, acting_as, everything
from practice.accounts.models import Counselor
from practice.db import db
from practice.practices.queries import the_practice

log = logging.getLogger("attune.worker")


def carrier(app: Flask) -> SqliteHuey:
    """A Huey in a file of its own in the data folder, so that its writing never waits for clinical rows. It carries ids
    alone. Losing the file loses nothing: what waits is found in the job table each minute."""
    huey = SqliteHuey("attune", filename=str(app.config["DATA_DIR"] / "queue.db"), timeout=30, fsync=True, results=False)

    @huey.task(name="work")
    def work(job_id: str) -> None:
        run(app, job_id)

    @huey.periodic_task(crontab(minute="*"), name="wake")
    def wake() -> None:
        for job_id in look_around(app):
            work(job_id)

    huey.wake = wake
    return huey


def look_around(app: Flask) -> list[str]:
    """What happens each minute: every kind of work that looks for itself is asked, then the ids of all that waits."""
    with app.app_context():
        _settle_in()
        if g.practice is None:
            return []
        for name, kind in jobs.KINDS.items():
            if kind.each_minute:
                _ask(name, kind)
        return jobs.waiting(clock.now())


def run(app: Flask, job_id: str) -> bool:
    """Works on one job, if nobody else does: True when it was claimed here. What goes wrong in it becomes a code."""
    with app.app_context():
        _settle_in()
        job = jobs.claim(job_id, clock.now())
        if job is None:
            db.session.rollback()
            return False
        tries, kind = job.tries, job.kind
        db.session.commit()  # from here on nobody else takes it, even if this process dies
        trouble = _done(job)
        if trouble is None:
            jobs.done(job_id, tries, clock.now())
        else:
            log.warning("job %s (%s): %s", job_id, kind, trouble.code)
            jobs.failed(job_id, tries, trouble.code, clock.now(), final=trouble.final)
        db.session.commit()
    return True


def _settle_in() -> None:
    g.practice, g.language = the_practice(), "en"


def _scope(job: jobs.Job) -> Scope:
    """What the work may see: everything for a declared system job, else what its actor may see at this moment."""
    reason = jobs.KINDS[job.kind].reason
    if reason is not None:
        return Everything(reason, job.practice_id)
    if job.actor == "counselor":  # their own caseload, as it is by then; not what they only supervise
        if db.session.scalar(select(Counselor.disabled_at).where(Counselor.id == job.actor_id)):
            raise jobs.Trouble("gone", final=True)  # whoever has left sends nothing any more
        return CounselorScope(job.practice_id, job.actor_id)
    if job.actor != "client":
        raise ValueError(f"nobody has said how work of a {job.actor} runs")
    return ClientScope(job.practice_id, job.actor_id)


def _done(job: jobs.Job) -> jobs.Trouble | None:
    try:
        told, run_it = job.told, jobs.KINDS[job.kind].run
        with acting_as(_scope(job)):
            run_it(told, clock.now())
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        # The words of an error may hold an address or a name: only its kind is kept.
        return error if isinstance(error, jobs.Trouble) else jobs.Trouble(type(error).__name__)
    return None


def _ask(name: str, kind: jobs.Declared) -> None:
    try:
        with everything(kind.reason, g.practice.id):
            kind.run(clock.now())
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        log.warning("%s: %s", name, type(error).__name__)
