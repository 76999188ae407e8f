"""Signed notes as a counselor uses their pages: the passphrase, the lines under it, later words, an old tab."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from practice import clock
from practice.access.scope import everything
from practice.accounts.models import SignIn
from practice.db import db
from practice.episodes.actions import plan_session
from practice.notes.actions import add_addendum, save_note, save_process_note, write_contact
from practice.notes.models import Contact, NoteMove
from practice.notes.queries import addenda_of
from tests.notes.meetings import BODY, SIGN, met, signed
from tests.people import PASSPHRASE


@pytest.fixture
def alma(cast):
    return cast.browser(cast.alma)


def additions(cast, note):
    db.session.expire_all()
    with cast.acting(cast.alma):
        return addenda_of(note.id)


def test_what_stands_under_a_signed_note(cast, alma):
    page = alma.get(f"/notes/{signed(cast).id}").text
    assert "Signed by Alma" in page and "Europe/Berlin" in page and "UTC" in page
    assert "Checked: the words are as signed" in page and "The kitchen on Sunday" in page and "Late" not in page


def test_a_note_written_days_later_shows_both_times(cast, alma):
    note = signed(cast, ago=timedelta(days=4))
    page = alma.get(f"/notes/{note.id}").text
    assert "Late" in page and re.search(r"About \w+ \d+ \w+[^<]*, written ", page)
    assert "Late" in alma.get(f"/episodes/{note.episode_id}/notes").text


def test_words_changed_behind_our_back_are_noticed(cast, alma, monkeypatch):
    note = signed(cast)
    monkeypatch.setattr("practice.notes.digest.of_note", lambda note: "0" * 64)
    page = alma.get(f"/notes/{note.id}").text
    assert "These are not the words that were signed" in page and "Checked:" not in page


@pytest.mark.parametrize("typed", ["", "wrong-passphrase-of-mine"])
def test_without_the_passphrase_nothing_is_added_and_nothing_is_lost(cast, alma, typed):
    note = signed(cast)
    page = alma.post(f"/notes/{note.id}", data={"kind": "addendum", "body": "陈静 called", "passphrase": typed})
    assert page.status_code == 422 and "陈静 called" in page.text and 'id="passphrase-error"' in page.text
    assert "wrong-passphrase" not in page.text and additions(cast, note) == []


def test_one_typing_covers_fifteen_minutes_and_a_copied_page_no_more(cast, alma, monkeypatch):
    note, now = signed(cast), clock.now()
    assert 'name="passphrase"' in alma.get(f"/notes/{note.id}/add").text
    assert alma.post(f"/notes/{note.id}", data={"kind": "addendum", "body": "One", **SIGN}).status_code == 302
    copied = alma.get(f"/notes/{note.id}/add").text
    assert 'name="passphrase"' not in copied
    assert alma.post(f"/notes/{note.id}", data={"kind": "addendum", "body": "Two"}).status_code == 302
    with everything("a test lets time pass", cast.practice.id):
        db.session.execute(update(SignIn).where(SignIn.person_id == cast.alma.id)
                           .values(unlocked_at=now - timedelta(minutes=15, seconds=1)))  # fmt: skip
        db.session.commit()
    late = alma.post(f"/notes/{note.id}", data={"kind": "addendum", "body": "Three"})
    assert late.status_code == 422 and "Three" in late.text and [item.body for item in additions(cast, note)] == ["One", "Two"]


def test_it_ends_with_the_sign_in_and_is_not_another_browsers(cast, alma):
    note = signed(cast)
    alma.post(f"/notes/{note.id}", data={"kind": "addendum", "body": "One", **SIGN})
    other = cast.browser(cast.alma)
    assert 'name="passphrase"' in other.get(f"/notes/{note.id}/add").text
    with everything("a test looks", cast.practice.id):
        assert [bool(row.unlocked_at) for row in db.session.scalars(select(SignIn).order_by(SignIn.began_at))] == [True, False]


def test_too_many_tries_rest(cast, alma):
    note = signed(cast)
    for _try in range(6):
        page = alma.post(f"/notes/{note.id}", data={"kind": "addendum", "body": "x", "passphrase": "not this one at all"})
    assert page.status_code == 422 and "Too many tries" in page.text
    right = alma.post(f"/notes/{note.id}", data={"kind": "addendum", "body": "x", **SIGN})
    assert right.status_code == 422 and additions(cast, note) == []


def test_a_correction_quotes_what_it_corrects(cast, alma):
    note = signed(cast)
    wrong = {"kind": "correction", "body": "It was Saturday", "passage": "on Monday", **SIGN}
    assert "do not stand in the note" in alma.post(f"/notes/{note.id}", data=wrong).text
    assert "Copy the passage" in alma.post(f"/notes/{note.id}", data=wrong | {"passage": ""}).text
    assert alma.post(f"/notes/{note.id}", data=wrong | {"passage": "kitchen on Sunday"}).status_code == 302
    page = alma.get(f"/notes/{note.id}").text
    assert "kitchen on Sunday</p>" in page and "It was Saturday" in page and "Corrected to" in page


def test_a_late_entry_shows_both_times(cast, alma):
    note, day = signed(cast), clock.today("Europe/Berlin") - timedelta(days=3)
    asked = alma.post(f"/notes/{note.id}", data={"kind": "late-entry", "body": "They rang", **SIGN})
    assert asked.status_code == 422 and "Give the day" in asked.text and "Give a time" in asked.text
    data = {"kind": "late-entry", "body": "They rang", "happened_on": day.isoformat(), "happened_time": "07:45"}
    assert alma.post(f"/notes/{note.id}", data=data).status_code == 302
    page = alma.get(f"/notes/{note.id}").text
    assert "07:45, written" in page and "They rang" in page


@pytest.mark.parametrize(("day", "hour", "says"), [
    ("2999-01-01", "10:00", "lies ahead"), ("2026-03-29", "02:30", "clocks went forward"), ("nonsense", "10:00", "year-month-day"),
])  # fmt: skip
def test_a_time_that_was_not_is_told(cast, alma, day, hour, says):
    note = signed(cast)
    data = {"kind": "late-entry", "body": "They rang", "happened_on": day, "happened_time": hour, **SIGN}
    page = alma.post(f"/notes/{note.id}", data=data)
    assert page.status_code == 422 and says in page.text and "They rang" in page.text and hour in page.text


def test_a_note_taken_back_is_struck_and_readable(cast, alma):
    note = signed(cast)
    assert alma.post(f"/notes/{note.id}", data={"kind": "retraction", "body": "The wrong client", **SIGN}).status_code == 302
    page = alma.get(f"/notes/{note.id}").text
    assert '<del class="struck">' in page and "The kitchen on Sunday" in page and "The wrong client" in page
    assert "Take this note back" not in page and "Taken back" in alma.get(f"/episodes/{note.episode_id}/notes").text
    assert "The kitchen on Sunday" not in alma.get(f"/episodes/{note.episode_id}").text
    again = alma.post(f"/notes/{note.id}", data={"kind": "retraction", "body": "Once more"})
    assert again.status_code == 422 and "taken back already" in again.text and "Once more" in again.text


@pytest.mark.parametrize("kind", ["", "note", "retraction' --"])
def test_an_unknown_kind_is_no_addition(cast, alma, kind):
    note = signed(cast)
    assert alma.post(f"/notes/{note.id}", data={"kind": kind, "body": "kept words", **SIGN}).status_code == 422
    assert alma.get(f"/notes/{note.id}/add", query_string={"kind": kind}).status_code == 200 and additions(cast, note) == []


def test_who_only_reads_adds_nothing(cast):
    note = signed(cast)
    sam = cast.browser(cast.sam)
    page = sam.get(f"/notes/{note.id}")
    assert page.status_code == 200 and "Add to this note" not in page.text
    assert sam.get(f"/notes/{note.id}/add").status_code == 404
    assert sam.post(f"/notes/{note.id}", data={"kind": "addendum", "body": "x", **SIGN}).status_code == 404
    assert additions(cast, note) == []


def test_a_contact_is_signed_with_the_passphrase(cast, alma):
    page = f"/episodes/{cast.ash_episode.id}/contacts/new"
    typed = {"kind": "call", "happened_on": clock.today("Europe/Berlin").isoformat(), "with_whom": "Ash", "line": "Asked for a day"}
    refused = alma.post(page, data=typed | {"do": "sign"})
    assert refused.status_code == 422 and "Asked for a day" in refused.text
    assert alma.post(page, data=typed | {"do": "keep"}).status_code == 302
    with cast.acting(cast.alma):
        contact = db.session.scalars(select(Contact)).one()
        assert contact.signed_at is None
    assert "Asked for a day" in alma.get(f"/contacts/{contact.id}/sign").text
    assert alma.post(f"/contacts/{contact.id}/sign").status_code == 422
    assert alma.post(f"/contacts/{contact.id}/sign", data={"passphrase": PASSPHRASE}).status_code == 302
    assert alma.post(page, data=typed | {"do": "sign", "line": "Second"}).status_code == 302
    with cast.acting(cast.alma):
        db.session.expire_all()
        assert all(row.signed_by == cast.alma.id for row in db.session.scalars(select(Contact)))
    ahead = alma.post(page, data=typed | {"do": "keep", "happened_on": "2999-01-01"})
    assert ahead.status_code == 422 and "lies ahead" in ahead.text


def test_the_list_says_what_each_is(cast, alma):
    note = signed(cast)
    session = met(cast)
    with cast.acting(cast.alma):
        add_addendum(signed(cast, ago=timedelta(days=2)), "retraction", "No", by=cast.alma.id)
        write_contact(cast.ash_episode.id, cast.ash.id, kind="call", happened_on=clock.now().date(), with_whom="Ash",
                      line="Rang", by=cast.alma.id)  # fmt: skip
        db.session.add(NoteMove(episode_id=session.episode_id, client_id=session.client_id, note_id=note.id, session_id=session.id,
                                moved_by=cast.alma.id, moved_at=clock.now()))  # fmt: skip
        db.session.commit()
    page = alma.get(f"/episodes/{cast.ash_episode.id}/notes").text
    assert note.labels["title"] in page and "Taken back" in page and "It was moved unsigned" in page and "Rang" in page


def test_a_draft_does_not_go_where_a_page_of_ones_own_lies(cast):
    here, there = met(cast), met(cast, ago=timedelta(hours=3))
    with cast.acting(cast.alma):
        note = save_note(here, body=BODY, safety={}, questions=[], version=0, by=cast.alma.id)
        for session in (here, there):
            save_process_note(session, "mine", version=0, by=cast.alma.id)
        db.session.commit()
    answer = cast.browser(cast.alma).post(f"/notes/{note.id}/move", data={"to": there.id})
    assert answer.status_code == 422 and "has a note already" in answer.text


def test_a_couples_notes_say_whose_meeting_it_was(cast, alma):
    with cast.acting(cast.alma):
        for client_id in (cast.robin.id, cast.kim.id, None):
            session = plan_session(cast.couple.id, client_id, starts_at=clock.now() - timedelta(hours=5), by=cast.alma.id)
            db.session.flush()
            save_note(session, body=BODY, safety={}, questions=[], version=0, by=cast.alma.id)
        db.session.commit()
    page = alma.get(f"/episodes/{cast.couple.id}/notes").text
    heads = [re.sub(r"<[^>]+>", "", head) for head in re.findall(r"<h3>(.*?)</h3>", page)]
    assert sorted(heads) == ["Session 1, Kim", "Session 1, Robin", "Session 1, both together"]
