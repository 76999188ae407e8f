"""The client's pages: what is there, what is kept, what is sent, and what the partner never notices."""

import json
import re

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.scope import everything
from practice.clients.actions import withdraw_consent
from practice.clients.queries import consents_of
from practice.db import db
from practice.homework.models import Beginning, Draft, Entry, EntryReading, SharedEntry
from practice.protocols.library import load_library
from practice.ratings.actions import make_ladder
from practice.ratings.models import Rating
from practice.safety.models import Flag, SafetyAnswer, SafetyQuestion
from tests.homework.given import given, on_protocol, today

HOPE = "We would laugh at breakfast."


def rows(cast, model):
    with everything("looking after a page", cast.practice.id):
        return db.session.scalars(select(model)).all()


def fields(page) -> dict:
    """The hidden fields of the homework form, as a browser would send them."""
    html = page.get_data(as_text=True)
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    return {name: value for name, value in found if name in ("occurrence", "tab", "made", "sequence", "base", "base_sequence", "today_is")}


def start(browser, assignment) -> dict:
    page = browser.get(f"/portal/homework/{assignment.id}")
    assert page.status_code == 200, page.get_data(as_text=True)[:500]
    return fields(page)


def send(browser, assignment, **data):
    return browser.post(f"/portal/homework/{assignment.id}/send", data=start(browser, assignment) | {"do": "send"} | data)


@pytest.fixture
def hope(cast):
    return given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question", message="For our talk.")


@pytest.fixture
def ash(cast):
    return cast.browser(cast.ash)


def test_home_says_what_is_open_and_never_counts_days(cast, ash, hope):
    page = ash.get("/portal/").get_data(as_text=True)
    assert hope.title in page and "Not opened" in page and "For our talk." in page
    assert not re.search(r"\bday \d|of 40|overdue|late\b", page, re.I)


def test_every_exercise_of_both_protocols_can_be_opened_and_pressed(cast, ash):
    for key, flavour in (("narrative-attachment", None), ("attachment-repair", "narrative")):
        course = on_protocol(cast, cast.ash_episode, key, flavour=flavour)
        protocol = load_library()[key].for_flavour(flavour)
        for exercise in {item.id: item for item in protocol.all_exercises()}.values():
            if not exercise.assignable or exercise.respondent == "together":
                continue
            row = given(cast, course, cast.ash, exercise.id, key=key, confirmed=True)
            hidden = start(ash, row)
            for press in ["keep", *(f"add:{field.id}" for field in exercise.fields if field.of or field.kind == "list")]:
                assert ash.post(f"/portal/homework/{row.id}/send", data=hidden | {press: "1"}).status_code == 200


def test_sending_and_rereading(cast, ash, hope):
    sent = send(ash, hope, q_small_difference=HOPE)
    assert sent.status_code == 303 and "/portal/sent/" in sent.location
    assert "It is with Alma now" in ash.get(sent.location).get_data(as_text=True)
    assert HOPE in ash.get("/portal/pages").get_data(as_text=True)
    (entry,) = rows(cast, Entry)
    assert HOPE in ash.get(f"/portal/pages/{entry.id}").get_data(as_text=True)
    assert [draft.done_at is not None for draft in rows(cast, Draft)] == [True]


def test_the_same_page_fifty_times_is_one_entry(cast, ash, hope):
    data = start(ash, hope) | {"do": "send", "q_small_difference": HOPE}
    answers = {ash.post(f"/portal/homework/{hope.id}/send", data=data).location for _n in range(50)}
    assert len(answers) == 1 and len(rows(cast, Entry)) == 1


def test_nothing_typed_is_lost_when_something_is_missing(cast, ash, hope):
    page = send(ash, hope, q_small_difference="  ")
    html = page.get_data(as_text=True)
    assert page.status_code == 422 and 'href="#q_small_difference"' in html and "Everything you typed is still here" in html
    assert not rows(cast, Entry)


@pytest.mark.parametrize("text", ["x" * 100_000, "🙂" * 50_000 + "汉字" * 25_000, "שלום\u202e" * 1000, "a\x00b\x07c", "\ud800"])
def test_long_and_odd_text_is_kept_or_refused_in_words(cast, ash, hope, text):
    page = send(ash, hope, q_small_difference=text.encode("utf-8", "replace").decode())
    assert page.status_code == 303
    (entry,) = rows(cast, Entry)
    with everything("reading", cast.practice.id):
        kept = entry.answers["small_difference"]
    assert len(kept) <= 100_000 and "\x00" not in kept and kept


def test_more_than_fits_is_said_and_stays_on_the_page_and_in_the_draft(cast, ash, hope):
    page = send(ash, hope, q_small_difference="y" * 100_001)
    html = page.get_data(as_text=True)
    assert page.status_code == 422 and "100,001" in html and "y" * 100_001 in html
    assert "y" * 100_001 in ash.get(f"/portal/homework/{hope.id}").get_data(as_text=True)


def test_drafts_are_kept_as_json_and_come_back(cast, ash, hope):
    hidden = start(ash, hope)
    json_only = {"Accept": "application/json"}
    kept = ash.post(f"/portal/homework/{hope.id}/draft", data=hidden | {"sequence": "3", "q_small_difference": "new"}, headers=json_only)
    assert kept.json["saved"] and kept.json["sequence"] == 3
    late = ash.post(f"/portal/homework/{hope.id}/draft", data=hidden | {"sequence": "2", "q_small_difference": "old"}, headers=json_only)
    assert late.status_code == 200
    page = ash.get(f"/portal/homework/{hope.id}").get_data(as_text=True)
    assert re.search(r'<textarea[^>]*name="q_small_difference"[^>]*>\s*new</textarea>', page)
    assert not re.search(r"<textarea[^>]*>\s*old", page)
    assert [row.client_id for row in rows(cast, Beginning)] == [cast.ash.id]
    assert "Begun" in ash.get("/portal/").get_data(as_text=True)


def test_two_tabs_keep_two_versions_and_the_page_offers_both(cast, ash, hope):
    one, two = start(ash, hope), start(ash, hope)
    for hidden, text in ((one, "in one tab"), (two, "in the other")):
        ash.post(f"/portal/homework/{hope.id}/draft", data=hidden | {"sequence": "1", "q_small_difference": text})
    page = ash.get(f"/portal/homework/{hope.id}").get_data(as_text=True)
    assert "in the other" in page and "more than one version" in page
    assert "in one tab" in ash.get(f"/portal/homework/{hope.id}?draft={one['tab']}").get_data(as_text=True)


def test_without_script_keep_for_later_keeps(cast, ash, hope):
    kept = ash.post(f"/portal/homework/{hope.id}/send", data=start(ash, hope) | {"do": "later", "q_small_difference": "half"})
    assert kept.status_code == 303 and "It is kept" in ash.get(kept.location).get_data(as_text=True)
    assert ">\nhalf</textarea>" in ash.get(f"/portal/homework/{hope.id}").get_data(as_text=True)


def test_a_log_gathers_moments_as_cards_and_sends_each(cast, ash):
    log = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily")
    address = f"/portal/homework/{log.id}/send"
    page = ash.post(address, data=start(ash, log) | {"do": "add", "q_context": "Tea in the kitchen", "q_when-day": "yesterday"})
    html = page.get_data(as_text=True)
    moments = re.findall(r'name="moment" value="([^"]*)"', html)
    assert len(moments) == 1 and "Tea in the kitchen" in html and ">\nTea in" not in html
    packed = [text.replace("&#34;", '"').replace("&quot;", '"') for text in moments]
    asked = ash.post(address, data=fields(page) | {"do": "ask:0", "moment": packed}).get_data(as_text=True)
    assert "Take this moment out?" in asked
    changed = ash.post(address, data=fields(page) | {"do": "change:0", "moment": packed}).get_data(as_text=True)
    assert ">\nTea in the kitchen</textarea>" in changed and 'name="moment"' not in changed
    sent = ash.post(address, data=fields(page) | {"do": "send", "moment": packed, "q_context": "A walk"})
    assert sent.status_code == 303 and len(rows(cast, Entry)) == 2
    again = ash.get(f"/portal/homework/{log.id}").get_data(as_text=True)
    assert "Sent before" in again and "Tea in the kitchen" in again and "A walk" in again


def test_tampered_moments_never_break_the_page(cast, ash):
    log = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily")
    bad = ["[1]", "{", "[" * 100_000, json.dumps({"context": {"deep": 1}, "unknown": 1}), '{"context": "\\ud800\\u0000"}', '{"when": 3}']
    page = ash.post(f"/portal/homework/{log.id}/send", data=start(ash, log) | {"do": "send", "moment": bad})
    assert page.status_code == 422
    assert ash.post(f"/portal/homework/{log.id}/draft", data=start(ash, log) | {"sequence": "9", "moment": bad}).status_code == 200
    assert ash.get(f"/portal/homework/{log.id}").status_code == 200


def test_no_such_moment_today(cast, ash):
    log = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily")
    assert send(ash, log, q_no_moment="yes", q_no_moment_how="I slept early.").status_code == 303
    assert [entry.kind for entry in rows(cast, Entry)] == ["no-moment"]


@pytest.mark.parametrize("choice", ["not-now", "too-hard", "not-for-me"])
def test_declining_is_an_answer_and_keeps_what_was_typed(cast, ash, hope, choice):
    data = start(ash, hope) | {"decline": choice, "why": "This week is full.", "q_small_difference": "half"}
    sent = ash.post(f"/portal/homework/{hope.id}/decline", data=data)
    assert sent.status_code == 303 and "Thank you for saying so" in ash.get(sent.location).get_data(as_text=True)
    (entry,) = rows(cast, Entry)
    assert (entry.kind, entry.decline) == ("declined", choice)
    assert "half" in ash.get(f"/portal/homework/{hope.id}").get_data(as_text=True)


def test_strong_distress_is_met_with_ground_first_and_numbers_below(cast, ash):
    course = on_protocol(cast, cast.ash_episode, "attachment-repair", flavour="narrative")
    row = given(cast, course, cast.ash, "attachment-narrative", key="attachment-repair")
    page = ash.get(send(ash, row, q_how_it_formed="Long ago.", q_distress_after="9").location).get_data(as_text=True)
    assert page.index("five things you can see") < page.index("tel:112")
    assert [flag.kind for flag in rows(cast, Flag)] == ["distress"]


def test_taking_back_puts_the_words_into_a_draft_again(cast, ash, hope):
    send(ash, hope, q_small_difference=HOPE)
    (entry,) = rows(cast, Entry)
    assert ash.post(f"/portal/pages/{entry.id}/take-back").status_code == 303
    assert ash.get(f"/portal/pages/{entry.id}").status_code == 404
    assert HOPE in ash.get(f"/portal/homework/{hope.id}").get_data(as_text=True)
    send(ash, hope, q_small_difference=HOPE)
    second = next(row for row in rows(cast, Entry) if row.taken_back_at is None)
    alma = cast.browser(cast.alma)
    assert alma.post(f"/entries/{second.id}/read", data={"step": "read"}).status_code == 303
    assert "so it stays" in ash.get(ash.post(f"/portal/pages/{second.id}/take-back").location).get_data(as_text=True)


def test_a_ladder_takes_a_number_a_range_or_none(cast, ash):
    with cast.acting(cast.alma):
        ladder = make_ladder(cast.ash_episode.id, cast.ash.id, title="How near", words={"low": "alone", "high": "close"}, by=cast.alma.id)
        db.session.commit()
    address = f"/portal/ladders/{ladder.id}"
    assert "checked" not in ash.get(address).get_data(as_text=True)  # nothing is preselected, not even "no number"
    assert "keeps you from being lower" in ash.get(address).get_data(as_text=True)
    assert ash.post(address, data={"first_sign": "a call"}).status_code == 422
    assert "a call" in ash.post(address, data={"first_sign": "a call"}).get_data(as_text=True)
    for data in ({"value": "3"}, {"value": "2", "value_high": "next"}, {"value": ""}):
        assert ash.post(address, data=data).status_code == 303
    assert ash.post(address, data={"value": "11"}).status_code == 422
    assert ash.post(address, data={"value": "10", "value_high": "next"}).status_code == 422
    assert [(row.value, row.value_high) for row in rows(cast, Rating)] == [(3, None), (2, 3), (None, None)]
    assert "keeps you from being lower" not in ash.get(address).get_data(as_text=True)


def test_a_ladder_that_ended_meanwhile_says_so_and_holds_what_was_typed(cast, ash):
    with cast.acting(cast.alma):
        ladder = make_ladder(cast.ash_episode.id, cast.ash.id, title="How near", words={}, by=cast.alma.id)
        ladder.ended_at = clock.now()
        db.session.commit()
    page = ash.post(f"/portal/ladders/{ladder.id}", data={"value": "3", "first_sign": "a long thought"})
    assert page.status_code == 422 and "has ended" in page.text and "a long thought" in page.text and rows(cast, Rating) == []
    assert 'name="value"' not in page.text


def test_help_gives_numbers_first_and_telling_promises_nobody(cast, ash):
    page = ash.get("/portal/help").get_data(as_text=True)
    assert page.index("tel:112") < page.index("Tell Alma")
    told = ash.post("/portal/help/tell", data={"words": "It is bad today.", "episode": cast.ash_episode.id})
    after = ash.get(told.location).get_data(as_text=True)
    assert "Nobody is on their way" in after and after.index("tel:112") < after.index("Nobody is on their way")
    (flag,) = rows(cast, Flag)
    assert (flag.kind, flag.urgency, flag.client_id) == ("help-now", "urgent", cast.ash.id)


def test_the_safety_question_is_answered_alone_and_told_to_nobody(cast):
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            db.session.add(SafetyQuestion(episode_id=cast.couple.id, client_id=client.id, exercise_id="listening-turns",
                                          exercise_title="Five minutes each", asked_by=cast.alma.id, asked_at=clock.now()))
        db.session.commit()
    robin, kim = cast.browser(cast.robin), cast.browser(cast.kim)
    mine, theirs = (next(row.id for row in rows(cast, SafetyQuestion) if row.client_id == who.id) for who in (cast.robin, cast.kim))
    assert kim.get(f"/portal/safe/{mine}").status_code == 404
    before = bare(kim)
    assert robin.post(f"/portal/safe/{mine}", data={}).status_code == 422
    done = robin.get(robin.post(f"/portal/safe/{mine}", data={"answer": "no"}).location).get_data(as_text=True)
    assert "Thank you" in done and [row.answer for row in rows(cast, SafetyAnswer)] == ["no"]
    assert bare(kim) == before and theirs


def bare(browser) -> dict:
    """Every page of the portal as bytes, without what is random on each view."""
    found = {}
    for path in ("/portal/", "/portal/pages", "/portal/shared", "/portal/help", "/portal/private"):
        page = browser.get(path)
        body = re.sub(rb'(name="csrf_token" value=")[^"]*', rb"\1", page.data)
        headers = {key: value for key, value in page.headers.items() if key not in ("Date", "Set-Cookie")}
        found[path] = (page.status_code, body, headers)
    return found


def test_nothing_on_a_partners_pages_tells_what_the_other_did_alone(cast):
    course = on_protocol(cast, cast.couple)
    private = [given(cast, course, cast.robin, "hope-question"), given(cast, course, cast.robin, "exception-log", frequency="daily")]
    mine = given(cast, course, cast.kim, "hope-question")
    robin, kim = cast.browser(cast.robin), cast.browser(cast.kim)
    before = bare(kim), kim.get(f"/portal/homework/{mine.id}").status_code
    robin.post(f"/portal/homework/{private[0].id}/draft", data=start(robin, private[0]) | {"sequence": "1", "q_small_difference": "x"})
    send(robin, private[0], q_small_difference=HOPE)
    send(robin, private[1], q_no_moment="yes")
    robin.post("/portal/help/tell", data={"words": "x", "episode": cast.couple.id})
    assert (bare(kim), kim.get(f"/portal/homework/{mine.id}").status_code) == before
    for entry in rows(cast, Entry):
        assert kim.get(f"/portal/pages/{entry.id}").status_code == kim.get(f"/portal/sent/{entry.id}").status_code == 404
    for row in private:
        assert kim.get(f"/portal/homework/{row.id}").status_code == 404
        assert kim.post(f"/portal/homework/{row.id}/send", data={"do": "send"}).status_code == 404


def test_sharing_is_asked_preset_private_and_can_be_taken_out(cast):
    row = given(cast, on_protocol(cast, cast.couple), cast.robin, "hope-question")
    robin, kim = cast.browser(cast.robin), cast.browser(cast.kim)
    page = robin.get(f"/portal/homework/{row.id}").get_data(as_text=True)
    assert re.search(r'value="" checked><span>Only for me and Alma', page)
    assert "Only Alma and Sam read this. If it matters for you both" in page
    send(robin, row, q_small_difference=HOPE, share="partner")
    assert HOPE in kim.get("/portal/shared").get_data(as_text=True)
    (entry,) = rows(cast, Entry)
    robin.post(f"/portal/pages/{entry.id}/share", data={"do": "withdraw"})
    assert HOPE not in kim.get("/portal/shared").get_data(as_text=True)
    assert [copy.withdrawn_at is not None for copy in rows(cast, SharedEntry)] == [True]


def test_without_a_signed_policy_no_private_room_opens(cast):
    row = given(cast, on_protocol(cast, cast.couple), cast.robin, "hope-question")
    with cast.acting(cast.alma):
        signed = next(c for c in consents_of(cast.couple.id) if c.kind == "records-policy" and c.client_id == cast.kim.id)
        withdraw_consent(signed, on=today(), by=cast.alma.id)
        db.session.commit()
    robin = cast.browser(cast.robin)
    assert "agreement with you both" in robin.get(f"/portal/homework/{row.id}").get_data(as_text=True)
    assert row.title not in robin.get("/portal/").get_data(as_text=True)
    assert robin.post(f"/portal/homework/{row.id}/send", data={"do": "send"}).status_code == 404


def test_read_and_answered_shows_on_the_clients_page(cast, ash, hope):
    send(ash, hope, q_small_difference=HOPE)
    (entry,) = rows(cast, Entry)
    alma = cast.browser(cast.alma)
    assert HOPE in alma.get("/inbox").get_data(as_text=True)
    assert alma.post(f"/entries/{entry.id}/comment", data={"body": "Thank you for the breakfast."}).status_code == 303
    assert "Thank you for the breakfast." in ash.get(f"/portal/pages/{entry.id}").get_data(as_text=True)
    assert [step.step for step in rows(cast, EntryReading)] == ["read"]
