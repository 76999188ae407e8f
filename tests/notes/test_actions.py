"""Drafts, signing, additions: nothing is overwritten silently, nothing signed ever changes."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from practice import clock
from practice.access.scope import OutOfScope
from practice.db import db
from practice.episodes.actions import plan_session
from practice.notes import actions
from practice.notes.models import Addendum, ProgressNote
from practice.notes.queries import addenda_of, contacts_of, last_signed, note_of, notes_of, unsigned

BODY = {"better": "", "talked_about": "The kitchen on Sunday", "step": "One walk", "agreed": ""}


@pytest.fixture
def session(cast):
    with cast.acting(cast.alma):
        made = plan_session(cast.ash_episode.id, cast.ash.id, starts_at=clock.now() - timedelta(hours=1), by=cast.alma.id)
        db.session.commit()
        yield made


def save(session, by, version=0, **changes):
    return actions.save_note(session, body={**BODY, **changes}, safety={}, questions=[], version=version, by=by)


def test_a_draft_is_kept_and_found_again(cast, session):
    save(session, cast.alma.id)
    db.session.commit()
    note = note_of(session.id)
    assert note.body["talked_about"] == "The kitchen on Sunday" and note.version == 1 and note.safety is None
    assert [line.note_id for line in unsigned(cast.alma.id)] == [note.id]


def test_a_second_tab_does_not_overwrite(cast, session):
    save(session, cast.alma.id)
    save(session, cast.alma.id, version=1, talked_about="From the first tab")
    with pytest.raises(actions.ChangedMeanwhile) as clash:
        save(session, cast.alma.id, version=1, talked_about="From the second tab")
    assert clash.value.current.body["talked_about"] == "From the first tab"
    with pytest.raises(actions.ChangedMeanwhile):
        save(session, cast.alma.id, version=0)


def test_a_signed_note_never_changes(cast, session):
    note = save(session, cast.alma.id)
    actions.sign_note(note, by=cast.alma.id)
    db.session.commit()
    assert note.sha256 and note.signed_by == cast.alma.id
    with pytest.raises(actions.AlreadySigned):
        save(session, cast.alma.id, version=1)
    note.body = {"talked_about": "rewritten"}
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.flush()
    db.session.rollback()
    db.session.delete(note_of(session.id))
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.flush()
    db.session.rollback()


def test_an_empty_note_is_not_signed(cast, session):
    note = actions.save_note(session, body=dict.fromkeys(BODY, ""), safety={}, questions=[], version=0, by=cast.alma.id)
    with pytest.raises(actions.NothingWritten):
        actions.sign_note(note, by=cast.alma.id)


def test_additions_are_rows_of_their_own(cast, session):
    note = save(session, cast.alma.id)
    actions.sign_note(note, by=cast.alma.id)
    actions.add_addendum(note, "correction", "It was Saturday.", by=cast.alma.id)
    db.session.commit()
    assert [item.body for item in addenda_of(note.id)] == ["It was Saturday."]
    addendum = db.session.scalars(select(Addendum)).one()
    addendum.body = "no"
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.flush()
    db.session.rollback()
    with pytest.raises(actions.NothingWritten):
        actions.add_addendum(note, "addendum", "  ", by=cast.alma.id)


def test_who_covers_reads_and_a_stranger_finds_nothing(cast, session):
    note = save(session, cast.alma.id)
    actions.sign_note(note, by=cast.alma.id)
    db.session.commit()
    with cast.acting(cast.bo):
        assert [line.note_id for line in notes_of(cast.ash_episode.id)] == [note.id]
        assert last_signed(cast.ash_episode.id, clock.now()).body["step"] == "One walk"
    for stranger in (cast.cleo, cast.ash, cast.robin):
        with cast.acting(stranger):
            assert notes_of(cast.ash_episode.id) == [] and db.session.scalars(select(ProgressNote)).all() == []


def test_a_contact_is_signed_like_a_note(cast):
    with cast.acting(cast.alma):
        made = actions.write_contact(cast.ash_episode.id, cast.ash.id, kind="call", happened_on=clock.now().date(),
                                     with_whom="Ash", line="Asked for an earlier hour.", by=cast.alma.id)  # fmt: skip
        actions.sign_contact(made, by=cast.alma.id)
        db.session.commit()
        assert contacts_of(cast.ash_episode.id)[0].line == "Asked for an earlier hour."
        with pytest.raises(actions.AlreadySigned):
            actions.sign_contact(made, by=cast.alma.id)


def test_a_contact_sent_twice_is_one_and_is_signed_if_that_was_asked(cast):
    told = {"kind": "call", "happened_on": clock.now().date(), "with_whom": "Ash", "line": "Asked for an earlier hour."}
    with cast.acting(cast.alma):
        first, again, later = (
            actions.write_contact(cast.ash_episode.id, cast.ash.id, by=cast.alma.id, sign=sign, at=clock.now() + after, **told)
            for sign, after in ((False, timedelta()), (True, timedelta()), (False, timedelta(minutes=11))))  # fmt: skip
        assert first is again and first.signed_at and later.id != first.id
        db.session.rollback()


def test_the_private_page_is_kept_apart(cast, session):
    assert actions.save_process_note(session, " ", version=0, by=cast.alma.id) is None
    actions.save_process_note(session, "Ask in supervision.", version=0, by=cast.alma.id)
    db.session.commit()
    with pytest.raises(actions.ChangedMeanwhile):
        actions.save_process_note(session, "From an old tab", version=0, by=cast.alma.id)
    with cast.acting(cast.bo):
        with pytest.raises(OutOfScope):
            actions.save_process_note(session, "in Alma's name", version=0, by=cast.alma.id)
            db.session.flush()
        db.session.rollback()
