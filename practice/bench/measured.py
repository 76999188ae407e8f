"""The figure of a client's measures: twelve instruments, sixty occasions each, every one with its small picture."""

import random
from datetime import timedelta

from flask import Flask, g
from sqlalchemy import func, select

from practice import clock
from practice.access.scope import everything
from practice.accounts.models import Counselor
from practice.bench import made as practice_made
from practice.bench import rows
from practice.bench.calling import caller, cookies_of, hello
from practice.bench.counting import counted
from practice.bench.figure import Figure
from practice.bench.made import PROTOCOL, Made
from practice.bench.timing import timed
from practice.db import db, new_id
from practice.measures.actions import version_for
from practice.measures.library import load_measures
from practice.measures.measure import Measure
from practice.measures.models import Administration
from practice.measures.scoring import ENGINE, score
from practice.practices.queries import the_practice
from practice.protocols.actions import store_version
from practice.protocols.library import load_library

KEYS = ("phq9", "gad7", "phq4", "csi4", "csi16", "core10", "pcptsd5", "scssf", "k10", "who5", "dass21", "pcl5")
TIMES, LIMIT = 60, 40


def client(made: Made, rounds: int) -> list[Figure]:
    """The page of one client's measures, as its counselor opens it."""
    handle, path = with_measures(made.app)
    page = caller(made.app, path, cookies=cookies_of(made.app, handle))
    page()
    with counted(made.app) as asked:
        told = page()
    time, shown = timed(page, caller(hello(), "/"), rounds), told.body.count(b'class="spark small-chart"')
    return [Figure("client-12-measures", time.ratio, limit=LIMIT, cpu_ms=time.page_ms, hello_cpu_ms=time.hello_ms,
                   queries=len(asked.page), note=f"{len(KEYS)} measures x {TIMES} occasions, {shown} pictures, {len(asked.page)} queries",
                   trouble="" if shown >= len(KEYS) else "a measure is missing on the page.")]  # fmt: skip


def with_measures(app: Flask, keys: tuple[str, ...] = KEYS, times: int = TIMES) -> tuple[str, str]:
    """(a good sign-in, the address) of a client who gave each of `keys` so many times, a week apart."""
    now = clock.now()
    with app.app_context():
        g.practice = the_practice()
        with everything("bench: a client with measures", g.practice.id):
            who, handle = practice_made.counselor(500 + db.session.scalar(select(func.count()).select_from(Counselor)), now)
            protocol = load_library()[PROTOCOL]
            version = store_version(protocol, load_library().texts[PROTOCOL])
            case = rows.take_on(rows.Setting(who.id, version, protocol, now, random.Random(12)), 5)
            for key in keys:
                given(case, load_measures()[key], version_for(key).id, times)
            db.session.commit()
        db.session.remove()
    return handle, f"/episodes/{case.episode_id}/measures/{case.client_id}"


def given(case: rows.Case, measure: Measure, version_id: str, times: int) -> None:
    setting = case.setting
    for ago in range(times):
        at = setting.now - timedelta(days=7 * (times - ago))
        answers = {item.n: setting.chance.choice(item.scale.points).value for item in measure.items}
        db.session.add(Administration(
            **case.here, version_id=version_id, measure_key=measure.key, way="session", made_id=new_id(), given_on=at.date(),
            began_at=at, finished_at=at, given_by=setting.counselor_id, answers={str(n): value for n, value in answers.items()},
            scores=score(measure, answers).scores, engine=ENGINE))  # fmt: skip
