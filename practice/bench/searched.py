"""The figure of search: a rare word over a caseload of 10,000 notes, beside one pass that opens each of them."""

import random
from statistics import median

from flask import Flask, g

from practice import clock
from practice.access.scope import CounselorScope, acting_as, everything
from practice.bench import made as practice_made
from practice.bench import rows
from practice.bench.calling import caller, cookies_of
from practice.bench.figure import Figure
from practice.bench.made import PROTOCOL, Made
from practice.bench.timing import seconds
from practice.db import db
from practice.notes.models import ProgressNote
from practice.practices.queries import the_practice
from practice.protocols.actions import store_version
from practice.protocols.library import load_library
from practice.vault import open_field

NOTES, EACH, LIMIT, LINEAR = 10_000, 500, 1.8, 2.4
RARE = "heron"
ROUNDS = 7


def search(made: Made, notes: int = NOTES) -> list[Figure]:
    """CPU of the page that finds one note among all, over CPU of the pass; and over the same among half as many."""
    costs = {}
    for count in (notes // 2, notes):
        counselor_id, practice_id, handle = with_notes(made.app, count)
        page = caller(made.app, f"/search?q={RARE}", cookies=cookies_of(made.app, handle))
        found = page().body.count(b"<mark>")
        passes = [_pass(made.app, CounselorScope(practice_id, counselor_id)) for _ in range(ROUNDS)]
        costs[count] = median(seconds(page) for _ in range(ROUNDS)), median(passes)
    (half, _), (whole, one_pass) = costs.values()
    trouble = "" if found == 1 else f"{found} found instead of one."
    note = f"{whole / notes * 1e6:.0f} microseconds for a note; the pass alone {one_pass * 1000:.0f} ms"
    return [
        Figure(f"search-{notes}", round(whole / one_pass, 2), "x one pass", LIMIT, cpu_ms=round(whole * 1000, 1), note=note,
               trouble=trouble),
        Figure(f"search-{notes}-over-half", round(whole / half, 2), "x half as many", LINEAR),
    ]  # fmt: skip


def _pass(app: Flask, scope: CounselorScope) -> float:
    """Opens every note of the caseload, one after the other, and looks at nothing."""
    columns = db.select(ProgressNote.id, ProgressNote.practice_id, ProgressNote.body_blob)

    def each() -> None:
        for row_id, practice_id, blob in db.session.execute(columns, execution_options={"yield_per": 500}):
            open_field(ProgressNote, "body", practice_id, row_id, blob)

    with app.app_context(), acting_as(scope):
        return seconds(each)


def with_notes(app: Flask, count: int) -> tuple[str, str, str]:
    """(counselor, practice, a good sign-in) of somebody whose clients have so many notes, one of them with the rare word."""
    now = clock.now()
    with app.app_context():
        g.practice = the_practice()
        with everything("bench: a caseload with many notes", g.practice.id):
            who, handle = practice_made.counselor(700 + count, now)
            protocol = load_library()[PROTOCOL]
            setting = rows.Setting(who.id, store_version(protocol, load_library().texts[PROTOCOL]), protocol, now, random.Random(70))
            for number in range(max(count // EACH, 1)):
                case = rows.take_on(setting, number)
                rows.meet(case, rows.follow(case), min(count, EACH), next_at=None, noted=True)
                db.session.flush()
            note = db.session.scalars(db.select(ProgressNote).where(
                ProgressNote.author_of == who.id, ProgressNote.signed_at.is_(None)).limit(1)).one()
            note.body = {**note.body, "better": f"On the way here they saw a {RARE}."}
            db.session.commit()
            found = who.id, who.practice_id, handle
        db.session.remove()
    return found
