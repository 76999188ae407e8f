"""The page of a flag: where it came from, the list to think with, what it leads to; raising one on an answer, note, contact."""

import pytest
from sqlalchemy import select

from practice import clock
from practice.db import db
from practice.episodes.actions import plan_session
from practice.homework.actions import send_entry
from practice.notes.actions import save_note, write_contact
from practice.safety import actions
from practice.safety.models import Flag, FlagStep, Screening
from practice.safety.words import KINDS, kind
from tests.homework.given import given, on_protocol
from tests.safety.visitor import signed_in


def only(cast, model):
    with cast.acting(cast.alma):
        found = db.session.scalars(select(model)).all()
        db.session.expunge_all()
        db.session.rollback()
    return found


@pytest.fixture
def sources(cast):
    """{kind: id} of an answer, a note and a contact of Ash's."""
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    with cast.acting(cast.ash):
        entry = send_entry(row, occurrence="once", answers={"small_difference": "Tea"}, made_id="a").id
        db.session.commit()
    with cast.acting(cast.alma):
        session = plan_session(cast.ash_episode.id, cast.ash.id, starts_at=clock.now(), by=cast.alma.id)
        db.session.flush()
        note = save_note(session, body={"talked_about": "x"}, safety={}, questions=[], version=0, by=cast.alma.id).id
        contact = write_contact(cast.ash_episode.id, cast.ash.id, kind="call", happened_on=clock.now().date(), with_whom="",
                                line="Called", by=cast.alma.id, sign=True).id  # fmt: skip
        session_id = session.id
        db.session.commit()
    return {"entry": entry, "note": note, "contact": contact, "session": session_id}


@pytest.mark.parametrize("name", ["entry", "note", "contact"])
def test_a_flag_is_raised_on_it_and_leads_back_to_it(cast, sources, name):
    alma, source = signed_in(cast, cast.alma), sources[name]
    page = {"entry": f"/entries/{source}", "note": f"/sessions/{sources['session']}/note",
            "contact": f"/episodes/{cast.ash_episode.id}/notes"}[name]  # fmt: skip
    assert f"source={source}" in alma.get(page).text
    form = f"/episodes/{cast.ash_episode.id}/flags/new?source={source}&client={cast.ash.id}"
    assert "It stays linked" in alma.get(form).text
    answer = alma.post(form, data={"client": cast.ash.id, "kind": "self-harm", "urgency": "urgent"})
    assert answer.status_code == 302
    [flag] = only(cast, Flag)
    assert flag.source_id == source
    shown = alma.get(f"/flags/{flag.id}").text
    link = shown.split("it came from")[0].rsplit('href="', 1)[1].split('"')[0]
    assert "it came from" in shown and alma.get(link).status_code in (200, 302)


def test_what_is_not_theirs_is_no_source(cast, sources):
    cleo = signed_in(cast, cast.cleo)
    form = f"/episodes/{cast.sky_episode.id}/flags/new?source={sources['entry']}"
    assert "It stays linked" not in cleo.get(form).text
    assert cleo.post(form, data={"client": cast.sky.id, "kind": "other", "urgency": "review"}).status_code == 302
    with cast.acting(cast.cleo):
        assert db.session.scalars(select(Flag)).one().source_id is None


def test_every_kind_has_words_of_its_own():
    for code in (*KINDS, "not-answered", "help-now", "distress"):
        assert kind(code) != code


def test_the_list_for_a_child_goes_into_the_record(cast):
    with cast.acting(cast.alma):
        flag = actions.raise_flag(cast.ash_episode.id, cast.ash.id, kind="child", urgency="urgent").id
        other = actions.raise_flag(cast.ash_episode.id, cast.ash.id, kind="suicide", urgency="urgent").id
        db.session.commit()
    alma = signed_in(cast, cast.alma)
    assert "law and our practice ask me to report" in alma.get(f"/flags/{flag}").text
    assert "thought_of" not in alma.get(f"/flags/{other}").text
    assert alma.post(f"/flags/{flag}/acknowledge", data={"thought_of": ["law", "said"], "words": "Rang the office"}).status_code == 302
    [step] = only(cast, FlagStep)
    assert step.words.count("✓") == 2 and step.words.endswith("Rang the office")
    assert alma.post(f"/flags/{flag}/acknowledge", data={"thought_of": ["law"], "words": " "}).status_code == 422


def test_violence_leads_to_the_conversation_alone_filled_in_beforehand(cast):
    with cast.acting(cast.alma):
        flag = actions.raise_flag(cast.couple.id, cast.kim.id, kind="violence", urgency="urgent").id
        other = actions.raise_flag(cast.couple.id, cast.kim.id, kind="other", urgency="review").id
        db.session.commit()
    alma = signed_in(cast, cast.alma)
    link = f"/episodes/{cast.couple.id}/screening/{cast.kim.id}?flag={flag}"
    assert link.replace("&", "&amp;") in alma.get(f"/flags/{flag}").text
    page = alma.get(link).text
    assert 'value="concern" checked' in page and 'name="done_on"' in page
    assert alma.get(link.replace(flag, other)).status_code == 404
    assert alma.get(f"/episodes/{cast.couple.id}/screening/{cast.robin.id}?flag={flag}").status_code == 404
    assert only(cast, Screening) == [], "nothing is recorded until the counselor does"
