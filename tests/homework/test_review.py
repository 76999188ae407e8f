"""The review loop: the inbox, the next session's list, what supervisors see, and how the client learns it was read."""

import re
from datetime import timedelta

import pytest

from practice import clock
from practice.db import db
from practice.episodes.actions import plan_session
from practice.homework.actions import send_entry, take_back, take_up
from practice.homework.actions.sending import AlreadyRead
from practice.homework.models import Entry
from practice.homework.queries import steps_of, to_take_up
from practice.planning.queries import prep_sheet
from tests.homework.given import given, on_protocol, today
from tests.people import reload

HOPE = "We would laugh at breakfast."


def sent(cast, client, assignment, words=HOPE, *, made="a", kind="answer", **more):
    with cast.acting(client):
        entry = send_entry(assignment, occurrence="once", answers={"small_difference": words} if kind == "answer" else {},
                           made_id=made * 32, kind=kind, **more)
        db.session.commit()
        return entry.id


def hope(cast):
    return given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")


def meeting(cast, episode, client_id=None):
    with cast.acting(cast.alma):
        session = plan_session(episode.id, starts_at=clock.now() + timedelta(days=1), minutes=50, client_id=client_id,
                               by=cast.alma.id)
        db.session.commit()
        return session.id


def test_what_waits_comes_oldest_first(cast):
    course = on_protocol(cast, cast.ash_episode)
    first = given(cast, course, cast.ash, "hope-question")
    now = clock.now()
    sent(cast, cast.ash, first, "the newer words", made="b", at=now)
    sent(cast, cast.ash, first, "the older words", made="a", at=now - timedelta(days=3))
    page = cast.browser(cast.alma).get("/inbox").text
    assert page.index("the older words") < page.index("the newer words")


def test_taking_up_puts_it_on_the_list_until_it_was_talked_over(cast):
    entry_id, session_id = sent(cast, cast.ash, hope(cast)), meeting(cast, cast.ash_episode, cast.ash.id)
    alma = cast.browser(cast.alma)
    assert "To take up today" not in alma.get(f"/sessions/{session_id}/prep").text
    done = alma.post(f"/entries/{entry_id}/read", data={"step": "take-up", "from": "to-read"})
    assert done.location == "/inbox?show=to-read&done=take-up"
    page = alma.get(f"/sessions/{session_id}/prep").text
    assert "To take up today" in page and page.index("To take up today") < page.index("Written since last time")
    assert "For the next session" in alma.get("/inbox?show=all").text
    alma.post(f"/entries/{entry_id}/read", data={"step": "discussed"})
    assert "To take up today" not in alma.get(f"/sessions/{session_id}/prep").text


def test_the_list_outlives_a_meeting_and_stays_in_its_room(cast):
    course = on_protocol(cast, cast.couple)
    entry_id = sent(cast, cast.robin, given(cast, course, cast.robin, "hope-question"))
    with cast.acting(cast.alma):
        take_up(reload(Entry, entry_id), by=cast.alma.id)
        alone = plan_session(cast.couple.id, starts_at=clock.now() + timedelta(days=1), minutes=50, by=cast.alma.id,
                             client_id=cast.kim.id)
        db.session.flush()
        assert [row.id for row in to_take_up(cast.couple.id)] == [entry_id]
        assert not prep_sheet(alone, today()).take_up


def test_reading_and_taking_up_are_seen_by_the_client_and_end_taking_back(cast):
    entry_id = sent(cast, cast.ash, hope(cast))
    ash, alma = cast.browser(cast.ash), cast.browser(cast.alma)
    assert "has not marked it as read yet" in ash.get(f"/portal/pages/{entry_id}").text
    alma.post(f"/entries/{entry_id}/read", data={"step": "take-up"})
    assert "would like to talk about it" in ash.get(f"/portal/pages/{entry_id}").text
    assert "Read</span>" in ash.get("/portal/pages").text.replace("\n", "")
    with cast.acting(cast.ash), pytest.raises(AlreadyRead):
        take_back(reload(Entry, entry_id))


def test_pressing_twice_changes_nothing_and_an_unknown_step_reads(cast):
    entry_id = sent(cast, cast.ash, hope(cast))
    alma = cast.browser(cast.alma)
    for step in ("take-up", "take-up", "else"):
        assert alma.post(f"/entries/{entry_id}/read", data={"step": step}).status_code == 303
    with cast.acting(cast.alma):
        assert set(steps_of(entry_id)) == {"read", "take-up"}


def test_an_answer_stands_beside_the_words_of_the_client(cast):
    entry_id = sent(cast, cast.ash, hope(cast))
    cast.browser(cast.alma).post(f"/entries/{entry_id}/comment", data={"body": "<b>That</b> breakfast stays with me."})
    page = cast.browser(cast.ash).get(f"/portal/pages/{entry_id}").text
    assert "&lt;b&gt;That&lt;/b&gt; breakfast" in page and "Alma has read it." in page


def test_a_supervisor_sees_no_button_that_leads_nowhere(cast):
    agreed = hope(cast)
    entry_id = sent(cast, cast.ash, agreed)
    hard = sent(cast, cast.ash, agreed, made="c", kind="declined", decline="too-hard")
    sam = cast.browser(cast.sam)
    for address in ("/inbox", "/inbox?show=all", f"/entries/{entry_id}", f"/entries/{hard}", f"/homework/{agreed.id}"):
        page = sam.get(address)
        assert page.status_code == 200
        main = page.text[page.text.index("<main"):page.text.index("</main>")]
        assert not re.findall(r'<form[^>]*action="([^"]+)"', main), address
        for link in set(re.findall(r'<a[^>]*href="(/[^"#]*)"', main)):
            assert sam.get(link.replace("&amp;", "&")).status_code == 200, f"{address}: {link}"
