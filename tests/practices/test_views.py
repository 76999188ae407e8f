"""Setting up once, changing settings after."""

import pytest

from practice.accounts.models import Counselor, Credential
from practice.db import db
from practice.practices import setting_up
from practice.practices.models import Practice
from tests.entrances import PASSPHRASE, SETTINGS, Browser

ANSWERS = {
    **{key: SETTINGS[key] for key in SETTINGS if key != "crisis_contacts"},
    "crisis_contacts-0-name": "Night line", "crisis_contacts-0-number": "116 123", "crisis_contacts-0-hours": "always",
    "person": "Alma Reed", "login": "Alma", "passphrase": PASSPHRASE, "again": PASSPHRASE, "works_with_clients": "y",
    "scope": "therapist", "kind": "", "title": "", "granted_on": "",
}  # fmt: skip


@pytest.fixture
def door(app):
    """(a browser before the set-up page, its address)"""
    browser, address = Browser(app), f"/setup/{setting_up.new_token(app.config['DATA_DIR'])}"
    assert browser.get(address).status_code == 200
    return browser, address


def stored(app, model) -> list:
    with app.app_context():
        found = list(db.session.scalars(db.select(model)))
        db.session.expunge_all()
    return found


def test_set_up_makes_the_practice_and_its_first_person_and_dies(app, door):
    browser, address = door
    done = browser.post(address, **ANSWERS | {"kind": "trauma", "title": "Training", "granted_on": "2024-03-01"})
    assert done.status_code == 303 and "/sign-in" in done.location
    [practice], [alma], [credential] = (stored(app, model) for model in (Practice, Counselor, Credential))
    assert (practice.name, practice.zone, practice.retention_years) == ("Harbour Practice", "Europe/Berlin", 10)
    assert practice.crisis_contacts == SETTINGS["crisis_contacts"]
    assert (alma.login, alma.roles, alma.practice_id) == ("alma", ["owner", "counselor"], practice.id)
    assert (credential.kind, credential.counselor_id) == ("trauma", alma.id)
    assert browser.get(address).status_code == browser.post(address, **ANSWERS).status_code == 404
    assert not (app.config["DATA_DIR"] / setting_up.NAME).exists()
    assert Browser(app).sign_in("alma").status_code == 303


def test_without_the_token_there_is_nothing(app):
    browser = Browser(app)
    assert browser.get("/setup/guess").status_code == 404
    setting_up.new_token(app.config["DATA_DIR"])
    assert browser.get("/setup/guess").status_code == 404


def test_a_token_opens_nothing_once_there_is_a_practice(place):
    token = setting_up.new_token(place.app.config["DATA_DIR"])
    assert Browser(place.app).get(f"/setup/{token}").status_code == 404


@pytest.mark.parametrize("change, words", [
    ({"name": ""}, "type the name of the practice"),
    ({"zone": "Europe/Atlantis"}, "time zone is not known"),
    ({"crisis_contacts-0-name": "", "crisis_contacts-0-number": "", "crisis_contacts-0-hours": ""}, "at least one crisis contact"),
    ({"crisis_contacts-0-number": "call us"}, "type the number to call"),
    ({"crisis_contacts-0-name": ""}, "say who answers"),
    ({"exit_url": "javascript:alert(1)"}, "whole address"),
    ({"exit_url": "https://[half"}, "whole address"),
    ({"retention_years": "many"}, "integer"),
    ({"retention_years": "0"}, "from 1 to 100"),
    ({"login": "a b"}, "without spaces"),
    ({"passphrase": "short", "again": "short"}, "at least 15 characters"),
    ({"again": "another one altogether"}, "do not match"),
    ({"kind": "emdr"}, "what the qualification is called"),
    ({"kind": "emdr", "title": "EMDR"}, "the day it was granted"),
    ({"granted_on": "soon"}, "year-month-day"),
    ({"letterhead": "x" * 20_001}, "under 20000 characters"),
])  # fmt: skip
def test_what_is_missing_is_said_and_everything_typed_stays(app, door, change, words):
    browser, address = door
    page = browser.post(address, **ANSWERS | {"flag_hours": "Mondays \U0001f33f 周一"} | change)
    text = page.get_data(as_text=True)
    assert page.status_code == 422 and words in text
    assert 'role="alert"' in text and "Mondays \U0001f33f 周一" in text and "Alma Reed" in text
    assert PASSPHRASE not in text and not stored(app, Practice)
    assert browser.get(address).status_code == 200, "the address still works"


def test_control_characters_are_left_out_not_a_fault(app, door):
    browser, address = door
    odd = {"name": "Har\x00bour\x07", "letterhead": "a\x00b\r\nc", "person": "Al\x00ma", "crisis_contacts-\u00b2-name": "?"}
    assert browser.post(address, **ANSWERS | odd).status_code == 303
    [practice], [alma] = stored(app, Practice), stored(app, Counselor)
    assert (practice.name, practice.letterhead, alma.display_name) == ("Harbour", "ab\nc", "Alma")


def test_rows_come_and_go_without_a_script(app, door):
    browser, address = door
    more = browser.post(address, **ANSWERS, rows="add").get_data(as_text=True)
    assert 'name="crisis_contacts-1-number"' in more and 'value="116 123"' in more and "Alma Reed" in more
    second = {"crisis_contacts-1-name": "Ambulance", "crisis_contacts-1-number": "112", "crisis_contacts-1-hours": ""}
    less = browser.post(address, **ANSWERS | second, rows="remove-0").get_data(as_text=True)
    assert 'value="112"' in less and 'value="116 123"' not in less and 'name="crisis_contacts-1-number"' not in less
    none = browser.post(address, **ANSWERS, rows="remove-0").get_data(as_text=True)
    assert 'name="crisis_contacts-0-number"' in none
    assert browser.post(address, **ANSWERS, rows="remove-999").status_code == 200


def test_an_owner_changes_the_settings(place):
    browser = place.browser("alma")
    page = browser.get("/settings").get_data(as_text=True)
    assert 'value="Harbour Practice"' in page and "116 123" in page
    two = ANSWERS | {"name": "Quay Practice", "crisis_contacts-1-name": "", "crisis_contacts-2-name": "Ambulance",
                     "crisis_contacts-2-number": "112"}  # fmt: skip
    assert browser.post("/settings", **two).status_code == 303
    [practice] = place.rows(Practice)
    assert practice.name == "Quay Practice"
    assert [row["number"] for row in practice.crisis_contacts] == ["116 123", "112"]
    empty = ANSWERS | {"crisis_contacts-0-name": "", "crisis_contacts-0-number": "", "crisis_contacts-0-hours": ""}
    assert browser.post("/settings", **empty).status_code == 422
    assert len(place.rows(Practice)[0].crisis_contacts) == 2


def test_nobody_else_changes_them(place):
    cleo = place.browser("cleo")
    cleo.get("/profile")
    assert cleo.get("/settings").status_code == cleo.post("/settings", **ANSWERS).status_code == 404


def test_flags_go_to_a_colleague_by_name(place):
    browser = place.browser("alma")
    page = browser.get("/settings").get_data(as_text=True)
    assert "Flags go to" in page and "Cleo" in page and "Nobody yet" in page
    named = ANSWERS | {"flag_named_id": place.cleo, "flag_backup_id": place.alma, "flag_wait_hours": "6"}
    assert browser.post("/settings", **named).status_code == 303
    [practice] = place.rows(Practice)
    assert (practice.flag_named_id, practice.flag_backup_id, practice.flag_wait_hours) == (place.cleo, place.alma, 6)
    page = browser.get("/settings").get_data(as_text=True)
    assert f'<option selected value="{place.cleo}">' in page and 'value="6"' in page
    for wrong, words in (({"flag_backup_id": place.cleo}, "somebody else as backup"), ({"flag_named_id": "0" * 32}, "choice"),
                         ({"flag_wait_hours": "0"}, "from 1 to 72")):  # fmt: skip
        answer = browser.post("/settings", **named | wrong)
        assert answer.status_code == 422 and words in answer.get_data(as_text=True)
    assert browser.post("/settings", **named | {"flag_named_id": "", "flag_backup_id": ""}).status_code == 303
    assert place.rows(Practice)[0].flag_named_id is None


def test_the_first_person_may_take_the_flags_at_set_up(app, door):
    browser, address = door
    assert "Flags go to me" in browser.get(address).get_data(as_text=True)
    assert browser.post(address, **ANSWERS, flags_to_me="y", flag_wait_hours="8").status_code == 303
    [practice], [alma] = stored(app, Practice), stored(app, Counselor)
    assert (practice.flag_named_id, practice.flag_wait_hours) == (alma.id, 8)


def test_nobody_is_named_unasked(app, door):
    browser, address = door
    assert browser.post(address, **ANSWERS).status_code == 303
    assert stored(app, Practice)[0].flag_named_id is None
