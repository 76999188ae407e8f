"""The note page as a counselor uses it."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.db import db
from practice.episodes.actions import plan_session, record_attendance
from practice.episodes.models import Episode, TherapySession
from practice.notes import happened
from practice.notes.actions import my_snippets
from practice.notes.models import NoteVersion
from practice.notes.queries import addenda_of, note_of, process_note_of
from practice.practices.models import Practice
from practice.ratings.actions import make_ladder, rate
from practice.ratings.queries import ratings_of
from tests.people import PASSPHRASE, reload


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
                                          step="Sunday again", private="mine", do="sign", passphrase=PASSPHRASE))  # fmt: skip
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
    browser.post(page, data=form(talked_about="first", step="s", do="sign", passphrase=PASSPHRASE))
    late = browser.post(page, data=form(talked_about="typed in an old tab"))
    assert late.status_code == 409 and b"typed in an old tab" in late.data


def test_nothing_written_is_not_signed(cast, meeting):
    answer = cast.browser(cast.alma).post(f"/sessions/{meeting[0]}/note", data=form(do="sign"))
    assert answer.status_code == 422 and b"Write a few words" in answer.data


def test_too_long_is_told_and_nothing_is_lost(cast, meeting):
    answer = cast.browser(cast.alma).post(f"/sessions/{meeting[0]}/note", data=form(talked_about="é" * 100_001, step="a step"))
    assert answer.status_code == 422 and "é" * 100_001 in answer.text and "a step" in answer.text


def test_too_long_in_an_old_tab_shows_both_texts_first(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    browser.post(page, data=form(talked_about="from the first tab", private="kept apart"))
    clash = browser.post(page, data=form(talked_about="x" * 100_001))
    assert clash.status_code == 409 and "from the first tab" in clash.text and "x" * 100_001 in clash.text and "kept apart" in clash.text


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
    missing = browser.post(f"/sessions/{session_id}/note", data=form(version="2", talked_about="x", do=f"rate:{ladder}"))
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


def words(page, name):
    """What stands in a field."""
    found = re.search(rf'name="{name}"[^>]*>\n(.*?)</textarea>', page, re.S)
    return html.unescape(found[1]) if found else None


def test_another_layout_keeps_every_typed_word_and_shows_what_has_no_field(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    browser.post(page, data=form(better="Sunday", talked_about="kitchen", step="a step", do="format", new_format="soap", always="1"))
    shown = browser.get(page).text
    assert words(shown, "subjective") == "" and words(shown, "better") == "Sunday" and words(shown, "step") == "a step"
    assert "From the other layout" in shown and "Laid out as SOAP" in shown
    note = stored(cast, meeting[0])
    assert note.format == "soap" and note.body["talked_about"] == "kitchen"
    browser.post(page, data={"version": "1", "private_version": "0", "do": "format", "new_format": "solution-focused", "subjective": "s"})
    assert stored(cast, meeting[0]).body | {"subjective": "s"} == stored(cast, meeting[0]).body
    with cast.acting(cast.alma):
        assert reload(Episode, cast.ash_episode.id).note_format == "soap"
    browser.post(page, data=form(version="2", do="format", new_format="couple"))
    assert stored(cast, meeting[0]).format == "solution-focused"  # not for a meeting alone


def test_the_note_begins_from_the_plan_and_what_happened_and_a_line_can_go(cast, meeting):
    session_id, ladder = meeting
    page, browser = f"/sessions/{session_id}/note", cast.browser(cast.alma)
    with cast.acting(cast.alma):
        session = reload(TherapySession, session_id)
        record_attendance(session, {cast.ash.id: "attended"}, by=cast.alma.id)
        db.session.commit()
    browser.post(page + "/begin", data={"item_words": ["How the week was", "The log"], "item_minutes": ["10", ""], "version": "0"})
    note = stored(cast, session_id)
    assert note.happened["attendance"] == [["Ash Field", "attended"]] or note.happened["attendance"][0][1] == "attended"
    assert [one["words"] for one in note.happened["plan"]] == ["How the week was", "The log"]
    every = [line.key for line in happened.lines(note.happened)]
    browser.post(page, data=form(version="1", talked_about="x", step="s", happened_shown=every, happened=every[:-1]))
    assert "The log" in browser.get(page).text and "The log" not in str(happened.signed(stored(cast, session_id).happened))
    browser.post(page, data=form(version="2", talked_about="x", step="s", do="sign", passphrase=PASSPHRASE))
    signed = stored(cast, session_id)
    assert signed.signed_at and "left_out" not in signed.happened and "How the week was" in str(signed.happened)


def test_in_a_meeting_of_both_what_is_ones_own_lies_folded(cast):
    with cast.acting(cast.alma):
        own = make_ladder(cast.couple.id, cast.robin.id, title="What I can take", by=cast.alma.id)
        both = make_ladder(cast.couple.id, None, title="The two of us", by=cast.alma.id)
        db.session.flush()
        for ladder, value in ((own, 3), (both, 6)):
            rate(ladder, value=value, source="session", by=cast.alma.id, at=clock.now() - timedelta(days=2))
        session = plan_session(cast.couple.id, None, starts_at=clock.now() - timedelta(hours=1), by=cast.alma.id)
        db.session.commit()
    page = cast.browser(cast.alma).get(f"/sessions/{session.id}/note").text
    open_ones, folded = page.split('id="ratings"')[1].split("Ladders of one alone")
    assert "The two of us" in open_ones and "Last time 6" in open_ones and "What I can take" not in open_ones
    assert "What I can take" in folded and "Last time 3" not in page


def test_begun_again_it_takes_in_what_is_new_and_never_the_last_note(cast, meeting):
    session_id, ladder = meeting
    page, browser = f"/sessions/{session_id}/note", cast.browser(cast.alma)
    browser.post(page, data=form(talked_about="of the first meeting", step="s", do="sign", passphrase=PASSPHRASE))
    with cast.acting(cast.alma):
        second = plan_session(cast.ash_episode.id, cast.ash.id, starts_at=clock.now() - timedelta(minutes=30), by=cast.alma.id)
        db.session.commit()
        there = f"/sessions/{second.id}/note"
        second_id = second.id
    browser.post(there + "/begin", data={})
    assert "of the first meeting" not in str(stored(cast, second_id).body)
    browser.post(there, data=form(version="1", do=f"rate:{ladder}", **{f"rating_{ladder}": "4"}))
    assert stored(cast, second_id).happened["ratings"] == [{"title": "At home", "shown_as": "", "said": "4"}]
    assert "of the first meeting" in browser.get(there).text  # beside it


def test_without_a_next_step_signing_asks_once(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    asked = browser.post(page, data=form(talked_about="x", do="sign", passphrase=PASSPHRASE))
    assert asked.location.endswith("done=ask#sign") and stored(cast, meeting[0]).signed_at is None
    assert "Sign it as it is?" in browser.get(asked.location).text
    browser.post(page, data=form(version="1", talked_about="x", do="sign", as_it_is="1"))
    assert stored(cast, meeting[0]).signed_at


def test_the_wrong_passphrase_signs_nothing_and_loses_nothing(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    answer = browser.post(page, data=form(talked_about="every word", step="s", private="mine", do="sign", passphrase="wrong"))
    assert answer.status_code == 422 and words(answer.text, "talked_about") == "every word" and words(answer.text, "private") == "mine"
    assert 'name="version" value="1"' in answer.text
    note = stored(cast, meeting[0])
    assert note.signed_at is None and note.body["talked_about"] == "every word"  # kept all the same


def test_a_meeting_that_lies_ahead_is_not_signed(cast, meeting):
    with cast.acting(cast.alma):
        ahead = plan_session(cast.ash_episode.id, cast.ash.id, starts_at=clock.now() + timedelta(days=3), by=cast.alma.id)
        db.session.commit()
        page = f"/sessions/{ahead.id}/note"
    answer = cast.browser(cast.alma).post(page, data=form(talked_about="x", step="s", do="sign", passphrase=PASSPHRASE))
    assert answer.status_code == 422 and "lies ahead" in answer.text and words(answer.text, "talked_about") == "x"


def test_a_double_press_is_one_note_and_no_clash(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    sent = form(talked_about="x", step="s", private="p")
    assert browser.post(page, data=sent).status_code == browser.post(page, data=sent).status_code == 302
    sign = sent | {"version": "1", "private_version": "1", "do": "sign", "passphrase": PASSPHRASE}
    first, second = browser.post(page, data=sign), browser.post(page, data=sign)
    assert first.location == second.location and "/notes/" in second.location


def test_two_tabs_are_made_one(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    browser.post(page, data=form(talked_about="one\ntwo", step="same", private="first"))
    clash = browser.post(page, data=form(talked_about="one\nthree", step="same", private="second"))
    assert clash.status_code == 409 and words(clash.text, "talked_about") == "one\ntwo\nthree"
    assert words(clash.text, "private") == "first\nsecond" and '<input type="hidden" name="step" value="same">' in clash.text
    browser.post(page, data=form(version="1", private_version="1", talked_about="one\ntwo\nthree", step="same", private="both", do="merge"))
    note = stored(cast, meeting[0])
    assert note.body["talked_about"] == "one\ntwo\nthree"
    with cast.acting(cast.alma):
        kinds = select(NoteVersion.kind).where(NoteVersion.note_id == note.id).order_by(NoteVersion.number)
        assert db.session.scalars(kinds).all()[-1] == "merged"


def test_what_somebody_else_typed_is_not_kept_in_ones_name(cast, meeting):
    browser, typed = cast.browser(cast.bo), form(talked_about="Alma's", private="Alma's own", writer=cast.alma.id)
    assert browser.post(f"/sessions/{meeting[0]}/note", data=typed).status_code == 400
    assert browser.post(f"/sessions/{meeting[0]}/note/draft", data=typed).status_code == 409
    with cast.acting(cast.bo):
        assert note_of(meeting[0]) is None and process_note_of(meeting[0], cast.bo.id) is None


def test_autosave_keeps_a_version_a_minute_and_when_asked(cast, meeting, monkeypatch):
    page, browser, began = f"/sessions/{meeting[0]}/note/draft", cast.browser(cast.alma), clock.now()
    for version, (after, more) in enumerate([(0, {}), (10, {}), (30, {"keep": "1"}), (40, {}), (95, {}), (96, {})]):
        monkeypatch.setattr(clock, "now", lambda after=after: began + timedelta(seconds=after))
        sent = form(version=str(version), private_version=str(min(version, 1)), talked_about=f"at {after}", private="p", **more)
        answer = browser.post(page, data=sent)
        assert answer.json["version"] == version + 1, answer.json
    with cast.acting(cast.alma):
        rows = db.session.scalars(select(NoteVersion).order_by(NoteVersion.number)).all()
        assert [row.words["body"]["talked_about"] for row in rows] == ["at 0", "at 10", "at 30", "at 40", "at 95"]
    assert stored(cast, meeting[0]).body["talked_about"] == "at 96"


def test_the_quick_way_keeps_all_that_is_typed(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    browser.post(page, data=form(talked_about="a", private="p", safety_said="s"))
    quick = browser.post(page + "/draft", data={"version": "1", "private_version": "1", "talked_about": "b", "private": "q",
                                                "safety_said": "t", "happened_shown": ["x"]})  # fmt: skip
    assert (quick.json["version"], quick.json["private_version"]) == (2, 2)
    note = stored(cast, meeting[0])
    assert (note.body["talked_about"], note.body["better"], note.safety["said"], note.version) == ("b", "", "t", 2)
    with cast.acting(cast.alma):
        assert process_note_of(meeting[0], cast.alma.id).body == "q"
    for stale in ({"version": "1", "private_version": "2"}, {"version": "2", "private_version": "1"}):
        assert browser.post(page + "/draft", data=form(talked_about="c", private="r", **stale)).status_code == 409
    for who, code in (("cleo", 404), ("sam", 404)):
        sent = form(version="2", private_version="2", talked_about="not theirs")
        answer = cast.browser(getattr(cast, who)).post(page + "/draft", data=sent)
        assert answer.status_code == code and stored(cast, meeting[0]).body["talked_about"] == "b"


def test_too_long_is_said_at_the_field_and_by_the_autosave(cast, meeting):
    browser, sent = cast.browser(cast.alma), form(private="x" * 200_000)
    answer = browser.post(f"/sessions/{meeting[0]}/note", data=sent)
    assert answer.status_code == 422 and 'id="private-error"' in answer.text and "x" * 200_000 in answer.text
    assert browser.post(f"/sessions/{meeting[0]}/note/draft", data=sent).json["fields"] == ["private"]
    answer = browser.post(f"/sessions/{meeting[0]}/note", data=form(talked_about="y" * 200_000))
    assert answer.status_code == 422 and 'id="talked_about-error"' in answer.text and "y" * 200_000 in answer.text


def test_the_versions_page_compares_two(cast, meeting):
    page, browser = f"/sessions/{meeting[0]}/note", cast.browser(cast.alma)
    browser.post(page, data=form(talked_about="She went home."))
    browser.post(page, data=form(version="1", talked_about="She walked home."))
    note = stored(cast, meeting[0])
    shown = browser.get(f"/notes/{note.id}/versions").text
    assert re.search(r"<del>.*?went</del>", shown, re.S) and re.search(r"<ins>.*?walked</ins>", shown, re.S)
    assert "Version 1," in browser.get(f"/notes/{note.id}/versions?before=1&after=1").text
    assert {browser.get(f"/notes/{note.id}/versions?{asked}").status_code for asked in ("before=x", "after=0", "after=999")} == {404}
    assert cast.browser(cast.cleo).get(f"/notes/{note.id}/versions").status_code == 404


def test_a_draft_is_moved_to_the_right_client_and_the_old_room_says_so(cast, meeting):
    browser = cast.browser(cast.alma)
    browser.post(f"/sessions/{meeting[0]}/note", data=form(talked_about="about Robin", private="p"))
    note = stored(cast, meeting[0])
    with cast.acting(cast.alma):
        right = plan_session(cast.couple.id, cast.robin.id, starts_at=clock.now() - timedelta(hours=2), by=cast.alma.id)
        db.session.commit()
        right_id = right.id
    assert "Robin" in browser.get(f"/notes/{note.id}/move").text
    for wrong in ("", "x", meeting[0], "0" * 32):
        assert browser.post(f"/notes/{note.id}/move", data={"to": wrong}).status_code == 422
    assert browser.post(f"/notes/{note.id}/move", data={"to": right_id}).location.endswith("done=moved")
    there = browser.get(f"/sessions/{right_id}/note").text
    assert words(there, "talked_about") == "about Robin" and words(there, "private") == "p"
    old = browser.get(f"/episodes/{cast.ash_episode.id}/notes").text
    assert "moved unsigned" in old and "Robin" not in old
    assert browser.get(f"/sessions/{meeting[0]}/note").status_code == 200
    for who in (cast.cleo, cast.sam):
        assert cast.browser(who).get(f"/notes/{note.id}/move").status_code == 404


def test_own_words_and_layout(cast, meeting):
    browser = cast.browser(cast.alma)
    assert browser.post("/how-i-write/words", data={"name": "", "words": "w"}).status_code == 422
    assert browser.post("/how-i-write/words", data={"name": "安全", "words": "Asked & answered"}).status_code == 302
    assert "Asked &amp; answered" in browser.get(f"/sessions/{meeting[0]}/note").text
    with cast.acting(cast.alma):
        (mine,) = my_snippets(cast.alma.id)
        place = f"/how-i-write/words/{mine.id}"
    assert cast.browser(cast.bo).get(place).status_code == 404 and "安全" not in cast.browser(cast.bo).get("/how-i-write").text
    assert cast.browser(cast.bo).post(place + "/take-out").status_code == 404
    assert browser.post(place, data={"name": "x" * 81, "words": "w"}).status_code == 422
    assert browser.post(place, data={"name": "New", "words": "w"}).status_code == 302 and "New" in browser.get(place).text
    assert browser.post(place + "/take-out").status_code == 302 and browser.get(place).status_code == 404
    assert browser.post("/how-i-write/format", data={"note_format": "couple"}).status_code == 422
    assert browser.post("/how-i-write/format", data={"note_format": "dap"}).status_code == 302
    assert "Laid out as DAP" in browser.get(f"/sessions/{meeting[0]}/note").text


def test_the_practice_chooses_a_layout_and_a_joint_meeting_has_its_own(cast, meeting):
    with cast.acting(cast.alma):
        reload(Practice, cast.practice.id).note_format = "birp"
        joint = plan_session(cast.couple.id, None, starts_at=clock.now() - timedelta(hours=2), by=cast.alma.id)
        db.session.commit()
        place = f"/sessions/{joint.id}/note"
    browser = cast.browser(cast.alma)
    assert "Laid out as BIRP" in browser.get(f"/sessions/{meeting[0]}/note").text
    shown = browser.get(place).text
    assert "Laid out as Couple" in shown and ">Robin</label>" in shown and ">Kim</label>" in shown
    assert "How notes are laid out" in browser.get("/settings").text
