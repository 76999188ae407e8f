"""Drafts, their versions, another layout, the wrong client, one's own words."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from practice import clock
from practice.access.scope import OutOfScope
from practice.db import db
from practice.episodes.actions import plan_session
from practice.notes import actions
from practice.notes.models import NoteMove, NoteVersion
from practice.notes.queries import note_of, process_note_of

NOW = clock.now() - timedelta(hours=2)


@pytest.fixture
def alma(cast):
    with cast.acting(cast.alma):
        yield cast


def meeting(cast, episode=None, client=None, at=NOW):
    whose = None if client is False else (client or cast.ash).id
    made = plan_session((episode or cast.ash_episode).id, whose, starts_at=at, by=cast.alma.id)
    db.session.flush()
    return made


def save(cast, session, version, *, after=0, by=None, **more):
    body = more.pop("body", {"talked_about": f"words {version + 1}"})
    return actions.save_note(session, body=body, safety={}, questions=[], version=version, by=by or cast.alma.id,
                             at=NOW + timedelta(seconds=after), **more)  # fmt: skip


def kept(note):
    db.session.flush()
    rows = db.session.scalars(select(NoteVersion).where(NoteVersion.note_id == note.id).order_by(NoteVersion.number))
    return [(row.number, row.kind, row.words["body"]["talked_about"]) for row in rows]


def test_a_version_a_minute_and_never_a_word_lost_between(alma):
    session = meeting(alma)
    note = save(alma, session, 0)
    for version, after in ((1, 20), (2, 50)):
        save(alma, session, version, after=after)
    assert kept(note) == [(1, "draft", "words 1")]
    save(alma, session, 3, after=3600)  # what stood there an hour is kept before it is written over
    assert kept(note) == [(1, "draft", "words 1"), (2, "draft", "words 3"), (3, "draft", "words 4")]
    save(alma, session, 4, after=3601, keep="draft")
    assert kept(note)[-1] == (4, "draft", "words 5")
    save(alma, session, 5, after=3602, body={"talked_about": "words 5"}, keep="draft")
    assert len(kept(note)) == 4  # the same words twice are one version


def test_a_version_never_changes_in_the_database(alma):
    note = save(alma, meeting(alma), 0)
    db.session.flush()
    for statement in (update(NoteVersion).values(words_blob=b"x"), update(NoteVersion).values(number=9)):
        with pytest.raises(DBAPIError), db.session.begin_nested():
            db.session.execute(statement)
    with pytest.raises(DBAPIError), db.session.begin_nested():
        db.session.execute(text("DELETE FROM note_version"))
    assert kept(note)


def test_another_layout_keeps_every_word(alma):
    session = meeting(alma)
    note = save(alma, session, 0, format="soap", body={"subjective": "s", "plan": "p"})
    save(alma, session, 1, format="girp", body={"subjective": "s", "plan": "p2", "goal": "g"})
    assert note.format == "girp" and note.body == {"subjective": "s", "plan": "p2", "goal": "g"}
    assert note.labels["title"] == "GIRP" and note.labels["subjective"] == "What they told"
    save(alma, session, 2, body={"goal": "new"})  # a page that did not know a field leaves it alone
    assert note.body["subjective"] == "s"


def test_a_couples_note_is_named_after_the_two(alma):
    note = save(alma, meeting(alma, alma.couple, False), 0, format="couple")
    assert {note.labels["a"], note.labels["b"]} == {"Robin", "Kim"}


@pytest.mark.parametrize("joint", [True, False])
def test_a_draft_for_the_wrong_client_goes_with_all_that_is_its_own(alma, joint):
    wrong, right = meeting(alma, alma.couple, False if joint else alma.robin), meeting(alma)
    note = save(alma, wrong, 0, format="couple" if joint else "soap", happened={"quotes": [{"words": "Robin said"}]})
    actions.save_process_note(wrong, "mine", version=0, by=alma.alma.id)
    db.session.flush()
    actions.move_note(note, right, by=alma.alma.id, happened={"phase": "Action"})
    db.session.flush()
    moved = note_of(right.id)
    assert note_of(wrong.id) is None and moved.id == note.id and moved.body["talked_about"] == "words 1"
    assert (moved.episode_id, moved.client_id, moved.version) == (alma.ash_episode.id, alma.ash.id, 2)
    assert moved.happened == {"phase": "Action"} and "Robin" not in str(moved.labels)
    assert process_note_of(right.id, alma.alma.id).body == "mine" and process_note_of(wrong.id, alma.alma.id) is None
    assert {row.episode_id for row in db.session.scalars(select(NoteVersion))} == {alma.ash_episode.id}
    assert [kind for _number, kind, _words in kept(moved)] == ["draft", "moved"]
    stays = db.session.scalars(select(NoteMove)).one()
    assert (stays.episode_id, stays.session_id, stays.client_id) == (wrong.episode_id, wrong.id, wrong.client_id)


def test_it_is_not_moved_onto_another_note_nor_once_signed_nor_into_a_foreign_room(cast):
    with cast.acting(cast.cleo):
        foreign = plan_session(cast.sky_episode.id, cast.sky.id, starts_at=NOW, by=cast.cleo.id)
        db.session.commit()
    with cast.acting(cast.alma):
        one, two = meeting(cast), meeting(cast, cast.couple, cast.robin)
        note = save(cast, one, 0)
        save(cast, two, 0)
        db.session.flush()
        with pytest.raises(actions.TargetTaken):
            actions.move_note(note, two, by=cast.alma.id)
        with pytest.raises(OutOfScope):
            actions.move_note(note, foreign, by=cast.alma.id)
            db.session.flush()
        db.session.rollback()


def test_own_words_are_ones_own(alma):
    cast = alma
    mine = actions.keep_snippet("Safety", "Asked about safety.", by=cast.alma.id)
    assert actions.keep_snippet("Safety", "Asked about safety.", by=cast.alma.id) is mine
    theirs = actions.keep_snippet("Safety", "Cleo's", by=cast.cleo.id)
    db.session.flush()
    assert [one.words for one in actions.my_snippets(cast.alma.id)] == ["Asked about safety."]
    assert actions.my_snippet(theirs.id, cast.alma.id) is None and actions.my_snippet(theirs.id, cast.cleo.id) is theirs
    actions.drop_snippet(mine)
    db.session.flush()
    assert actions.my_snippets(cast.alma.id) == []
    for number in range(actions.snippets.MOST):
        actions.keep_snippet(f"{number}", "w", by=cast.alma.id)
        db.session.flush()
    with pytest.raises(actions.TooMany):
        actions.keep_snippet("more", "w", by=cast.alma.id)
