"""A tablet in a client's hands: one homework, whatever is asked for, until a counselor signs in on it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.gate import ALWAYS_ON_A_TABLET, ONE_HOMEWORK
from practice.accounts.models import ClientLogin, SignIn
from practice.audit.models import AuditEntry
from practice.db import db, new_id
from practice.homework.actions import end_assignment
from practice.homework.models import Entry, HomeworkAssignment
from tests.homework.given import given, on_protocol, today
from tests.people import PASSPHRASE

COUNSELOR, PORTAL = "attune", "attune_portal"
ASKED, OTHER = "exception-log", "coping-list"


@pytest.fixture
def course(cast):
    return on_protocol(cast, cast.ash_episode)


@pytest.fixture
def homework(cast, course):
    return given(cast, course, cast.ash, ASKED, frequency="daily")


@pytest.fixture
def tablet(cast, homework):
    """Alma's browser after she handed it to Ash."""
    browser = cast.browser(cast.alma)
    answer = browser.post(f"/homework/{homework.id}/hand-over")
    assert (answer.status_code, answer.location) == (303, f"/portal/homework/{homework.id}")
    return browser


def written(page, words: str) -> dict:
    """The fields of a homework page with its first box filled in."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    return {**hidden, re.search(r'<textarea[^>]* name="(q_\w+)"', page.text)[1]: words, "do": "send"}


def signed(browser, name: str) -> bool:
    return browser.get_cookie(name) is not None


def test_the_counselor_is_signed_out_and_one_page_opens(cast, tablet, homework):
    page = tablet.get(f"/portal/homework/{homework.id}")
    assert page.status_code == 200 and "<textarea" in page.text
    assert not signed(tablet, COUNSELOR), "the counselor's cookie is gone"
    rows = db.session.scalars(select(SignIn).where(SignIn.person_id == cast.alma.id)).all()
    assert all(row.ended_at for row in rows), "and a copy of it is worthless"
    for link in ("/portal/pages", "/portal/sign-out", "/portal/private", "offline.js"):
        assert link not in page.text, link
    assert "112" in page.text and "Leave quickly" in page.text


@pytest.mark.slow  # every address there is; the gate in front of them is the same on both databases
def test_every_other_address_of_the_whole_app_asks_for_the_tablet_back(app, cast, course, tablet, homework):
    """Each endpoint, with the ids of this client's own records in it; unknown addresses too."""
    other = given(cast, course, cast.ash, OTHER, confirmed=True)
    asked = 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint in ALWAYS_ON_A_TABLET | {"portal.help_now"}:
            continue
        path = rule.build({name: {"assignment_id": other.id, "client_id": cast.ash.id}.get(name, cast.ash_episode.id)
                           for name in rule.arguments})[1]  # fmt: skip
        method = "GET" if "GET" in rule.methods else "POST"
        answer = tablet.open(path, method=method)
        if rule.endpoint in ONE_HOMEWORK and method == "POST":
            assert answer.status_code == 401 and "Your words are still here" in answer.text, rule.endpoint
        else:
            assert (answer.status_code, answer.location) == (303, "/portal/handed"), rule.endpoint
        asked += 1
    assert asked > 60
    assert tablet.get("/nothing/here").location == "/portal/handed"
    page = tablet.get("/portal/handed")
    assert page.status_code == 200 and "Please give the tablet back" in page.text and "Alma" in page.text
    assert page.headers["Cache-Control"] == "no-store" and "Ash" not in page.text and "<title>Notes</title>" in page.text


def test_the_limit_lies_in_the_row_not_in_the_cookie(cast, tablet, homework):
    """With a counselor's good cookie planted beside it, the tablet is still one; and so is a copy of its cookie."""
    with cast.app.test_request_context("/"), cast.browser(cast.bo).session_transaction("/") as held:
        handle = held["_user_id"]
    with cast.app.test_request_context("/"), tablet.session_transaction("/") as session:
        session["_user_id"] = handle
    assert tablet.get("/").location == "/portal/handed"
    copy = cast.app.test_client()
    copy.set_cookie(PORTAL, tablet.get_cookie(PORTAL).value)
    assert copy.get("/portal/pages").location == copy.get("/clients").location == "/portal/handed"
    row = db.session.scalars(select(SignIn).where(SignIn.only_assignment_id.is_not(None))).one()
    assert (row.kind, row.person_id, row.only_assignment_id, row.handed_by) == ("client", cast.ash.id, homework.id, cast.alma.id)


def test_once_sent_nothing_is_open_and_the_page_thanks(cast, tablet, homework):
    page = tablet.get(f"/portal/homework/{homework.id}")
    sent = tablet.post(f"/portal/homework/{homework.id}/send", data={**written(page, "We both laughed."), "q_when": f"{today()}"})
    assert sent.status_code == 303, re.sub(r"<[^>]*>", "", sent.text)
    asked = tablet.get(sent.location)
    assert asked.location == "/portal/handed"
    thanks = tablet.get(asked.location).text
    assert "Thank you" in thanks and "Please give the tablet back" in thanks and "laughed" not in thanks
    again = tablet.get(f"/portal/homework/{homework.id}")
    assert again.location == "/portal/handed" and again.headers["Cache-Control"] == "no-store", "Back shows nothing"
    with cast.acting(cast.alma):
        entry = db.session.scalars(select(Entry).where(Entry.assignment_id == homework.id)).one()
    assert entry.sent_by == cast.ash.id


def test_declining_is_a_whole_answer_too(tablet, homework):
    page = tablet.get(f"/portal/homework/{homework.id}")
    said = tablet.post(f"/portal/homework/{homework.id}/decline", data={**written(page, ""), "decline": "not-now"})
    assert said.status_code == 303 and "Thank you" in tablet.get("/portal/handed").text
    assert tablet.get(f"/portal/homework/{homework.id}").location == "/portal/handed"


def test_keeping_for_later_leaves_the_one_page_open(tablet, homework):
    page = tablet.get(f"/portal/homework/{homework.id}")
    kept = tablet.post(f"/portal/homework/{homework.id}/send", data={**written(page, "Half a line"), "do": "later"})
    after = tablet.get(tablet.get(kept.location).location).text
    assert "What you wrote is kept" in after and f"/portal/homework/{homework.id}" in after
    assert "Half a line" in tablet.get(f"/portal/homework/{homework.id}").text


@pytest.mark.parametrize("ended", [False, True], ids=["running", "ended"])
def test_what_was_written_at_home_and_not_sent_is_not_shown(cast, homework, ended):
    """Two private versions from before, and one that goes on elsewhere meanwhile: the tablet knows its own alone."""
    home, address, private = cast.browser(cast.ash), f"/portal/homework/{homework.id}", "Only for me, not for Alma"
    tabs = []
    for more in (" at first", " later"):
        typed = written(home.get(address), private + more) | {"do": "later", "tab": new_id()}
        typed.pop("base", None)
        assert home.post(f"{address}/send", data=typed).status_code == 303
        tabs.append(typed)
    tablet = cast.browser(cast.alma)
    tablet.post(f"/homework/{homework.id}/hand-over")
    home.post(f"{address}/draft", data=tabs[0] | {"sequence": "9"}, headers={"Accept": "application/json"})  # written on at home
    if not ended:
        first = tablet.get(address)
        told = tablet.post(f"{address}/draft", data=written(first, "Said in the room") | {"sequence": "3"}).get_json()
        assert told["saved"] and "other" not in told
        assert "Said in the room" in tablet.get(address).text, "what was begun here is there again"
        tablet.post(f"{address}/send", data=written(first, "Typed here") | {"do": "later", "tab": tabs[1]["tab"]})
    else:
        with cast.acting(cast.alma):
            end_assignment(db.session.get(HomeworkAssignment, homework.id), by=cast.alma.id)
            db.session.commit()
    one, other = (typed["tab"] for typed in tabs)
    for place in (address, f"{address}?draft={one}", f"{address}/both", f"{address}/both?one={one}&other={other}"):
        page = tablet.get(place, follow_redirects=True)
        assert private not in page.text and one not in page.text and other not in page.text, place
    at_home = home.get(f"{address}?draft={other}").text
    assert private + " later" in at_home, "at home everything is where it was, untouched by the tablet"


def test_the_counselors_passphrase_takes_it_back(cast, tablet, homework):
    door = tablet.get(f"/sign-in?next=/homework/{homework.id}")
    assert door.status_code == 200
    assert tablet.post("/sign-in", data={"login": "ash", "passphrase": PASSPHRASE}).status_code == 422, "no client opens it"
    assert tablet.get("/portal/pages").location == "/portal/handed"
    back = tablet.post(f"/sign-in?next=/homework/{homework.id}", data={"login": "alma", "passphrase": PASSPHRASE})
    assert (back.status_code, back.location) == (303, f"/homework/{homework.id}")
    assert tablet.get(back.location).status_code == 200 and not signed(tablet, PORTAL)
    assert tablet.get(f"/portal/homework/{homework.id}").status_code == 302, "the client's side is closed again"


def test_leaving_quickly_and_running_out_keep_everything_else_closed(cast, tablet, homework, monkeypatch):
    out = tablet.get("/portal/leave")
    assert out.location == "/portal/left" and out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "example.org" in tablet.get("/portal/left").text
    for address in (f"/portal/homework/{homework.id}", "/portal/sign-in", "/portal/"):
        assert tablet.get(address).location == "/portal/handed", address
    assert "Nothing more is open here" in tablet.get("/portal/handed").text
    later = cast.browser(cast.alma)
    later.post(f"/homework/{homework.id}/hand-over")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=16))
    assert later.get(f"/portal/homework/{homework.id}").location == "/portal/handed"
    typed = later.post(f"/portal/homework/{homework.id}/send", data={"q_what": "Typed after it ran out", "do": "send"})
    assert typed.status_code == 401 and "Typed after it ran out" in typed.text, "what was typed is not lost"
    assert later.get("/clients").location == "/portal/handed"


def test_the_audit_says_who_handed_over_what(cast, tablet, homework):
    tablet.get(f"/portal/homework/{homework.id}")
    tablet.post("/sign-in", data={"login": "bo", "passphrase": PASSPHRASE})
    told = {(row.what, row.actor, row.actor_id, row.subject_id) for row in db.session.scalars(select(AuditEntry))}
    assert ("hand_over", "counselor", cast.alma.id, homework.id) in told
    assert ("portal.homework", "client", cast.ash.id, homework.id) in told
    assert ("take_back_tablet", "counselor", cast.bo.id, homework.id) in told


def test_a_client_without_a_login_can_be_handed_a_tablet(cast, homework):
    with cast.acting(cast.alma):
        db.session.delete(db.session.scalars(select(ClientLogin).where(ClientLogin.client_id == cast.ash.id)).one())
        db.session.commit()
    browser = cast.browser(cast.alma)
    browser.post(f"/homework/{homework.id}/hand-over")
    assert browser.get(f"/portal/homework/{homework.id}").status_code == 200


def test_whoever_held_the_client_side_of_this_browser_is_signed_out(cast, homework):
    browser, before = cast.browser(cast.alma), cast.browser(cast.kim).get_cookie(PORTAL).value
    browser.set_cookie(PORTAL, before)
    browser.post(f"/homework/{homework.id}/hand-over")
    copy = cast.app.test_client()
    copy.set_cookie(PORTAL, before)
    assert copy.get("/portal/").status_code == 302


def test_what_is_not_open_at_home_is_not_handed_over(cast, course, homework):
    """Ended, not begun, closed by the safety gate: one page says why, nobody is signed out."""
    closed = given(cast, course, cast.ash, OTHER, confirmed=True)
    with cast.acting(cast.alma):
        closed.opens_on = today() + timedelta(days=3)
        db.session.commit()
    browser = cast.browser(cast.alma)
    answer = browser.post(f"/homework/{closed.id}/hand-over")
    assert answer.status_code == 422 and "first day has not come" in answer.text
    browser.post(f"/homework/{homework.id}/end")
    assert "not asked any more" in browser.post(f"/homework/{homework.id}/hand-over").text
    assert browser.get("/clients").status_code == 200


def test_an_exercise_behind_the_gate_stays_behind_it(cast):
    course = on_protocol(cast, cast.couple)
    row = given(cast, course, cast.robin, ASKED)
    with cast.acting(cast.alma):
        row.exercise_id, row.phase_id = "listening-turns", "collaborate"
        db.session.commit()
    answer = cast.browser(cast.alma).post(f"/homework/{row.id}/hand-over")
    assert answer.status_code == 422 and "still signed in here" in answer.text


def test_the_partners_room_is_out_of_reach(cast):
    course = on_protocol(cast, cast.couple)
    mine, theirs = (given(cast, course, who, ASKED) for who in (cast.robin, cast.kim))
    browser = cast.browser(cast.alma)
    browser.post(f"/homework/{mine.id}/hand-over")
    assert browser.get(f"/portal/homework/{mine.id}").status_code == 200
    for address in (f"/portal/homework/{theirs.id}", "/portal/shared", f"/portal/pages/{new_id()}"):
        assert browser.get(address).location == "/portal/handed", address


def test_strangers_hand_over_nothing(cast, homework):
    assert cast.browser(cast.cleo).post(f"/homework/{homework.id}/hand-over").status_code == 404
    assert cast.browser(cast.sam).post(f"/homework/{homework.id}/hand-over").status_code == 404


@pytest.mark.sqlite
def test_without_a_tablet_the_page_does_not_exist(cast):
    for browser in (cast.app.test_client(), cast.browser(cast.ash), cast.browser(cast.alma)):
        assert browser.get("/portal/handed").status_code == 404
