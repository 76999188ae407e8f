"""The client's way in and out."""

import re
from datetime import timedelta

import pytest

from practice import clock
from practice.accounts.models import ClientLogin, Invitation, SignIn
from tests.entrances import PASSPHRASE, Browser, settle

PORTAL = "attune_portal"


@pytest.fixture
def place(app):
    return settle(app)


def offered(page) -> str:
    return re.search(r'name="offered"[^>]* value="([a-z-]+)"', page.get_data(as_text=True))[1]


def wrong(code: str) -> str:
    return "000000" if code != "000000" else "000001"


def test_link_and_code_lead_to_ones_own_way_in(place):
    token, code = place.invite()
    browser = Browser(place.app)
    browser.get(f"/portal/invitation/{token}")
    step = browser.post(f"/portal/invitation/{token}", code=f"{code[:3]} {code[3:]}")
    assert step.status_code == 303 and token not in step.location
    words = offered(browser.get(step.location))
    done = browser.post(step.location, login="Quiet.Bird", way="offered", offered=words)
    assert done.status_code == 303 and done.location == "/portal/device?next=/portal/"
    assert browser.get("/portal/").status_code == 200
    [login] = place.rows(ClientLogin, client_id=place.robin)
    assert login.login == "quiet.bird" and place.rows(Invitation)[0].used_at is not None
    assert Browser(place.app).sign_in("quiet.bird", words, "/portal/sign-in").status_code == 303
    again = Browser(place.app)
    again.get(f"/portal/invitation/{token}")
    assert again.post(f"/portal/invitation/{token}", code=code).status_code == 422, "it works once"


def test_ones_own_passphrase_has_to_be_long_and_typed_twice(place):
    token, code = place.invite()
    browser = Browser(place.app)
    browser.get(f"/portal/invitation/{token}")
    browser.post(f"/portal/invitation/{token}", code=code)
    words = offered(browser.get("/portal/welcome"))
    own = {"login": "wren", "way": "own", "offered": words}
    for fields, said in (({"passphrase": "short", "again": "short"}, "at least 15 characters"),
                         ({"passphrase": PASSPHRASE, "again": "else"}, "do not match")):  # fmt: skip
        page = browser.post("/portal/welcome", **own | fields)
        assert page.status_code == 422 and said in page.get_data(as_text=True) and 'value="wren"' in page.get_data(as_text=True)
    weak = browser.post("/portal/welcome", login="wren", way="offered", offered="a-b-c-d")
    assert weak.status_code == 422 and "they are new" in weak.get_data(as_text=True)
    assert browser.post("/portal/welcome", **own, passphrase=PASSPHRASE, again=PASSPHRASE).status_code == 303


def test_looking_at_a_link_changes_nothing_and_tells_nothing(place):
    token, code = place.invite()
    pages = set()
    for path in [f"/portal/invitation/{token}"] * 10 + ["/portal/invitation/unknown"]:
        browser = Browser(place.app)
        page = browser.get(path).get_data(as_text=True)
        assert browser.client.head(path).status_code == 200
        assert "Robin" not in page and "Harbour" not in page and "Alma" not in page
        pages.add(page.replace(browser.token, ""))
    assert len(pages) == 1, "a good and an unknown link look the same"
    browser = Browser(place.app)
    browser.get(f"/portal/invitation/{token}")
    assert browser.post(f"/portal/invitation/{token}", code=code).status_code == 303


def test_after_five_wrong_codes_the_right_one_opens_nothing(place):
    token, code = place.invite()
    at = f"/portal/invitation/{token}"
    for _try in range(5):  # a new browser each time: the tries are counted with the invitation, not with the cookie
        browser = Browser(place.app)
        browser.get(at)
        page = browser.post(at, code=wrong(code))
        assert page.status_code == 422
    assert browser.post(at, code=code).status_code == 422
    [row] = place.rows(Invitation)
    assert row.tries == 5 and row.voided_at is not None


@pytest.mark.parametrize("how", ["past", "reissued", "unknown"])
def test_a_link_that_no_longer_works_says_the_same_as_a_wrong_code(place, monkeypatch, how):
    token, code = place.invite()
    path = f"/portal/invitation/{token}"
    browser = Browser(place.app)
    browser.get(path)
    expected = browser.post(path, code=wrong(code)).get_data(as_text=True).replace(browser.token, "")
    if how == "reissued":
        place.invite()
    elif how == "past":
        now = clock.now()
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=72, minutes=1))
    else:
        path = "/portal/invitation/unknown"
    other = Browser(place.app)
    other.get(path)
    page = other.post(path, code=code)
    text = page.get_data(as_text=True).replace(other.token, "").replace(code, wrong(code))
    assert page.status_code == 422 and text == expected


def test_the_second_step_opens_only_after_the_first_and_for_half_an_hour(place, monkeypatch):
    assert Browser(place.app).get("/portal/welcome").status_code == 404
    token, code = place.invite()
    browser = Browser(place.app)
    browser.get(f"/portal/invitation/{token}")
    browser.post(f"/portal/invitation/{token}", code=code)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=31))
    assert browser.get("/portal/welcome").status_code == 404


def test_a_sign_in_name_belongs_to_one_client(place):
    from practice.access.scope import everything
    from practice.accounts import actions
    from practice.clients.models import Client
    from practice.db import db

    with place.app.app_context(), everything("a second client", place.practice):
        kim = Client(display_name="Kim", language="en", created_at=clock.now(), created_by=place.alma)
        db.session.add(kim)
        db.session.flush()
        token, code = actions.invite_client(kim.id, place.alma)
        db.session.commit()
    browser = Browser(place.app)
    browser.get(f"/portal/invitation/{token}")
    browser.post(f"/portal/invitation/{token}", code=code)
    words = offered(browser.get("/portal/welcome"))
    page = browser.post("/portal/welcome", login="ROBIN", way="offered", offered=words)
    assert page.status_code == 422 and "already" in page.get_data(as_text=True) and words in page.get_data(as_text=True)


def test_a_new_invitation_replaces_the_way_in_and_signs_out_everywhere(place):
    before = place.browser("robin", "/portal/sign-in")
    token, code = place.invite()
    browser = Browser(place.app)
    browser.get(f"/portal/invitation/{token}")
    browser.post(f"/portal/invitation/{token}", code=code)
    words = offered(browser.get("/portal/welcome"))
    assert browser.post("/portal/welcome", login="robin", way="offered", offered=words).status_code == 303
    assert before.get("/portal/").status_code == 302
    assert Browser(place.app).sign_in("robin", PASSPHRASE, "/portal/sign-in").status_code == 422


def test_a_counselor_cannot_sign_in_at_the_portal_nor_use_a_counselors_cookie_there(place):
    assert Browser(place.app).sign_in("alma", door="/portal/sign-in").status_code == 422
    counselor = place.browser("alma")
    assert counselor.with_cookie(counselor.cookie(), PORTAL).get("/portal/").status_code == 302


def test_the_way_in_says_nothing_about_what_this_is(place):
    page = Browser(place.app).get("/portal/sign-in")
    text = page.get_data(as_text=True)
    assert "<title>Notes</title>" in text and "116 123" in text, "a number to call, even before signing in"
    for word in ("Harbour", "Attune", "counsel", "therap"):
        assert word.lower() not in re.sub(r"<[^>]*>", "", text).lower()
    assert page.headers["Cache-Control"] == "no-store"


def test_a_copied_cookie_is_worthless_after_signing_out_and_after_leaving(place):
    for path in ("/portal/sign-out", "/portal/leave"):
        browser = place.browser("robin", "/portal/sign-in")
        copy = browser.with_cookie(browser.cookie(PORTAL), PORTAL)
        assert copy.get("/portal/").status_code == 200
        browser.get("/portal/sign-in")
        out = browser.post(path)
        assert out.status_code == 303 and out.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert copy.get("/portal/").status_code == browser.get("/portal/").status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_leaving_asks_nothing_back(place, method):
    """Without a token, as a plain link, and after the sign-in has ended: the neutral page comes in every case."""
    browser = place.browser("robin", "/portal/sign-in")
    browser.token = "stale"
    for _again in range(2):
        out = getattr(browser, method)("/portal/leave")
        assert out.status_code == 303 and out.location == "/portal/left"
    page = browser.get("/portal/left").get_data(as_text=True)
    assert '<meta http-equiv="refresh" content="0; url=https://weather.example/">' in page
    assert "Notes" not in page and "116 123" not in page
    assert all(row.ended_at for row in place.rows(SignIn))


def test_without_crisis_contacts_nothing_opens(app):
    place = settle(app, crisis_contacts=[])
    token, _code = place.invite()
    browser = Browser(place.app)
    for path in ("/portal/sign-in", f"/portal/invitation/{token}"):
        page = browser.get(path)
        assert page.status_code == 503 and "Not open yet" in page.get_data(as_text=True)


def test_keeping_this_private_is_honest_about_the_history(place):
    page = Browser(place.app).get("/portal/private").get_data(as_text=True)
    assert "does not clear your browser’s history" in page and "Shift three times" in page
