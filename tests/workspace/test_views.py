"""The note page as a counselor uses it."""

from datetime import timedelta

import pytest

from practice import clock
from practice.db import db
from practice.episodes.actions import plan_session
from practice.notes.queries import addenda_of, note_of, process_note_of
from practice.ratings.actions import make_ladder
from practice.ratings.queries import ratings_of


@pytest.fixture
def meeting(cast):
    with cast.acting(cast.alma):
        made = plan_session(cast.ash_episode.id, cast.ash.id, starts_at=clock.now() - timedelta(hours=1), by=cast.alma.id)
        ladder = make_ladder(cast.ash_episode.id, cast.ash.id, title="At home", by=cast.alma.id,
                             words={"low": "alone", "high": "at ease"})  # fmt: skip
        db.session.commit()
        return made.id, ladder.id


def stored(cast, session_id):
    db.session.expire_all()
    with cast.acting(cast.alma):
        return note_of(session_id)


def form(**given):
    return {"version": "0", "private_version": "0", "better": "", "talked_about": "", "step": "", "agreed": "", **given}


def test_a_note_is_written_signed_and_added_to(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    assert b"Session 1 note" in browser.get(page).data
    kept = browser.post(page, data=form(talked_about="Sunday in the kitchen", private="mine"))
    assert kept.status_code == 302
    assert b"Sunday in the kitchen" in browser.get(page).data and b"Draft saved" in browser.get(page).data
    signed = browser.post(page, data=form(version="1", private_version="1", talked_about="Sunday in the kitchen",
                                          private="mine", do="sign"))  # fmt: skip
    note = stored(cast, meeting[0])
    assert signed.location.endswith(f"/notes/{note.id}") and note.signed_at
    shown = browser.get(signed.location).data
    assert b"Sunday in the kitchen" in shown and b"mine" not in shown
    assert browser.get(page).location.endswith(f"/notes/{note.id}")
    assert browser.post(f"/notes/{note.id}", data={"kind": "addendum", "body": ""}).status_code == 422
    assert browser.post(f"/notes/{note.id}", data={"kind": "addendum", "body": "Later thought"}).status_code == 302
    with cast.acting(cast.alma):
        assert [item.body for item in addenda_of(note.id)] == ["Later thought"]


def test_two_tabs_show_both_texts(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    browser.post(page, data=form(talked_about="from the first tab"))
    clash = browser.post(page, data=form(talked_about="from the second tab", private="kept too"))
    assert clash.status_code == 409
    assert b"from the first tab" in clash.data and b"from the second tab" in clash.data and b"kept too" in clash.data
    assert stored(cast, meeting[0]).body["talked_about"] == "from the first tab"


def test_writing_on_after_signing_becomes_an_offer_to_add(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    browser.post(page, data=form(talked_about="first", do="sign"))
    late = browser.post(page, data=form(talked_about="typed in an old tab"))
    assert late.status_code == 409 and b"typed in an old tab" in late.data


def test_nothing_written_is_not_signed(cast, meeting):
    answer = cast.browser(cast.alma).post(f"/sessions/{meeting[0]}/note", data=form(do="sign"))
    assert answer.status_code == 422 and b"Write a few words" in answer.data


def test_too_long_is_told_and_nothing_is_lost(cast, meeting):
    answer = cast.browser(cast.alma).post(f"/sessions/{meeting[0]}/note", data=form(talked_about="é" * 100_001, step="a step"))
    assert answer.status_code == 422 and "é" * 100_001 in answer.text and "a step" in answer.text


@pytest.mark.parametrize("words", ["陈静说：周末一起做饭", "שלום " * 50, "👩‍👩‍👧 emoji", "a\x00b\x07c", "\u202eright to left"])
def test_any_words_are_kept(cast, meeting, words):
    browser = cast.browser(cast.alma)
    assert browser.post(f"/sessions/{meeting[0]}/note", data=form(talked_about=words)).status_code == 302
    assert stored(cast, meeting[0]).body["talked_about"] == words.replace("\x00", "").strip()
    assert browser.get(f"/sessions/{meeting[0]}/note").status_code == 200


def test_a_rating_is_kept_from_the_note_page_with_the_words(cast, meeting):
    session_id, ladder = meeting
    browser = cast.browser(cast.alma)
    answer = browser.post(f"/sessions/{session_id}/note", data=form(
        talked_about="kept as well", do=f"rate:{ladder}", **{f"rating_{ladder}": "3", f"range_{ladder}": "1",
                                                              f"keeps_{ladder}": "the walks"}))  # fmt: skip
    assert answer.status_code == 302
    with cast.acting(cast.alma):
        point = ratings_of(ladder)[0]
        assert (point.low, point.high, point.words["keeps_from_lower"]) == (3, 4, "the walks")
    assert stored(cast, session_id).body["talked_about"] == "kept as well"
    missing = browser.post(f"/sessions/{session_id}/note", data=form(version="1", talked_about="x", do=f"rate:{ladder}"))
    assert missing.status_code == 422 and "Choose a number" in missing.text


def test_autosave_answers_with_the_new_version_or_says_what_happened(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note/draft", cast.browser(cast.alma)
    first = browser.post(page, data=form(talked_about="a", private="p"))
    assert first.json["version"] == 1 and first.json["private_version"] == 1
    assert browser.post(page, data=form(talked_about="b")).status_code == 409
    with cast.acting(cast.alma):
        assert process_note_of(meeting[0], cast.alma.id).body == "p"


@pytest.mark.parametrize("who", ["cleo", "robin", "ash"])
def test_strangers_find_nothing(cast, meeting, who):
    browser = cast.browser(getattr(cast, who))
    for page in (f"/sessions/{meeting[0]}/note", f"/sessions/{meeting[0]}/prep"):
        answer = browser.get(page)
        assert answer.status_code == (404 if who == "cleo" else 302)


def test_the_prep_sheet_takes_ticked_questions_along(cast, meeting):
    browser = cast.browser(cast.alma)
    assert b"Where we are" in browser.get(f"/sessions/{meeting[0]}/prep").data
    assert browser.post(f"/sessions/{meeting[0]}/note/begin", data={}).location.endswith("/note")


@pytest.mark.parametrize("ladder", ["somebody else's", "no id at all", "\x00", "0" * 32])
def test_a_position_goes_only_onto_a_ladder_of_somebody_in_the_session(cast, meeting, ladder):
    with cast.acting(cast.alma):
        other = make_ladder(cast.couple.id, cast.robin.id, title="Robin's", words={"low": "a", "high": "b"}, by=cast.alma.id)
        db.session.commit()
    wanted = other.id if ladder == "somebody else's" else ladder
    page = cast.browser(cast.alma).post(f"/sessions/{meeting[0]}/note", data=form(do=f"rate:{wanted}", **{f"rating_{wanted}": "3"}))
    assert page.status_code == 404
    with cast.acting(cast.alma):
        assert ratings_of(other.id) == []


def test_what_is_no_step_is_asked_again_and_never_taken_for_no_number(cast, meeting):
    page = cast.browser(cast.alma).post(
        f"/sessions/{meeting[0]}/note", data=form(do=f"rate:{meeting[1]}", **{f"rating_{meeting[1]}": "three"}))  # fmt: skip
    assert page.status_code == 422
    with cast.acting(cast.alma):
        assert ratings_of(meeting[1]) == []
