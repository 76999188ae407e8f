"""What an owner does with accounts, and that nobody else can."""

import re

import pytest

from practice.access.models import Supervision
from practice.accounts.actions import add_counselor
from practice.accounts.models import Counselor, Credential
from practice.db import db, new_id
from tests.entrances import PASSPHRASE, Browser


def one(place, person) -> Counselor:
    return place.rows(Counselor, id=person)[0]


@pytest.fixture
def owner(place):
    browser = place.browser("alma")
    browser.get("/colleagues")
    return browser


def test_a_colleague_gets_a_passphrase_that_is_shown_once(place, owner):
    page = owner.post("/colleagues", name="Bo Lind", login="Bo", roles=["counselor"], scope="guidance")
    words = re.search(r"[a-z]+-[a-z]+-[a-z]+-[a-z]+(?=<)", page.get_data(as_text=True))[0]
    assert page.status_code == 200
    bo = place.rows(Counselor, login="bo")[0]
    assert (bo.roles, bo.scope) == (["counselor"], "guidance") and words not in bo.passphrase_hash
    assert Browser(place.app).sign_in("bo", words).status_code == 303
    assert words not in owner.get(f"/colleagues/{bo.id}").get_data(as_text=True)


def test_a_taken_sign_in_name_is_refused_in_words_and_the_rest_stays(place, owner):
    page = owner.post("/colleagues", name="Bo Lind", login="CLEO", roles=["counselor"], scope="therapist")
    text = page.get_data(as_text=True)
    assert page.status_code == 422 and "already" in text and 'value="Bo Lind"' in text


def test_new_roles_sign_the_colleague_out(place, owner):
    cleo = place.browser("cleo")
    assert owner.post(f"/colleagues/{place.cleo}/roles", roles=["counselor", "supervisor"], scope="guidance").status_code == 303
    assert one(place, place.cleo).roles == ["counselor", "supervisor"]
    assert cleo.get("/profile").status_code == 302


def test_the_last_owner_stays(place, owner):
    page = owner.post(f"/colleagues/{place.alma}/roles", roles=["counselor"], scope="therapist")
    assert page.status_code == 422 and "stay owner" in page.get_data(as_text=True)
    assert owner.post(f"/colleagues/{place.alma}/door").status_code == 422
    assert one(place, place.alma).disabled_at is None


def test_a_disabled_colleague_is_out_at_once_and_may_come_back(place, owner):
    cleo = place.browser("cleo")
    owner.post(f"/colleagues/{place.cleo}/door")
    assert cleo.get("/profile").status_code == 302
    assert Browser(place.app).sign_in("cleo").status_code == 422
    owner.post(f"/colleagues/{place.cleo}/door", way="open")
    assert Browser(place.app).sign_in("cleo").status_code == 303


def test_a_lost_passphrase_is_replaced(place, owner):
    page = owner.post(f"/colleagues/{place.cleo}/passphrase").get_data(as_text=True)
    words = re.search(r"[a-z]+-[a-z]+-[a-z]+-[a-z]+(?=<)", page)[0]
    assert Browser(place.app).sign_in("cleo", PASSPHRASE).status_code == 422
    assert Browser(place.app).sign_in("cleo", words).status_code == 303
    assert owner.post(f"/colleagues/{place.alma}/passphrase").status_code == 404


def test_a_qualification_is_dated_and_not_from_tomorrow(place, owner):
    at = f"/colleagues/{place.cleo}/credentials"
    page = owner.post(at, kind="trauma", title="Trauma-focused training", granted_on="2999-01-01")
    assert page.status_code == 422 and "lies ahead" in page.get_data(as_text=True)
    page = owner.post(at, kind="trauma", title="Trauma-focused training", granted_on="last spring")
    assert page.status_code == 422 and "year-month-day" in page.get_data(as_text=True)
    assert owner.post(at, kind="trauma", title="Trauma-focused training", granted_on="2024-03-01").status_code == 303
    [row] = place.rows(Credential, counselor_id=place.cleo)
    assert (row.kind, row.granted_on.isoformat(), row.recorded_by) == ("trauma", "2024-03-01", place.alma)


def test_a_supervisee_is_named_once_and_the_naming_can_end(place, owner):
    at = f"/colleagues/{place.sam}/supervisees"
    assert owner.post(at, supervisee=place.alma).status_code == 303
    assert owner.post(at, supervisee=place.alma).status_code == 303
    [row] = place.rows(Supervision, supervisor_id=place.sam)
    assert row.supervisee_id == place.alma and row.ends_at is None
    assert owner.post(at, supervisee="nobody").status_code == 422
    assert owner.post(f"{at}/{row.id}/end").status_code == 303
    assert place.rows(Supervision, supervisor_id=place.sam)[0].ends_at is not None


def test_only_owners_and_only_their_own_people(place, owner):
    cleo = place.browser("cleo")
    cleo.get("/profile")
    for path in ("/colleagues", f"/colleagues/{place.alma}"):
        assert cleo.get(path).status_code == 404
    assert cleo.post("/colleagues", name="X", login="xx", roles=["owner"], scope="therapist").status_code == 404
    assert cleo.post(f"/colleagues/{place.cleo}/roles", roles=["owner"], scope="therapist").status_code == 404
    assert owner.get(f"/colleagues/{new_id()}").status_code == 404
    assert one(place, place.cleo).roles == ["counselor"]


def test_people_of_another_practice_do_not_exist_here(place, owner):
    other = new_id()
    with place.app.app_context():
        stranger = add_counselor(other, name="Dora", login="dora", passphrase=PASSPHRASE, roles=["owner"]).id
        db.session.commit()
    assert owner.get(f"/colleagues/{stranger}").status_code == owner.post(f"/colleagues/{stranger}/door").status_code == 404
    assert "Dora" not in owner.get("/colleagues").get_data(as_text=True)
    assert owner.post(f"/colleagues/{place.sam}/supervisees", supervisee=stranger).status_code == 422
