"""Smaller, changed, withdrawn: entries stay, the client reads one kind sentence; and looking back, asked once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.scope import everything
from practice.db import db
from practice.homework.actions import end_assignment, send_entry
from practice.homework.actions.ending import Ended, NoSmaller, change, look_back, make_smaller, withdraw
from practice.homework.models import HomeworkAssignment, LookBack
from practice.homework.queries.ended import has_smaller, put_aside, to_look_back_on
from tests.homework.given import given, on_protocol, today
from tests.homework.test_review import hope, sent
from tests.people import reload


def rows(cast, model):
    with everything("looking after a page", cast.practice.id):
        return db.session.scalars(select(model)).all()


def aside(cast, who):
    with cast.acting(who):
        return [(one.title, one.how) for one in put_aside(who.id, clock.now())]


def coping(cast, **more):
    return given(cast, on_protocol(cast, cast.ash_episode, phase="resources"), cast.ash, "coping-list", **more)


def test_too_hard_offers_the_short_version_and_one_press_agrees_it(cast):
    agreed = coping(cast)
    entry_id = sent(cast, cast.ash, agreed, kind="declined", decline="too-hard")
    ash, alma = cast.browser(cast.ash), cast.browser(cast.alma)
    assert "There is a shorter version" in ash.get(f"/portal/sent/{entry_id}").text
    assert "Offer the short version" in alma.get(f"/entries/{entry_id}").text
    assert alma.post(f"/homework/{agreed.id}/smaller").status_code == 303
    old, new = sorted(rows(cast, HomeworkAssignment), key=lambda row: row.light)
    assert (old.ended_how, new.replaces_id, new.light, new.frequency) == ("replaced", old.id, True, old.frequency)
    home = ash.get("/portal/").text
    assert "is shorter now" in home and f"/portal/homework/{new.id}" in home and f"/portal/homework/{old.id}" not in home
    assert ash.get(f"/portal/pages/{entry_id}").status_code == 200
    assert "Offer the short version" not in alma.get(f"/entries/{entry_id}").text


def test_what_has_no_short_version_says_so(cast):
    agreed = hope(cast)
    entry_id = sent(cast, cast.ash, agreed, kind="declined", decline="too-hard")
    with cast.acting(cast.alma):
        assert has_smaller(reload(HomeworkAssignment, agreed.id)) is has_smaller(agreed)
    if not has_smaller(agreed):
        with cast.acting(cast.alma), pytest.raises(NoSmaller):
            make_smaller(agreed, by=cast.alma.id)
        assert "no shorter version" in cast.browser(cast.alma).get(f"/entries/{entry_id}").text


def test_the_short_version_cannot_be_made_shorter(cast):
    agreed = coping(cast, light=True)
    with cast.acting(cast.alma), pytest.raises(NoSmaller):
        make_smaller(agreed, by=cast.alma.id)


def test_a_change_is_a_new_agreement_and_what_was_sent_stays(cast):
    agreed = coping(cast)
    with cast.acting(cast.ash):
        entry_id = send_entry(agreed, occurrence="once", answers={"ways": ["a walk"]}, made_id="a" * 32).id
        db.session.commit()
    alma, last = cast.browser(cast.alma), today() + timedelta(days=9)
    assert "a walk" not in alma.get(f"/homework/{agreed.id}/change").text
    done = alma.post(f"/homework/{agreed.id}/change",
                     data={"frequency": "days", "every": "3", "until": last.isoformat(), "length": "whole", "message": "Slowly."})
    new = next(row for row in rows(cast, HomeworkAssignment) if row.ended_at is None)
    assert done.location == f"/homework/{new.id}?done=changed"
    assert (new.frequency, new.every, new.until, new.message, new.replaces_id) == ("days", 3, last, "Slowly.", agreed.id)
    assert aside(cast, cast.ash) == [(agreed.title, "changed")]
    assert "a walk" in cast.browser(cast.ash).get(f"/portal/pages/{entry_id}").text
    page = alma.get(f"/homework/{agreed.id}").text
    assert "What is agreed now" in page and "a walk" in page


def test_a_change_that_makes_no_sense_is_said_at_its_field(cast):
    agreed = coping(cast)
    answer = cast.browser(cast.alma).post(
        f"/homework/{agreed.id}/change", data={"frequency": "daily", "until": "2020-01-01", "length": "whole", "message": "Kept"})
    assert answer.status_code == 422 and "lies before it begins" in answer.text and "Kept" in answer.text
    assert len(rows(cast, HomeworkAssignment)) == 1


def test_withdrawing_keeps_entries_and_says_one_sentence(cast):
    agreed = hope(cast)
    entry_id = sent(cast, cast.ash, agreed)
    alma, ash = cast.browser(cast.alma), cast.browser(cast.ash)
    assert alma.post(f"/homework/{agreed.id}/withdraw").status_code == 303
    home = ash.get("/portal/").text
    assert home.count("aside for now") == 1 and "How was it?" not in home
    assert ash.get(f"/portal/pages/{entry_id}").status_code == 200 and entry_id in ash.get("/portal/pages").text
    assert "Put aside" in alma.get(f"/homework/{agreed.id}").text
    for deed in ("change", "smaller", "withdraw"):
        assert alma.post(f"/homework/{agreed.id}/{deed}").location == f"/homework/{agreed.id}"
    with cast.acting(cast.alma):
        with pytest.raises(Ended):
            change(reload(HomeworkAssignment, agreed.id), frequency="once", light=False, by=cast.alma.id)
        withdraw(reload(HomeworkAssignment, agreed.id), by=cast.alma.id)
        assert reload(HomeworkAssignment, agreed.id).ended_how == "withdrawn"


def test_a_sentence_goes_after_a_week(cast):
    agreed = hope(cast)
    with cast.acting(cast.alma):
        withdraw(agreed, by=cast.alma.id, at=clock.now() - timedelta(days=8))
        db.session.commit()
    assert aside(cast, cast.ash) == []


def test_looking_back_is_asked_once_when_it_ends(cast):
    agreed = hope(cast)
    ash, alma, address = cast.browser(cast.ash), cast.browser(cast.alma), f"/portal/homework/{agreed.id}/look-back"
    assert ash.get(address).status_code == 404 and "How was it?" not in ash.get("/portal/").text
    assert alma.post(f"/homework/{agreed.id}/end").status_code == 303
    assert "How was it?" in ash.get("/portal/").text
    assert ash.post(address, data={"words": ""}).status_code == 422
    assert ash.post(address, data={"helpful": "a-little", "words": "The evenings <b>were</b> short."}).status_code == 303
    assert ash.post(address, data={"helpful": "no"}).status_code == 303
    assert "How was it?" not in ash.get("/portal/").text
    page = alma.get(f"/homework/{agreed.id}").text
    assert "It helped a little." in page and "The evenings &lt;b&gt;were&lt;/b&gt; short." in page
    (row,) = rows(cast, LookBack)
    assert (row.helpful, row.client_id) == ("a-little", cast.ash.id)


def test_rather_not_is_an_answer_too(cast):
    agreed = hope(cast)
    sent(cast, cast.ash, agreed)
    ash = cast.browser(cast.ash)
    assert "How was it?" in ash.get("/portal/").text, "asked once and answered: it has come to its end"
    assert ash.post(f"/portal/homework/{agreed.id}/look-back", data={"do": "skip"}).location == "/portal/"
    assert "How was it?" not in ash.get("/portal/").text


def test_what_repeats_is_not_asked_about_after_each_entry(cast):
    course = on_protocol(cast, cast.ash_episode, phase="resources")
    agreed = given(cast, course, cast.ash, "exception-log", frequency="daily", opens_on=today(), until=today() + timedelta(days=2))
    with cast.acting(cast.ash):
        assert to_look_back_on(cast.ash.id, today()) is None
        assert to_look_back_on(cast.ash.id, today() + timedelta(days=3)).id == agreed.id
        assert to_look_back_on(cast.ash.id, today() + timedelta(days=40)) is None


@pytest.mark.parametrize("how", ["withdrawn", "replaced", "stopped"])
def test_what_was_put_aside_is_not_asked_about(cast, how):
    agreed = hope(cast)
    with cast.acting(cast.alma):
        end_assignment(agreed, by=cast.alma.id, how=how)
        db.session.commit()
    with cast.acting(cast.ash):
        assert to_look_back_on(cast.ash.id, today()) is None


def test_a_partner_learns_nothing_of_what_the_other_said(cast):
    course = on_protocol(cast, cast.couple)
    theirs = {who.id: given(cast, course, who, "hope-question") for who in (cast.robin, cast.kim)}
    with cast.acting(cast.alma):
        for row in theirs.values():
            end_assignment(row, by=cast.alma.id)
        db.session.commit()
    kim = cast.browser(cast.kim)
    before = kim.get("/portal/").text
    with cast.acting(cast.robin):
        look_back(theirs[cast.robin.id], helpful="no", words="I was alone with it.")
        db.session.commit()
    assert kim.get("/portal/").text == before
    assert kim.get(f"/portal/homework/{theirs[cast.robin.id].id}/look-back").status_code == 404
