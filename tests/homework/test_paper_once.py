"""Typing a sheet in: once, with every question that was on it, and never past a stop; the words come back each time."""

import re
from datetime import timedelta

import pytest

from practice import clock
from practice.clients.actions import withdraw_consent
from practice.clients.queries import consents_of
from practice.db import db
from practice.homework import actions
from practice.homework.actions import NotTheWriter, Stopped, send_entry
from practice.homework.actions.ending import withdraw
from practice.homework.actions.stopping import stop_together
from practice.homework.models import Entry, HomeworkAssignment, PaperSheet, SharedEntry
from practice.protocols.answers import field_name
from tests.homework.given import given, on_protocol, today
from tests.homework.test_paper import packed, rows
from tests.portal.kims_world import joint_exercise, open_joint
from tests.portal.test_pages import send

WORDS = "We sat on the stairs and it was quiet"


@pytest.fixture
def joint(cast):
    course = on_protocol(cast, cast.couple)
    open_joint(cast, joint_exercise())
    return given(cast, course, None, joint_exercise(), scribe_id=cast.robin.id)


def again(row):
    return db.session.get(HomeworkAssignment, row.id)


def stop(cast, row, way: str) -> None:
    with cast.acting(cast.kim if way == "stopped" else cast.alma):
        stop_together(again(row)) if way == "stopped" else withdraw(again(row), by=cast.alma.id)
        db.session.commit()


def filled(page) -> dict:
    """Every text box of a page filled in, and the button that puts it among the pages."""
    return dict.fromkeys(re.findall(r'<textarea[^>]* name="(q_\w+)"', page.text), WORDS) | {"do": "send"}


@pytest.mark.parametrize("way", ["stopped", "withdrawn"])
def test_what_both_do_reaches_nobody_after_a_stop(cast, joint, way):
    alma, at = cast.browser(cast.alma), f"/homework/{joint.id}/write"
    typed = filled(alma.get(at))
    assert len(typed) > 1
    stop(cast, joint, way)
    for who, more in ((cast.alma, {"on_behalf_of": True}), (cast.robin, {})):
        with cast.acting(who), pytest.raises(Stopped):
            send_entry(again(joint), occurrence="once", answers={}, made_id=f"late-{way}", kind="declined", decline="not-now", **more)
    late = alma.post(at, data=typed)
    assert late.status_code == 422 and WORDS in late.text and "not asked of them any more" in late.text
    closed = alma.get(at)
    assert closed.status_code == 422 and "not asked of them any more" in closed.text and "<textarea" not in closed.text
    assert issubclass(Stopped, NotTheWriter) and not rows(cast, Entry) and not rows(cast, SharedEntry)


def test_a_stop_that_comes_in_while_it_is_sent_brings_the_words_back(cast, joint, monkeypatch):
    def late(*_given, **_more):
        raise Stopped

    monkeypatch.setattr("practice.portal.views.homework.send_entry", late)
    page = cast.browser(cast.robin)
    told = send(page, joint, **{name: text for name, text in filled(page.get(f"/portal/homework/{joint.id}")).items() if name != "do"})
    assert told.status_code == 409 and WORDS in told.text and "not asked of you any more" in told.text


def test_a_sheet_of_what_was_stopped_is_answered_kindly_at_its_code(cast, joint):
    code = packed(cast, joint, None, joint_exercise(), joint.phase_id)
    with cast.acting(cast.alma):
        db.session.get(PaperSheet, rows(cast, PaperSheet)[0].id).assignment_id = joint.id
        db.session.commit()
    stop(cast, joint, "stopped")
    said = cast.browser(cast.alma).post("/paper", data={"code": code})
    assert said.status_code == 422 and "not asked of them any more" in said.text


def test_without_the_signed_policy_the_words_come_back(cast, joint):
    alma, at = cast.browser(cast.alma), f"/homework/{joint.id}/write"
    typed = filled(alma.get(at))
    with cast.acting(cast.alma):
        signed = next(one for one in consents_of(cast.couple.id) if one.kind == "records-policy" and one.client_id == cast.kim.id)
        withdraw_consent(signed, on=today(), by=cast.alma.id)
        db.session.commit()
    assert alma.get(at).status_code == 422
    late = alma.post(at, data=typed)
    assert late.status_code == 422 and WORDS in late.text and "not signed by both" in late.text and not rows(cast, Entry)


@pytest.mark.parametrize("kind", ["NotShared", "NotTheWriter"])
def test_whatever_changes_while_it_is_typed_in_the_words_come_back(cast, joint, monkeypatch, kind):
    def late(*_given, **_more):
        raise getattr(actions, kind)

    alma, at = cast.browser(cast.alma), f"/homework/{joint.id}/write"
    typed = filled(alma.get(at))
    monkeypatch.setattr("practice.homework.views.typed_in.send_entry", late)
    page = alma.post(at, data=typed)
    assert page.status_code == 422 and WORDS in page.text and "still on this page" in page.text


def test_one_sheet_found_by_its_square_makes_one_entry(cast):
    course = on_protocol(cast, cast.ash_episode)
    code, row = packed(cast, course, cast.ash), given(cast, course, cast.ash, "hope-question")
    alma = cast.browser(cast.alma)
    place = alma.get("/paper", query_string={"code": code}).location
    assert place == f"/homework/{row.id}/write?sheet={code}"
    typed = {"do": "send", "q_small_difference": WORDS, "made": "a" * 32}
    first = alma.post(place, data=typed)
    (sheet,) = rows(cast, PaperSheet)
    assert first.status_code == 303 and sheet.typed_in_at and sheet.assignment_id == row.id
    assert alma.post(place, data=typed).location == first.location, "pressed twice is sent once"
    second = alma.post(place, data=typed | {"made": "b" * 32})
    assert second.status_code == 422 and "This sheet was typed in on" in second.text and WORDS in second.text
    assert len(rows(cast, Entry)) == 1


def test_a_whole_sheet_finds_every_question_though_the_short_version_was_agreed_since(cast):
    course = on_protocol(cast, cast.ash_episode)
    code = packed(cast, course, cast.ash, "strengths", "resources")
    row = given(cast, course, cast.ash, "strengths", phase="resources", light=True)
    alma = cast.browser(cast.alma)
    place = alma.get("/paper", query_string={"code": code}).location
    page, short = alma.get(place), alma.get(f"/homework/{row.id}/write")
    names = [set(re.findall(r'name="(q_\w+?)(?:-\d+)?"', one.text)) for one in (page, short)]
    assert names[0] > names[1]
    beyond = sorted(set(filled(page)) - set(filled(short)))
    assert alma.post(place, data=filled(page)).status_code == 303
    (entry,) = rows(cast, Entry)
    told = {field_name(one["id"]) for one in entry.labels["fields"]}
    assert beyond and set(beyond) <= told and all(entry.answers[name.removeprefix("q_")] == WORDS for name in beyond)


def test_of_two_agreed_the_one_as_long_as_the_sheet_is_typed_in(cast):
    course = on_protocol(cast, cast.ash_episode)
    code = packed(cast, course, cast.ash, "strengths", "resources")
    whole = given(cast, course, cast.ash, "strengths", phase="resources")
    short = given(cast, course, cast.ash, "strengths", phase="resources", light=True, confirmed=True, at=clock.now() + timedelta(minutes=1))
    assert cast.browser(cast.alma).get("/paper", query_string={"code": code}).location.startswith(f"/homework/{whole.id}/")
    assert short.agreed_at > whole.agreed_at
