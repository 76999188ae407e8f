"""Two presses at the same moment: nothing is written over, nothing is made twice, and neither ends in a fault."""

import threading
from contextlib import suppress

import pytest
from sqlalchemy import select

from practice.access.door import find
from practice.access.scope import CounselorScope, acting_as
from practice.db import db
from practice.episodes.models import TherapySession
from practice.notes import actions
from practice.notes.models import Contact, ProgressNote
from practice.notes.queries import note_of
from practice.planning.queries import plan_of
from practice.planning.typed import Row, Typed
from practice.workspace.actions import begin_note, keep_plan
from tests.notes.meetings import BODY, met

TWICE = 2


def at_once(cast, look, deed) -> list[str]:
    """What the same deed came to in two transactions that both looked before either wrote. SQLite lets one in after the
    other; the wait is then over after a moment."""
    practice, who, ready, found = cast.practice.id, cast.alma.id, threading.Barrier(TWICE), []
    db.session.commit()

    def work(number: int) -> None:
        with cast.app.app_context(), acting_as(CounselorScope(practice, who)):
            seen = look()
            with suppress(threading.BrokenBarrierError):
                ready.wait(1)
            try:
                deed(seen, number)
                db.session.commit()
                found.append("kept")
            except Exception as problem:
                db.session.rollback()
                found.append(type(problem).__name__)
            db.session.remove()

    threads = [threading.Thread(target=work, args=[number]) for number in range(TWICE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(found)


@pytest.fixture
def session_id(cast):
    return met(cast).id


def opened(session_id):
    """The meeting and its note, read as a page reads them before it writes."""
    return find(TherapySession, session_id), note_of(session_id)


def test_of_two_tabs_one_is_told_and_no_word_is_written_over(cast, session_id):
    with cast.acting(cast.alma):
        actions.save_note(find(TherapySession, session_id), body=BODY, safety={}, questions=[], version=0, by=cast.alma.id)
    by = cast.alma.id

    def save(seen, number):
        actions.save_note(seen[0], body={"talked_about": f"tab {number}"}, safety={}, questions=[], version=1, by=by)
        assert seen[1].version == 2

    assert at_once(cast, lambda: opened(session_id), save) == ["ChangedMeanwhile", "kept"]
    with cast.acting(cast.alma):
        assert note_of(session_id).version == 2


def test_a_note_is_begun_once(cast, session_id):
    by, plan = cast.alma.id, Typed(rows=(Row("Check in ", "10 min"),))

    def begin(seen, _number):
        keep_plan(seen[0], plan, by=by)
        begin_note(seen[0], by=by)

    assert at_once(cast, lambda: opened(session_id), begin) == ["kept", "kept"]
    with cast.acting(cast.alma):
        assert len(db.session.scalars(select(ProgressNote)).all()) == 1
        assert plan_of(session_id, cast.ash.id).items == [{"words": "Check in", "minutes": 10}]


def test_a_contact_is_signed_by_one_press_alone(cast):
    told = {"kind": "call", "happened_on": met(cast).starts_at.date(), "with_whom": "", "line": "Asked for an earlier hour."}
    episode, client, by = cast.ash_episode.id, cast.ash.id, cast.alma.id
    assert at_once(cast, lambda: None, lambda _seen, _n: actions.write_contact(episode, client, by=by, **told)) == ["kept", "kept"]
    with cast.acting(cast.alma):
        contact = db.session.scalars(select(Contact)).one().id
    sign = at_once(cast, lambda: find(Contact, contact), lambda row, _n: actions.sign_contact(row, by=by))
    assert sign == ["AlreadySigned", "kept"]
