"""Signed means signed: what is kept with it, what never changes, and what may come later."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from practice import clock
from practice.accounts.actions import record_credential
from practice.db import db
from practice.notes import actions, digest
from practice.notes.models import Addendum, NoteVersion, ProgressNote
from practice.notes.queries import addenda_of, last_signed, notes_of
from practice.planning.queries import prep_sheet
from tests.notes.meetings import BODY, met, signed


@pytest.fixture
def acting(cast):
    with cast.acting(cast.alma):
        yield


def note_again(note_id):
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(ProgressNote).where(ProgressNote.id == note_id)).one()


def test_what_is_kept_with_a_signature(cast, acting):
    record_credential(cast.alma, "emdr", "EMDR II", clock.now().date() - timedelta(days=9), cast.alma.id)
    session = met(cast)
    note = note_again(signed(cast).id)
    assert (note.signed_name, note.signed_credential, note.signed_zone) == ("Alma", "EMDR II", "Europe/Berlin")
    assert note.sha256 == digest.of_note(note) and note.labels["title"] and note.labels[digest.HAPPENED]
    assert db.session.scalars(select(NoteVersion).where(NoteVersion.note_id == note.id)).all()[-1].kind == "signed"
    assert session.id != note.session_id


COLUMNS = [name for name in ProgressNote.__table__.columns.keys() if name not in ("id", "practice_id")]  # noqa: SIM118


@pytest.mark.parametrize("column", COLUMNS)
def test_the_database_refuses_every_column_of_a_signed_note(cast, acting, column):
    note = signed(cast)
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(update(ProgressNote).where(ProgressNote.id == note.id)
                           .values({column: getattr(ProgressNote, column)}))  # fmt: skip
    db.session.rollback()


def test_what_happens_ahead_is_not_signed(cast, acting):
    session = met(cast, ago=timedelta(days=-2))
    note = actions.save_note(session, body=BODY, safety={}, questions=[], version=0, by=cast.alma.id)
    with pytest.raises(actions.NotYet):
        actions.sign_note(note, by=cast.alma.id)
    assert note.signed_at is None and note.signed_name is None
    actions.sign_note(note, by=cast.alma.id, at=clock.now() + timedelta(days=2))


def test_a_meeting_moved_later_does_not_break_the_seal(cast, acting):
    note = signed(cast)
    from practice.episodes.models import TherapySession

    session = db.session.scalars(select(TherapySession).where(TherapySession.id == note.session_id)).one()
    session.starts_at -= timedelta(days=3)
    db.session.commit()
    note = note_again(note.id)
    assert note.sha256 == digest.of_note(note)
    assert not notes_of(note.episode_id)[0].late  # it goes by the time it was signed with


def test_signed_days_later_is_late(cast, acting):
    signed(cast, ago=timedelta(days=3))
    signed(cast, ago=timedelta(hours=23))
    assert [line.late for line in notes_of(cast.ash_episode.id)] == [False, True]


def test_later_words_are_signed_and_their_digest_holds(cast, acting):
    note = signed(cast)
    before = clock.now() - timedelta(days=2)
    actions.add_addendum(note, "late-entry", "They called before.", happened_at=before, by=cast.alma.id)
    actions.add_addendum(note, "correction", "It was Saturday.", passage="on Sunday", by=cast.alma.id)
    db.session.commit()
    late, correction = addenda_of(note.id)
    assert late.happened_at == before and late.written_at > before
    assert correction.body.startswith("> on Sunday") and correction.signed_name == "Alma" and correction.signed_zone
    for item in (late, correction):
        assert item.sha256 == digest.of_addendum(item.kind, item.body, note.id, item.happened_at, item.written_at)


def test_a_late_entry_lies_in_the_past_and_a_passage_in_the_note(cast, acting):
    note = signed(cast)
    with pytest.raises(actions.NotYet):
        actions.add_addendum(note, "late-entry", "x", happened_at=clock.now() + timedelta(days=1), by=cast.alma.id)
    with pytest.raises(actions.NotInTheNote):
        actions.add_addendum(note, "correction", "x", passage="on Monday", by=cast.alma.id)


def test_the_same_words_sent_twice_are_one_addition(cast, acting):
    note = signed(cast)
    for _press in range(2):
        actions.add_addendum(note, "addendum", "Later thought", by=cast.alma.id)
        db.session.commit()
    actions.add_addendum(note, "addendum", "Another", by=cast.alma.id)
    assert [item.body for item in addenda_of(note.id)] == ["Later thought", "Another"]


def test_a_note_that_was_taken_back_is_read_but_used_by_nothing(cast, acting):
    first, ahead = signed(cast, ago=timedelta(days=9)), met(cast, ago=timedelta(days=-1))
    note = signed(cast, ago=timedelta(days=2))
    assert last_signed(cast.ash_episode.id, clock.now()).note_id == note.id
    actions.add_addendum(note, "retraction", "Written for somebody else.", by=cast.alma.id)
    db.session.commit()
    assert last_signed(cast.ash_episode.id, clock.now()).note_id == first.id
    assert [line.struck for line in notes_of(cast.ash_episode.id)] == [True, False]
    with pytest.raises(actions.AlreadyRetracted):
        actions.add_addendum(note, "retraction", "Again", by=cast.alma.id)
    actions.add_addendum(note, "addendum", "Where it belongs now", by=cast.alma.id)
    actions.add_addendum(first, "retraction", "Neither.", by=cast.alma.id)
    db.session.commit()
    assert not prep_sheet(ahead, clock.now().date()).promised


def test_an_addition_is_never_changed(cast, acting):
    actions.add_addendum(signed(cast), "retraction", "Why", by=cast.alma.id)
    db.session.commit()
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(update(Addendum).values(kind="addendum"))
    db.session.rollback()


def test_a_contact_of_tomorrow_is_not_written_down(cast, acting):
    with pytest.raises(actions.NotYet):
        actions.write_contact(cast.ash_episode.id, cast.ash.id, kind="call", happened_on=clock.now().date() + timedelta(days=2),
                              with_whom="", line="x", by=cast.alma.id)  # fmt: skip
