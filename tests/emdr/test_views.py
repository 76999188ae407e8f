"""The EMDR record: for the credential alone, in the room alone, one row per set."""

from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from practice.accounts.actions import record_credential
from practice.db import db
from practice.emdr import actions, queries
from practice.emdr.models import EmdrSet
from practice.emdr.words import BadRecord
from tests.safety.visitor import signed_in


@pytest.fixture
def trained(cast):
    with cast.acting(cast.alma):
        record_credential(cast.alma, "emdr", "EMDR II", date(2020, 1, 1), by=cast.alma.id)
    db.session.commit()


@pytest.fixture
def target(cast, trained):
    with cast.acting(cast.alma):
        made = actions.name_target(cast.couple.id, cast.robin.id, {"memory": "The vase", "body": "stomach"}, by=cast.alma.id)
    db.session.commit()
    return made.id


def sets(cast, target_id):
    db.session.rollback()
    with cast.acting(cast.alma):
        return [(row.n, row.sud, row.voc, row.words) for row in queries.sets_by_target(cast.couple.id).get(target_id, [])]


def test_without_the_credential_there_is_no_such_page(cast):
    alma = signed_in(cast, cast.alma)
    assert alma.get(f"/episodes/{cast.couple.id}/emdr").status_code == 404
    assert alma.post(f"/episodes/{cast.couple.id}/emdr", data={"memory": "x"}).status_code == 404
    assert "emdr" not in alma.get(f"/episodes/{cast.couple.id}").text.lower()


def test_a_target_is_named_and_sets_follow(cast, trained):
    alma = signed_in(cast, cast.alma)
    address = f"/episodes/{cast.couple.id}/emdr"
    assert address in alma.get(f"/episodes/{cast.couple.id}").text
    wrong = alma.post(address, data={"client": cast.robin.id, "image": "kept as typed"})
    assert wrong.status_code == 422 and "kept as typed" in wrong.text and "few words for the memory" in wrong.text
    done = alma.post(address, data={"client": cast.robin.id, "memory": "花瓶 <b>", "negative": "I am not safe"})
    assert done.status_code == 303
    page = alma.get(done.location).text
    assert "花瓶 &lt;b&gt;" in page and "I am not safe" in page and "Set 1" in page and "checked" not in page
    place = done.location.rsplit("/", 1)[1]
    assert alma.post(f"/emdr/{place}/sets", data={"sud": "8", "voc": "2", "notices": "a sound"}).status_code == 303
    assert alma.post(f"/emdr/{place}/sets", data={"sud": "5", "voc": ""}).status_code == 303
    assert sets(cast, place) == [(1, 8, 2, {"notices": "a sound"}), (2, 5, None, None)]
    assert "Set 3" in alma.get(done.location).text


@pytest.mark.parametrize("given", [{"sud": "11"}, {"sud": "-1"}, {"voc": "0"}, {"voc": "8"}, {"sud": "many"}, {"sud": "9" * 40}, {}])
def test_what_is_no_position_comes_back_with_words(cast, target, given):
    alma = signed_in(cast, cast.alma)
    page = alma.post(f"/emdr/{target}/sets", data={"body": "in the throat", **given})
    expected = 303 if not given else 422
    assert page.status_code == expected
    assert given == {} or "in the throat" in page.text
    assert len(sets(cast, target)) == (0 if given else 1)


def test_a_set_stands_as_it_was_said(cast, target):
    with cast.acting(cast.alma):
        found = queries.targets_of(cast.couple.id)[0]
        row = actions.add_set(found, sud=7, voc=None, words={}, by=cast.alma.id)
        db.session.commit()
        row.sud = 1
        with pytest.raises(DBAPIError):
            db.session.flush()
        db.session.rollback()
    assert sets(cast, target) == [(1, 7, None, None)]
    assert db.session.query(EmdrSet).count() == 0  # no scope: nothing comes back


def test_put_aside_takes_nothing_more_until_it_is_taken_up(cast, target):
    alma = signed_in(cast, cast.alma)
    assert alma.post(f"/emdr/{target}/aside", data={"do": "aside"}).status_code == 303
    assert alma.post(f"/emdr/{target}/sets", data={"sud": "3"}).status_code == 422
    assert alma.post(f"/emdr/{target}/aside", data={"do": "take-up"}).status_code == 303
    assert alma.post(f"/emdr/{target}/sets", data={"sud": "3"}).status_code == 303


def test_nothing_at_all_is_no_set(cast, target):
    with cast.acting(cast.alma), pytest.raises(BadRecord):
        actions.add_set(queries.targets_of(cast.couple.id)[0], sud=None, voc=None, words={"notices": "  "}, by=cast.alma.id)


def test_a_press_twice_makes_one_and_another_page_is_asked(cast, trained):
    alma, address = signed_in(cast, cast.alma), f"/episodes/{cast.couple.id}/emdr"
    told = {"client": cast.robin.id, "memory": "The vase"}
    first, again = alma.post(address, data=told), alma.post(address, data=told)
    assert first.location == again.location
    place, said = first.location.rsplit("/", 1)[1], {"n": "1", "sud": "8", "notices": "a sound"}
    assert [alma.post(f"/emdr/{place}/sets", data=said).status_code for _twice in range(2)] == [303, 303]
    other = alma.post(f"/emdr/{place}/sets", data={"n": "1", "sud": "3", "notices": "typed in another tab"})
    assert other.status_code == 422 and "Another set was added meanwhile" in other.text and "typed in another tab" in other.text
    assert 'name="n" value="2"' in other.text
    assert alma.post(f"/emdr/{place}/sets", data=said | {"n": "2"}).status_code == 303, "the same number again is another set"
    assert [n for n, *_said in sets(cast, place)] == [1, 2]
